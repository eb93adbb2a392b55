import type { Pod } from '../objects/pod.ts'
import type { RuntimeClass } from '../objects/policy.ts'

/**
 * Adds what the runtime of a pod takes for itself and which nodes have it, as admission does.
 * https://kubernetes.io/docs/concepts/containers/runtime-class/
 */
export function withRuntimeClass(pod: Pod, classes: ReadonlyMap<string, RuntimeClass>): Pod {
  const found = classes.get(pod.spec.runtimeClassName)
  if (found === undefined) return pod
  const { spec } = pod
  const nodeSelector = found.nodeSelector.size === 0 ? spec.nodeSelector : new Map([...(spec.nodeSelector ?? []), ...found.nodeSelector])
  const overhead = spec.overhead.size > 0 ? spec.overhead : found.overhead
  return { ...pod, spec: { ...spec, overhead, nodeSelector, tolerations: [...spec.tolerations, ...found.tolerations] } }
}
