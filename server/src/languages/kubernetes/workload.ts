import { below, type Field, isSet, stepsOf } from './field.ts'
import type { Kind, Manifest } from './manifest.ts'

/** The code of the API server that the rules about workloads say again. */
export const appsValidation = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/apps/validation/validation.go'
/** The code of the API server that the rules about jobs say again. */
export const batchValidation = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/batch/validation/validation.go'
/** The code of the API server that the rules about every object's metadata say again. */
export const metaValidation =
  'https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go'

/** What an object of a kind asks for. */
export function specOf(doc: Manifest): Field {
  return below(doc.object, 'spec')
}

/** The spec of a job: that of a Job, or the one in the template of a CronJob; undefined for other kinds. */
export function jobSpecOf(doc: Manifest): Field | undefined {
  if (doc.kind === 'Job') return specOf(doc)
  return doc.kind === 'CronJob' ? below(doc.object, 'spec', 'jobTemplate', 'spec') : undefined
}

/** The kinds whose pods run until they are stopped. */
export const lasting: ReadonlySet<Kind> = new Set<Kind>(['ReplicationController', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])

/** Whether the text sets a field itself, rather than the server by default. */
export function isWritten(doc: Manifest, field: Field): boolean {
  return isSet(below(doc.written, ...stepsOf(field)))
}

/** The server's path of a field. */
export function pathOf(doc: Manifest, field: Field): string {
  return doc.problem(field, '').path ?? ''
}
