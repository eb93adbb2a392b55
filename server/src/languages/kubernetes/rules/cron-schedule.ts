import type { Rule } from '../../../rules/rule.ts'
import { required } from '../demands.ts'
import { child } from '../field.ts'
import { cronSchedule as grammar } from '../grammar/cron.ts'
import type { Manifest } from '../manifest.ts'
import { textOf } from '../values.ts'
import { quote } from '../words.ts'
import { batchValidation, specOf } from '../workload.ts'
import { cronJob } from '../workload-examples.ts'

/** When a CronJob runs, in the dialect of the library that the controller reads it with. */
export const cronSchedule: Rule<Manifest> = {
  id: 'cron-schedule',
  severity: 'error',
  summary: 'The schedule of a CronJob has five fields, or is a name such as `@daily` or `@every 1h30m`.',
  why: `Fields are minute, hour, day of the month, month and weekday: numbers, lists, ranges and steps, names of three letters for months and weekdays. Sunday is
0 and never 7, ranges do not wrap, there are no seconds and no \`@reboot\`, names are in lower case, and a time zone stands in \`timeZone\`, not as
\`TZ=\` in the schedule. The API server answers \`spec.schedule: Invalid value\`.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax'],
  examples: {
    bad: [
      cronJob(`  schedule: 0 0 2 * * *
            ^^^^^^^^^^^ schedule is "0 0 2 * * *"; it has 6 fields; there are five: minute, hour, day, month, weekday`),
      cronJob(`  schedule: 30 2 * * 7
            ^^^^^^^^^^ schedule is "30 2 * * 7"; "7" is out of range; a weekday is 0 to 6`),
      cronJob(`  schedule: "@reboot"
            ^^^^^^^^^ schedule is "@reboot"; names are @yearly, @monthly, @weekly, @daily, @hourly and @every with a duration`),
      cronJob(`  schedule: TZ=Europe/Oslo 0 2 * * *
            ^^^^^^^^^^^^^^^^^^^^^^^^ schedule is "TZ=Europe/Oslo 0 2 * * *"; a time zone stands in timeZone`),
    ],
    good: [
      cronJob('  schedule: "*/5 8-18 * jan-mar mon,wed"'),
      cronJob('  schedule: "@every 1h30m"'),
      cronJob('  schedule: "{{ .Values.schedule }}"'),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'CronJob') return
    const field = child(specOf(doc), 'schedule')
    yield* required(doc, field, 'schedule')
    const schedule = textOf(field)
    if (!schedule) return
    const limit = grammar(schedule) ?? (schedule.includes('TZ') ? 'a time zone stands in timeZone' : undefined)
    if (limit !== undefined) yield doc.problem(field, `schedule is ${quote(schedule)}; ${limit}`)
  },
}
