import { nothing } from '../../objects/selector.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import type { AffinityTerm } from '../../state/pod-info.ts'

/** Numbers by the value of a node label, by its key. */
export type Domains = Map<string, Map<string, number>>

/** Adds to the domain that a node is in; nodes without the label are in none. A domain that comes to nothing goes. */
export function addTo(domains: Domains, topologyKey: string, { labels }: NodeState, by: number): void {
  const value = labels.get(topologyKey)
  if (value === undefined) return
  const values = domains.get(topologyKey) ?? new Map<string, number>()
  values.set(value, (values.get(value) ?? 0) + by)
  domains.set(topologyKey, values)
}

/** What the domain of a node has; 0 if there is none. */
export function at(domains: Domains, topologyKey: string, value: string): number {
  return domains.get(topologyKey)?.get(value) ?? 0
}

/** Terms of a pod that is to be placed: selectors of namespaces become the names of those there are. One that means all stays. */
export function withNamespaces(terms: readonly AffinityTerm[], { namespaces }: ClusterState): readonly AffinityTerm[] {
  return terms.map((term) => {
    const { namespaceSelector } = term
    if (namespaceSelector.empty || namespaceSelector === nothing) return term
    const chosen = [...namespaces].flatMap(([name, labels]) => (namespaceSelector.matches(labels) ? [name] : []))
    return { ...term, namespaces: new Set([...term.namespaces, ...chosen]), namespaceSelector: nothing }
  })
}
