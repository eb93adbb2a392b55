import type { ClusterObjects } from '../objects/cluster.ts'
import type { Pod } from '../objects/pod.ts'
import type { LimitRange, PriorityClass, RuntimeClass } from '../objects/policy.ts'
import { defaultNamespace, defaultNode, defaultPod } from './defaults.ts'
import { withLabelKeys } from './label-keys.ts'
import { withLimitRanges } from './limit-range.ts'
import { withPriority } from './priority.ts'
import { withRuntimeClass } from './runtime-class.ts'
import { withOutageTolerations } from './tolerations.ts'

/**
 * What the API server makes of the objects before the scheduler sees them. Not done: what controllers add to the pods of a DaemonSet, taints
 * for conditions of nodes, and what pods that are there had from their runtime class and limit ranges when they were made.
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

/** What decides about new pods beside their own words. */
export interface Policies {
  readonly priorityClasses: ReadonlyMap<string, PriorityClass>
  readonly runtimeClasses: ReadonlyMap<string, RuntimeClass>
  readonly limitRanges: readonly LimitRange[]
}

/** The same for a pod that no API server has seen yet: also with the overhead of its runtime and the limit ranges of its namespace. */
export function createPod(pod: Pod, { priorityClasses, runtimeClasses, limitRanges }: Policies): Pod {
  return admitPod(withLimitRanges(withRuntimeClass(defaultPod(pod), runtimeClasses), limitRanges), priorityClasses)
}
