import type { Rule } from '../../../rules/rule.ts'
import { below, type Field } from '../field.ts'
import type { Kind, Manifest } from '../manifest.ts'
import { numberOf } from '../values.ts'
import { appsValidation, batchValidation, jobSpecOf, specOf } from '../workload.ts'
import { job, workload } from '../workload-examples.ts'

const ofKind: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  ReplicationController: ['replicas', 'minReadySeconds'],
  ReplicaSet: ['replicas', 'minReadySeconds'],
  Deployment: ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'],
  DaemonSet: ['minReadySeconds', 'revisionHistoryLimit'],
  StatefulSet: ['replicas', 'minReadySeconds', 'ordinals.start'],
  CronJob: ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'],
}

const ofJob = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
]

/** Numbers of things and of seconds in the specs of workloads. */
export const negativeCount: Rule<Manifest> = {
  id: 'negative-count',
  severity: 'error',
  summary: 'Replicas, completions, limits and seconds of a workload are not negative.',
  why: 'The API server answers `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. Zero is fine: no pods, no history, no patience. For the history of a StatefulSet a negative number is accepted with a warning: it keeps all revisions.',
  source: [appsValidation, batchValidation],
  examples: {
    bad: [
      workload({
        spec: `  replicas: -1
            ^^ replicas is -1; the least is 0`,
      }),
      job(`  backoffLimit: -2
                ^^ backoffLimit is -2; the least is 0`),
    ],
    good: [workload({ spec: '  replicas: 0\n  revisionHistoryLimit: 0' }), job('  parallelism: 0\n  ttlSecondsAfterFinished: 0')],
  },
  *check(doc) {
    for (const field of countsOf(doc)) {
      const count = numberOf(field)
      if (count !== undefined && count < 0) yield doc.problem(field, `${field.step} is ${count}; the least is 0`)
    }
    const history = below(specOf(doc), 'revisionHistoryLimit')
    if (doc.kind === 'StatefulSet' && (numberOf(history) ?? 0) < 0) {
      yield doc.problem(history, `revisionHistoryLimit is ${history.value}, which keeps all revisions`, { severity: 'warning' })
    }
  },
}

function countsOf(doc: Manifest): readonly Field[] {
  const spec = specOf(doc)
  const jobSpec = jobSpecOf(doc)
  const own = (ofKind[doc.kind] ?? []).map((name) => below(spec, ...name.split('.')))
  return jobSpec === undefined ? own : [...own, ...ofJob.map((name) => below(jobSpec, name))]
}
