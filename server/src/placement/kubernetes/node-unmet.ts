import { type Matchable, matchesTerms } from './node-matching.ts'
import type { NodeSelectorTerm } from './objects/node-selector.ts'
import type { PodSpec } from './objects/pod.ts'
import { holds, type Requirement } from './objects/selector.ts'
import type { UnmetLabel, Why } from './refusal.ts'

const required = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'] as const

/** What a pod's node selector asks in vain of a node, and what the required term that comes closest does. */
export function unmetBy({ nodeSelector, affinity }: PodSpec, node: Matchable): readonly Why[] {
  const pairs = [...(nodeSelector ?? [])].flatMap(([key, value]): readonly UnmetLabel[] => {
    const has = node.labels.get(key)
    return has === value ? [] : [{ kind: 'node-label', key, operator: 'In', values: [value], has, at: ['nodeSelector', key] }]
  })
  const terms = affinity.node.required
  const ofTerms = terms === undefined || matchesTerms(terms)(node) ? [] : closestTerm(terms, node)
  const all = [...pairs, ...ofTerms]
  return all.length === 0 ? [{ kind: 'node-affinity' }] : all
}

/** Of several terms one is enough, so the one that fails in the fewest conditions is worth telling. */
function closestTerm(terms: readonly NodeSelectorTerm[], node: Matchable): readonly UnmetLabel[] {
  let best: readonly UnmetLabel[] = []
  for (const [index, term] of terms.entries()) {
    const unmet = unmetConditions(term, node, index)
    if (unmet.length > 0 && (best.length === 0 || unmet.length < best.length)) best = unmet
  }
  return best
}

function unmetConditions({ expressions, fields }: NodeSelectorTerm, node: Matchable, index: number): readonly UnmetLabel[] {
  const unmet = ({ key, operator, values }: Requirement, has: string | undefined, list: string, at: number): UnmetLabel => ({
    kind: 'node-label',
    key,
    operator,
    values,
    has,
    at: [...required, index, list, at],
  })
  return [
    ...expressions.flatMap((one, i) => (holds(one, node.labels) ? [] : [unmet(one, node.labels.get(one.key), 'matchExpressions', i)])),
    ...fields.flatMap((one, i) =>
      (one.operator === 'In') === (one.values[0] === node.name) ? [] : [unmet(one, node.name, 'matchFields', i)],
    ),
  ]
}
