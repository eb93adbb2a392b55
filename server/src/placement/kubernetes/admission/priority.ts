import type { Pod } from '../objects/pod.ts'
import type { PriorityClass } from '../objects/policy.ts'

/** The two classes that every cluster has. https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/ */
const system: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
])

/**
 * Gives a pod the priority and the preemption policy of its class, else of the global default class, as admission does. A priority that is
 * set already stays. Of several default classes the one with the least priority counts.
 */
export function withPriority(pod: Pod, classes: ReadonlyMap<string, PriorityClass>): Pod {
  const { spec } = pod
  const found = spec.priorityClassName === '' ? defaultClass(classes) : classes.get(spec.priorityClassName)
  const priority = spec.priority ?? found?.value ?? system.get(spec.priorityClassName) ?? 0
  const preemptionPolicy = spec.preemptionPolicy ?? found?.preemptionPolicy ?? 'PreemptLowerPriority'
  return { ...pod, spec: { ...spec, priority, preemptionPolicy } }
}

function defaultClass(classes: ReadonlyMap<string, PriorityClass>): PriorityClass | undefined {
  let least: PriorityClass | undefined
  for (const one of classes.values()) if (one.globalDefault && (least === undefined || one.value < least.value)) least = one
  return least
}
