import { allUntolerated, type Taint, type Toleration, tolerates, untolerated } from '../objects/taint.ts'
import { normalizeToMax, type Plugin } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'

/** Nodes with a taint that the pod does not tolerate are out; of the others, those with fewest soft taints are best. */
export const taintToleration: Plugin = {
  id: 'TaintToleration',
  scope: 'nothing',
  filter({ pod }) {
    const refusalOf = byTaints((taints) => refusal(untolerated(taints, pod.spec.tolerations)))
    const explained = byTaints((taints) => fullRefusal(allUntolerated(taints, pod.spec.tolerations)))
    return { kind: 'filter', reject: (node) => (node.taintClass === 0 ? undefined : refusalOf(node)), explain: explained }
  },
  score({ pod }) {
    const soft = pod.spec.tolerations.filter(({ effect }) => effect === '' || effect === 'PreferNoSchedule')
    const countOf = byTaints((taints) => countUntolerated(taints, soft))
    return {
      kind: 'score',
      raw: (node) => (node.taintClass === 0 ? 0 : countOf(node)),
      normalize: (scores) => normalizeToMax(scores, true),
    }
  },
  weight: 3,
}

/** Works an answer out once for all nodes with the same taints. */
function byTaints<T>(answer: (taints: readonly Taint[]) => T): (node: NodeState) => T {
  const known = new Map<number, T>()
  return ({ taintClass, node }) => {
    const before = known.get(taintClass)
    if (before !== undefined || known.has(taintClass)) return before as T
    const now = answer(node.taints)
    known.set(taintClass, now)
    return now
  }
}

function refusal(taint: Taint | undefined): Refusal | undefined {
  return taint && { plugin: 'TaintToleration', resolvable: false, why: [{ kind: 'taint', taint }] }
}

function fullRefusal(taints: readonly Taint[]): Refusal {
  return { plugin: 'TaintToleration', resolvable: false, why: taints.map((taint) => ({ kind: 'taint', taint })) }
}

function countUntolerated(taints: readonly Taint[], soft: readonly Toleration[]): number {
  return taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !soft.some((toleration) => tolerates(toleration, taint))).length
}
