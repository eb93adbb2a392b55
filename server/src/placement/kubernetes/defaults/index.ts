import { type Completed, type Done, doneBefore, nothingDone } from './done.ts'
import { defaultCronJob, defaultJob } from './jobs.ts'
import { defaultPod, defaultPodSpec } from './pod.ts'
import type { Json } from './shape.ts'
import { shapes } from './workload-shapes.ts'
import { defaultDaemonSet, defaultDeployment, defaultReplicaSet, defaultReplicationController, defaultStatefulSet } from './workloads.ts'
import { asWritten, isObject } from './written.ts'

/** The kinds that the API server completes with defaults here. */
export type DefaultedKind = keyof typeof shapes

/**
 * An object as the API server (1.36) has it once it is read: nothing that means nothing, defaults where the manifest is silent, amounts in
 * their usual form. The input is plain JSON of the kind, its values of the right types; it stays as it is. Status is left out. Parts
 * whose values have other types are left as they are. Containers and volumes that are the very same as in the object `before` are not
 * completed again, and shared with it.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
 */
export function defaulted(kind: DefaultedKind, object: Readonly<Json>, before?: Completed): Json {
  const done = before === undefined ? nothingDone : doneBefore(kind, object, before)
  const { status: _, ...rest } = asWritten(object, shapes[kind], done)
  complete[kind](rest, done)
  return rest
}

/** What completes a fresh copy in place, by kind; what is done already stays as it is. */
const complete: Readonly<Record<DefaultedKind, (object: Json, done: Done) => void>> = {
  Pod: defaultPod,
  PodTemplate: ({ template }, done) => isObject(template) && defaultPodSpec(template, done),
  ReplicationController: defaultReplicationController,
  Deployment: defaultDeployment,
  StatefulSet: defaultStatefulSet,
  DaemonSet: defaultDaemonSet,
  ReplicaSet: defaultReplicaSet,
  Job: defaultJob,
  CronJob: defaultCronJob,
}
