import type { Cron, CronField } from '../grammar/cron.ts'

/** A minute by the clock on the wall of some place. */
interface WallMinute {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** Farther ahead nothing is looked for: February 29 comes round within eight years. */
const mostDays = 366 * 9

/**
 * When a schedule is due next after a moment, by the clock of a time zone, as text such as "Mon 2026-11-30 02:00"; undefined if that
 * cannot be told: the zone is not known, no such day exists, or the schedule counts from the last start.
 * Around the change to summer time a time that is skipped that day is told all the same.
 */
export function nextRun(cron: Cron, after: Date, timeZone: string): string | undefined {
  if (cron.kind === 'every') return undefined
  const from = wallOf(after, timeZone)
  if (from === undefined) return undefined
  for (let ahead = 0; ahead <= mostDays; ahead++) {
    const date = new Date(Date.UTC(from.year, from.month - 1, from.day + ahead))
    if (!isDue(cron, date)) continue
    const time = firstTime(cron, ahead === 0 ? from.hour * 60 + from.minute + 1 : 0)
    if (time !== undefined) return `${dayText(date)} ${pad(Math.floor(time / 60))}:${pad(time % 60)}`
  }
  return undefined
}

function isDue({ day, month, weekday }: Extract<Cron, { kind: 'fields' }>, date: Date): boolean {
  if (!month.numbers.has(date.getUTCMonth() + 1)) return false
  const [onDay, onWeekday] = [day.numbers.has(date.getUTCDate()), weekday.numbers.has(date.getUTCDay())]
  return day.star || weekday.star ? onDay && onWeekday : onDay || onWeekday
}

/** The first minute of a day that is due and not before `least`. */
function firstTime({ hour, minute }: { readonly hour: CronField; readonly minute: CronField }, least: number): number | undefined {
  for (let time = least; time < 24 * 60; time++) {
    if (hour.numbers.has(Math.floor(time / 60)) && minute.numbers.has(time % 60)) return time
  }
  return undefined
}

function wallOf(moment: Date, timeZone: string): WallMinute | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
    const [year, month, day, hour, minute] = (['year', 'month', 'day', 'hour', 'minute'] as const).map((part) => parts.get(part) ?? 0)
    return { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0 }
  } catch {
    // A zone that this platform does not know.
    return undefined
  }
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function dayText(date: Date): string {
  return `${weekdays[date.getUTCDay()]} ${date.toISOString().slice(0, 10)}`
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
