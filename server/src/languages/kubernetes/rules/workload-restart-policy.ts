import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { textOf } from '../values.ts'
import { quote } from '../words.ts'
import { appsValidation, batchValidation, isWritten, jobSpecOf, lasting } from '../workload.ts'
import { job, workload } from '../workload-examples.ts'

const known = ['Always', 'OnFailure', 'Never']

/** What no pod could have is told of by the rule about pods; here is what a workload cannot have. */
export const workloadRestartPolicy: Rule<Manifest> = {
  id: 'workload-restart-policy',
  aliases: ['cronjob-restartpolicy'],
  severity: 'error',
  summary: 'Pods of a Deployment and its like restart `Always`, pods of a Job `OnFailure` or `Never`.',
  why: `Pods that are to run for good must be restarted; pods that are to end must not be restarted once they have. The default is \`Always\`, so a
Job has to say it: the API server answers \`spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"\`. A Job with
\`podFailurePolicy\` takes only \`Never\`.`,
  source: [appsValidation, batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template'],
  examples: {
    bad: [
      workload({
        pod: `      restartPolicy: OnFailure
                     ^^^^^^^^^ restartPolicy is "OnFailure"; pods of a Deployment restart Always`,
      }),
      job('').replace(
        '    spec:\n      restartPolicy: Never\n',
        `    spec:
    ^^^^ restartPolicy is missing, which means Always; pods of a Job restart OnFailure or Never
`,
      ),
    ],
    good: [workload({ pod: '      restartPolicy: Always' }), job(''), workload({})],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const field = child(doc.pod.spec, 'restartPolicy')
    const policy = textOf(field)
    if (policy === undefined) return
    if (lasting.has(doc.kind) && policy !== 'Always' && known.includes(policy)) {
      yield doc.problem(field, `restartPolicy is ${quote(policy)}; pods of a ${doc.kind} restart Always`)
    }
    const spec = jobSpecOf(doc)
    if (spec !== undefined) yield* jobProblems(doc, spec, field, policy)
  },
}

function* jobProblems(doc: Manifest, spec: Field, field: Field, policy: string): Problems {
  if (policy === 'Always' || policy === '') {
    const fact = isWritten(doc, field) ? `restartPolicy is ${quote(policy)}` : 'restartPolicy is missing, which means Always'
    yield doc.problem(field, `${fact}; pods of a ${doc.kind} restart OnFailure or Never`)
  } else if (policy === 'OnFailure' && isSet(child(spec, 'podFailurePolicy'))) {
    yield doc.problem(field, 'restartPolicy is OnFailure; with podFailurePolicy it is Never')
  }
}
