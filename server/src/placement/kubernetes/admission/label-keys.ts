import type { PodAffinity, PodAffinityTerm, SpreadConstraint } from '../objects/affinity.ts'
import type { Labels } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import type { LabelSelector, Requirement } from '../objects/selector.ts'

/**
 * Writes `matchLabelKeys` and `mismatchLabelKeys` into the selectors, with the pod's own values, as the API server does when a pod is
 * created. Keys that the pod does not have are passed over, and so are terms without a selector.
 */
export function withLabelKeys(pod: Pod): Pod {
  const { spec, labels } = pod
  const pods = withAffinityKeys(spec.affinity.pods, labels)
  const antiPods = withAffinityKeys(spec.affinity.antiPods, labels)
  const spread = spec.spread.map((constraint) => withSpreadKeys(constraint, labels))
  return { ...pod, spec: { ...spec, spread, affinity: { ...spec.affinity, pods, antiPods } } }
}

function withAffinityKeys({ required, preferred }: PodAffinity, labels: Labels): PodAffinity {
  return {
    required: required.map((term) => withTermKeys(term, labels)),
    preferred: preferred.map(({ weight, term }) => ({ weight, term: withTermKeys(term, labels) })),
  }
}

function withTermKeys(term: PodAffinityTerm, labels: Labels): PodAffinityTerm {
  const added = [...requirements(term.matchLabelKeys, 'In', labels), ...requirements(term.mismatchLabelKeys, 'NotIn', labels)]
  return added.length === 0 ? term : { ...term, selector: extended(term.selector, added) }
}

function withSpreadKeys(constraint: SpreadConstraint, labels: Labels): SpreadConstraint {
  const added = requirements(constraint.matchLabelKeys, 'In', labels)
  return added.length === 0 ? constraint : { ...constraint, selector: extended(constraint.selector, added) }
}

function requirements(keys: readonly string[], operator: 'In' | 'NotIn', labels: Labels): readonly Requirement[] {
  return keys.flatMap((key) => {
    const value = labels.get(key)
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })
}

function extended(selector: LabelSelector | undefined, added: readonly Requirement[]): LabelSelector | undefined {
  return selector && { ...selector, matchExpressions: [...selector.matchExpressions, ...added] }
}
