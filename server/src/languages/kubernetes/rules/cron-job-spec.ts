import type { Rule } from '../../../rules/rule.ts'
import { among } from '../demands.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { batchValidation, specOf } from '../workload.ts'
import { cronJob } from '../workload-examples.ts'

/** What happens when a run is due and the one before has not ended. */
export const cronJobSpec: Rule<Manifest> = {
  id: 'cron-job-spec',
  severity: 'error',
  summary: 'A CronJob lets runs overlap (`Allow`), skips them (`Forbid`) or ends the one before (`Replace`).',
  why: 'The API server answers `spec.concurrencyPolicy: Unsupported value`. The default is `Allow`.',
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  examples: {
    bad: [
      `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "@daily"
  concurrencyPolicy: forbid
                     ^^^^^^ concurrencyPolicy is "forbid"; it is Allow, Forbid or Replace; did you mean Forbid
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - {name: app, image: busybox:1.36}
`,
    ],
    good: [cronJob('  schedule: "@daily"\n  concurrencyPolicy: Forbid')],
  },
  *check(doc) {
    if (doc.kind === 'CronJob')
      yield* among(doc, child(specOf(doc), 'concurrencyPolicy'), 'concurrencyPolicy', ['Allow', 'Forbid', 'Replace'])
  },
}
