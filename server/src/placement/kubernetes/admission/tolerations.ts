import type { Pod } from '../objects/pod.ts'
import type { Toleration } from '../objects/taint.ts'

const outages: readonly string[] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** Adds that the pod stays on a node that is not ready or not reachable for five minutes, unless it says something of its own about that. */
export function withOutageTolerations(pod: Pod): Pod {
  const { spec } = pod
  const added = outages.filter((key) => !spec.tolerations.some((toleration) => speaksOf(toleration, key)))
  if (added.length === 0) return pod
  const tolerations = [
    ...spec.tolerations,
    ...added.map((key): Toleration => ({ key, operator: 'Exists', value: '', effect: 'NoExecute', seconds: 300 })),
  ]
  return { ...pod, spec: { ...spec, tolerations } }
}

function speaksOf({ key, effect }: Toleration, taint: string): boolean {
  return (key === taint || key === '') && (effect === 'NoExecute' || effect === '')
}
