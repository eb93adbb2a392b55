import type { Refused } from '../../reasons.ts'
import { filtersFor, fullRefusals } from '../cycle/filters.ts'
import type { Refusal } from '../refusal.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import type { Explain } from './reasons.ts'

/** All nodes with everything that keeps each from taking one more pod; empty if the pod as a whole was rejected. */
export function refusedBy(info: PodInfo, cluster: ClusterState, explain: Explain): readonly Refused[] {
  const filters = filtersFor(info, cluster)
  if (filters.kind === 'rejected') return []
  const outside: Refusal = { plugin: 'NodeAffinity', resolvable: false, why: [{ kind: 'outside', plugins: filters.restrictedBy }] }
  return cluster.nodes.map((node) => {
    const refusals = fullRefusals(filters, node)
    const named = filters.nodeNames?.has(node.name) !== false || refusals.some(({ plugin }) => plugin === 'NodeAffinity')
    return { node: node.name, reasons: explain(named ? refusals : [outside, ...refusals], node) }
  })
}
