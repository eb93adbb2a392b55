import type { Rule } from '../../../rules/rule.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { numberOf } from '../values.ts'
import { appsValidation, isWritten, pathOf, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** Shown at the number that is written, be it the deadline or what it clashes with. */
export const progressDeadline: Rule<Manifest> = {
  id: 'progress-deadline',
  severity: 'error',
  summary: '`progressDeadlineSeconds` of a Deployment is greater than `minReadySeconds`.',
  why: 'A pod counts as progress only after it has been ready for `minReadySeconds`, so the deadline (600 by default) must come later. The API server answers `spec.progressDeadlineSeconds: must be greater than minReadySeconds`.',
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds'],
  examples: {
    bad: [
      workload({
        spec: `  minReadySeconds: 600
                   ^^^ progressDeadlineSeconds is 600 by default; it must be more than minReadySeconds, which is 600`,
      }),
      workload({
        spec: `  minReadySeconds: 30
  progressDeadlineSeconds: 30
                           ^^ progressDeadlineSeconds is 30; it must be more than minReadySeconds, which is 30`,
      }),
    ],
    good: [workload({ spec: '  minReadySeconds: 599' })],
  },
  *check(doc) {
    if (doc.kind !== 'Deployment') return
    const deadline = child(specOf(doc), 'progressDeadlineSeconds')
    const ready = child(specOf(doc), 'minReadySeconds')
    const [seconds, least] = [numberOf(deadline), numberOf(ready) ?? 0]
    if (seconds === undefined || seconds > least) return
    const own = isWritten(doc, deadline)
    const message = `progressDeadlineSeconds is ${seconds}${own ? '' : ' by default'}; it must be more than minReadySeconds, which is ${least}`
    yield doc.problem(own ? deadline : ready, message, { path: pathOf(doc, deadline) })
  },
}
