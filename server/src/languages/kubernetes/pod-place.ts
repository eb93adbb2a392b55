import { below, type Field, isSet } from './field.ts'
import type { Kind, PodPlace } from './manifest.ts'

/** Where the pod, or the template of the pods, stands in an object of a kind. */
export const podPaths: Readonly<Record<Kind, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** The pod of an object; undefined where there is none yet. */
export function podPlace(kind: Kind, object: Field): PodPlace | undefined {
  const holder = below(object, ...podPaths[kind])
  if (!isSet(holder)) return undefined
  return { holder, metadata: below(holder, 'metadata'), spec: below(holder, 'spec'), bare: kind === 'Pod' }
}
