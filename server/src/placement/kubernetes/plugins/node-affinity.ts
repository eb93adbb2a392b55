import { compilePreferences, requiredOf } from '../node-matching.ts'
import { unmetBy } from '../node-unmet.ts'
import type { NodeSelectorTerm } from '../objects/node-selector.ts'
import type { PodSpec } from '../objects/pod.ts'
import { normalizeToMax, type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'
import { hostname, type NodeState } from '../state/node-state.ts'

const refusal: Refusal = { plugin: 'NodeAffinity', resolvable: false, why: [{ kind: 'node-affinity' }] }

/** Nodes must match the node selector and one of the required terms; the more of the preferred terms they match, the better. */
export const nodeAffinity: Plugin = {
  id: 'NodeAffinity',
  scope: 'nothing',
  filter({ pod }) {
    const matches = requiredOf(pod.spec)
    if (matches === undefined) return skip
    const nodeNames = namesIn(pod.spec.affinity.node.required ?? [])
    if (nodeNames?.size === 0) return { kind: 'rejected', reason: 'pod affinity terms conflict' }
    const byLabels = asksForNames(pod.spec) ? uncached : once
    const isRefused = byLabels((node) => !matches(node))
    const full = byLabels((node): Refusal => ({ ...refusal, why: unmetBy(pod.spec, node) }))
    return {
      kind: 'filter',
      ...(nodeNames && { nodeNames }),
      reject: (node) => (isRefused(node) ? refusal : undefined),
      explain: full,
    }
  },
  score({ pod }) {
    const { preferred } = pod.spec.affinity.node
    if (preferred.length === 0) return skip
    const terms = compilePreferences(preferred)
    if ('error' in terms) return { kind: 'failed', message: terms.error }
    return {
      kind: 'score',
      raw: (node) => terms.reduce((sum, { weight, matches }) => (matches(node) ? sum + weight : sum), 0),
      normalize: (scores) => normalizeToMax(scores, false),
    }
  },
  weight: 2,
}

/** Works an answer out once for all nodes that differ in their names only. */
function once<T>(answer: (node: NodeState) => T): (node: NodeState) => T {
  const known: T[] = []
  return (node) => {
    const { labelClass } = node
    if (!(labelClass in known)) known[labelClass] = answer(node)
    return known[labelClass] as T
  }
}

function uncached<T>(answer: (node: NodeState) => T): (node: NodeState) => T {
  return answer
}

/** Whether nodes that differ in their names only could be told apart. */
function asksForNames({ nodeSelector, affinity }: PodSpec): boolean {
  const terms = affinity.node.required ?? []
  return (
    nodeSelector?.has(hostname) === true ||
    terms.some(({ expressions, fields }) => fields.length > 0 || expressions.some(({ key }) => key === hostname))
  )
}

/** The nodes that the terms name, if every term names some; a term without a name allows all. */
function namesIn(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  const all = new Set<string>()
  for (const { fields } of terms) {
    const named = fields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In')
    const [first, ...rest] = named
    if (first === undefined) return undefined
    for (const name of first.values) if (rest.every(({ values }) => values.includes(name))) all.add(name)
  }
  return terms.length === 0 ? undefined : all
}
