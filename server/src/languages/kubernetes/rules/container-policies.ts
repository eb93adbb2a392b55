import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { known } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** Words the server knows for pulling an image and for keeping last words. */
export const containerPolicies: Rule<Manifest> = {
  id: 'container-policies',
  severity: 'error',
  summary: '`imagePullPolicy` is Always, IfNotPresent or Never; `terminationMessagePolicy` is File or FallbackToLogsOnError.',
  why: 'The server refuses other words, also in lower case.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  examples: {
    bad: [
      containerWith(`      imagePullPolicy: always
                       ^^^^^^ imagePullPolicy is "always"; it is Always, IfNotPresent or Never; did you mean Always
      terminationMessagePolicy: Logs
                                ^^^^ terminationMessagePolicy is "Logs"; it is File or FallbackToLogsOnError`),
    ],
    good: [containerWith('      imagePullPolicy: IfNotPresent\n      terminationMessagePolicy: FallbackToLogsOnError')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      yield* known(doc, child(field, 'imagePullPolicy'), 'imagePullPolicy', ['Always', 'IfNotPresent', 'Never'])
      yield* known(doc, child(field, 'terminationMessagePolicy'), 'terminationMessagePolicy', ['File', 'FallbackToLogsOnError'])
    }
  },
}
