import type { Rule } from '../../../rules/rule.ts'
import { nearest } from '../../../text/nearest.ts'
import { child, isSet } from '../field.ts'
import { timeZones } from '../grammar/time-zones.ts'
import type { Manifest } from '../manifest.ts'
import { textOf } from '../values.ts'
import { quote } from '../words.ts'
import { batchValidation, specOf } from '../workload.ts'
import { cronJob } from '../workload-examples.ts'

/** The zone in which the clock of a schedule runs; without one it is that of the controller. */
export const cronTimeZone: Rule<Manifest> = {
  id: 'cron-time-zone',
  severity: 'error',
  summary: 'The time zone of a CronJob has a name of the IANA database, such as `Europe/Oslo`.',
  why: 'Upper and lower case count, and `Local` is not allowed, since nobody knows where that is. The API server answers `spec.timeZone: Invalid value: unknown time zone europe/oslo`.',
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones'],
  examples: {
    bad: [
      cronJob(`  schedule: "@daily"
  timeZone: europe/Oslo
            ^^^^^^^^^^^ timeZone is "europe/Oslo", which is not in the IANA database; did you mean Europe/Oslo?`),
      cronJob(`  schedule: "@daily"
  timeZone: Local
            ^^^^^ timeZone is "Local"; it names a zone of the IANA database`),
    ],
    good: [cronJob('  schedule: "@daily"\n  timeZone: Europe/Oslo'), cronJob('  schedule: "@daily"\n  timeZone: Etc/GMT+5')],
  },
  *check(doc) {
    if (doc.kind !== 'CronJob') return
    const field = child(specOf(doc), 'timeZone')
    const zone = isSet(field) ? textOf(field) : undefined
    if (zone === undefined || timeZones.has(zone)) return
    yield doc.problem(field, `timeZone is ${quote(zone)}${rest(zone)}`)
  },
}

function rest(zone: string): string {
  if (zone === '' || zone.toLowerCase() === 'local') return '; it names a zone of the IANA database'
  const meant = nearest(zone, [...timeZones])
  return `, which is not in the IANA database${meant === undefined ? '' : `; did you mean ${meant}?`}`
}
