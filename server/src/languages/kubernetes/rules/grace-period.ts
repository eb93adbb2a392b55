import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { below, child, stepsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { numberOf } from '../values.ts'

/** Nothing ends before it is asked to. */
export const gracePeriod: Rule<Manifest> = {
  id: 'grace-period',
  severity: 'warning',
  summary: '`terminationGracePeriodSeconds` is not negative.',
  why: 'The server accepts it with a warning and takes it as 1.',
  source: [podWarnings],
  examples: {
    bad: [
      specWith(`  terminationGracePeriodSeconds: -30
                                 ^^^ terminationGracePeriodSeconds is -30; it is taken as 1`),
    ],
    good: [specWith('  terminationGracePeriodSeconds: 0')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const period = child(doc.pod.spec, 'terminationGracePeriodSeconds')
    // The object has 1 already.
    const seconds = numberOf(below(doc.written, ...stepsOf(period))) ?? 0
    if (seconds < 0) yield doc.problem(period, `terminationGracePeriodSeconds is ${seconds}; it is taken as 1`)
  },
}
