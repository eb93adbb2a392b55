import type { ClusterObjects } from '../objects/cluster.ts'
import type { Pod } from '../objects/pod.ts'
import type { PriorityClass } from '../objects/policy.ts'
import { defaultNamespace, defaultNode, defaultPod } from './defaults.ts'
import { withLabelKeys } from './label-keys.ts'
import { withPriority } from './priority.ts'
import { withOutageTolerations } from './tolerations.ts'

/**
 * What the API server makes of the objects before the scheduler sees them. Not done: LimitRange, RuntimeClass (its overhead), what
 * controllers add to the pods of a DaemonSet, and taints for conditions of nodes.
 */
export function admit(objects: ClusterObjects): ClusterObjects {
  const classes = new Map(objects.priorityClasses.map((one) => [one.name, one]))
  return {
    ...objects,
    nodes: objects.nodes.map(defaultNode),
    namespaces: objects.namespaces.map(defaultNamespace),
    pods: objects.pods.map((pod) => withPriority(defaultPod(pod), classes)),
    pending: objects.pending.map((pod) => admitPod(pod, classes)),
  }
}

/** What the API server makes of a pod that is created now. */
export function admitPod(pod: Pod, classes: ReadonlyMap<string, PriorityClass>): Pod {
  return withLabelKeys(withOutageTolerations(withPriority(defaultPod(pod), classes)))
}
