import type { Rule } from '../../../rules/rule.ts'
import { child, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { appsValidation, lasting } from '../workload.ts'
import { job, workload } from '../workload-examples.ts'

/** A deadline makes sense only for pods that are to end. */
export const workloadActiveDeadline: Rule<Manifest> = {
  id: 'workload-active-deadline',
  severity: 'error',
  summary: 'Pods that run for good have no `activeDeadlineSeconds`.',
  why: 'The kubelet would end the pod after that time and the controller start it anew. The API server answers `activeDeadlineSeconds in ReplicaSet is not Supported`. A Job has the field in its own spec and in that of its pods.',
  source: [appsValidation],
  examples: {
    bad: [
      workload({
        pod: `      activeDeadlineSeconds: 600
                             ^^^ activeDeadlineSeconds is set; pods of a Deployment run without end`,
      }),
    ],
    good: [job('  activeDeadlineSeconds: 600'), workload({})],
  },
  *check(doc) {
    if (doc.pod === undefined || !lasting.has(doc.kind)) return
    const field = child(doc.pod.spec, 'activeDeadlineSeconds')
    if (isSet(field)) yield doc.problem(field, `activeDeadlineSeconds is set; pods of a ${doc.kind} run without end`)
  },
}
