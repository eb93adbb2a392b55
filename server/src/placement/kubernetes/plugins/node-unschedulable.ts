import { type Taint, tolerates } from '../objects/taint.ts'
import { type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'

const taint: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }
const refusal: Refusal = { plugin: 'NodeUnschedulable', resolvable: false, why: [{ kind: 'unschedulable' }] }

/** Cordoned nodes take only pods that tolerate the taint which stands for that. */
export const nodeUnschedulable: Plugin = {
  id: 'NodeUnschedulable',
  scope: 'nothing',
  filter({ pod }) {
    if (pod.spec.tolerations.some((toleration) => tolerates(toleration, taint))) return skip
    return { kind: 'filter', reject: ({ node }) => (node.unschedulable ? refusal : undefined) }
  },
}
