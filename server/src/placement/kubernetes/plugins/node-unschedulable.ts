import { type Taint, tolerates } from '../objects/taint.ts'
import type { Plugin } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'

const taint: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }
const refusal: Refusal = { plugin: 'NodeUnschedulable', resolvable: false, why: [{ kind: 'unschedulable' }] }

/** Cordoned nodes take only pods that tolerate the taint which stands for that. */
export const nodeUnschedulable: Plugin = {
  id: 'NodeUnschedulable',
  filter({ pod }) {
    const tolerated = pod.spec.tolerations.some((toleration) => tolerates(toleration, taint))
    return { kind: 'filter', reject: ({ node }) => (node.unschedulable && !tolerated ? refusal : undefined) }
  },
}
