import { tolerates, untolerated } from '../objects/taint.ts'
import { normalizeToMax, type Plugin } from '../plugin.ts'

/** Nodes with a taint that the pod does not tolerate are out; of the others, those with fewest soft taints are best. */
export const taintToleration: Plugin = {
  id: 'TaintToleration',
  filter({ pod }) {
    const { tolerations } = pod.spec
    return {
      kind: 'filter',
      reject({ node }) {
        const taint = node.taints.length === 0 ? undefined : untolerated(node.taints, tolerations)
        return taint && { plugin: 'TaintToleration', resolvable: false, why: [{ kind: 'taint', taint }] }
      },
    }
  },
  score({ pod }) {
    const soft = pod.spec.tolerations.filter(({ effect }) => effect === '' || effect === 'PreferNoSchedule')
    return {
      kind: 'score',
      raw: ({ node }) =>
        node.taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !soft.some((toleration) => tolerates(toleration, taint)))
          .length,
      normalize: (scores) => normalizeToMax(scores, true),
    }
  },
  weight: 3,
}
