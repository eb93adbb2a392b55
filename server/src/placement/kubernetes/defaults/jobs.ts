import type { Done } from './done.ts'
import { fill, objectIn, objectMade, objectsIn } from './fill.ts'
import { defaultPodSpec } from './pod.ts'
import type { Json } from './shape.ts'

const most = 2 ** 31 - 1

/** Completes a Job: without any number it runs one pod to its end; its labels are those of its template. */
export function defaultJob(job: Json, done: Done): void {
  const spec = objectMade(job, 'spec')
  if (!Object.hasOwn(spec, 'completions') && !Object.hasOwn(spec, 'parallelism')) spec.completions = 1
  const labels = objectIn(objectIn(objectIn(spec, 'template') ?? {}, 'metadata') ?? {}, 'labels')
  if (labels !== undefined) fill(objectMade(job, 'metadata'), { labels: { ...labels } })
  fill(spec, {
    parallelism: 1,
    backoffLimit: Object.hasOwn(spec, 'backoffLimitPerIndex') ? most : 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: Object.hasOwn(spec, 'podFailurePolicy') ? 'Failed' : 'TerminatingOrFailed',
    manualSelector: false,
  })
  defaultJobSpec(spec, done)
}

/** Completes a CronJob; the numbers of its jobs are left to each Job. */
export function defaultCronJob(cronJob: Json, done: Done): void {
  const spec = objectMade(cronJob, 'spec')
  fill(spec, { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 })
  defaultJobSpec(objectMade(objectMade(spec, 'jobTemplate'), 'spec'), done)
}

function defaultJobSpec(spec: Json, done: Done): void {
  for (const rule of objectsIn(objectIn(spec, 'podFailurePolicy') ?? {}, 'rules')) {
    for (const condition of objectsIn(rule, 'onPodConditions')) fill(condition, { status: 'True' })
  }
  defaultPodSpec(objectMade(spec, 'template'), done)
}
