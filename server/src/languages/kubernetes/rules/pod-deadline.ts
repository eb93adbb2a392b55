import type { Rule } from '../../../rules/rule.ts'
import { between } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** A deadline lies in the future. */
export const podDeadline: Rule<Manifest> = {
  id: 'pod-deadline',
  severity: 'error',
  summary: '`activeDeadlineSeconds` of a pod is 1 to 2147483647.',
  why: 'The server refuses other numbers. Only Jobs and Pods have a deadline at all.',
  source: [podValidation],
  examples: {
    bad: [
      specWith(`  activeDeadlineSeconds: 0
                         ^ activeDeadlineSeconds is 0; it is 1 to 2147483647`),
    ],
    good: [specWith('  activeDeadlineSeconds: 3600')],
  },
  *check(doc) {
    if (doc.pod !== undefined) yield* between(doc, child(doc.pod.spec, 'activeDeadlineSeconds'), 'activeDeadlineSeconds', 1, 2147483647)
  },
}
