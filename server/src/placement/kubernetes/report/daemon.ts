import { requiredOf } from '../node-matching.ts'
import type { NodeSelectorTerm } from '../objects/node-selector.ts'
import type { Pod } from '../objects/pod.ts'
import { type Toleration, untolerated } from '../objects/taint.ts'
import type { NodeState } from '../state/node-state.ts'

/** Conditions of nodes that do not keep daemons away. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations */
const stood: readonly (readonly [key: string, effect: string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
]

/** A pod as the controller of a DaemonSet writes it, before it is meant for a node. */
export function daemonPod(pod: Pod): Pod {
  const network: typeof stood = pod.spec.hostNetwork ? [['node.kubernetes.io/network-unavailable', 'NoSchedule']] : []
  const added = [...stood, ...network].map(
    ([key, effect]): Toleration => ({ key, operator: 'Exists', value: '', effect, seconds: undefined }),
  )
  return { ...pod, spec: { ...pod.spec, tolerations: [...pod.spec.tolerations, ...added] } }
}

/** Whether the controller makes a pod for a node at all. */
export function wantsNode({ spec }: Pod, node: NodeState): boolean {
  const matches = requiredOf(spec)
  return (
    (spec.nodeName === '' || spec.nodeName === node.name) &&
    (matches === undefined || matches(node)) &&
    untolerated(node.node.taints, spec.tolerations) === undefined
  )
}

/** The pod for one node: the controller names the node in every term of the required affinity. */
export function pinnedTo(pod: Pod, node: string): Pod {
  const { affinity } = pod.spec
  const field = { key: 'metadata.name', operator: 'In', values: [node] } as const
  const terms: readonly NodeSelectorTerm[] = affinity.node.required ?? []
  const required = terms.length === 0 ? [{ expressions: [], fields: [field] }] : terms.map((term) => ({ ...term, fields: [field] }))
  return { ...pod, spec: { ...pod.spec, affinity: { ...affinity, node: { ...affinity.node, required } } } }
}
