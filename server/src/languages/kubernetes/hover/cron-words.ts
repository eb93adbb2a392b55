import { listed } from '../../../placement/words.ts'
import type { Cron, CronField } from '../grammar/cron.ts'

/** A schedule in words: "at 02:00, Monday to Friday", "every 15 minutes". */
export function cronInWords(cron: Cron): string {
  if (cron.kind === 'every') return `every ${duration(cron.seconds)}, counted from the last start`
  const when = [timeWords(cron.minute, cron.hour), dayWords(cron), monthWords(cron.month)]
  return when.filter((part) => part !== '').join(', ')
}

type Fields = Extract<Cron, { kind: 'fields' }>

function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  return listed(parts.flatMap(([count, unit]) => (count === 0 ? [] : [count === 1 ? `1 ${unit}` : `${count} ${unit}s`])))
}

/** More times than these are told by their minutes and hours. */
const mostTimes = 6

function timeWords(minute: CronField, hour: CronField): string {
  const minutes = sorted(minute)
  const hours = sorted(hour)
  if (minutes.length * hours.length <= mostTimes) return `at ${listed(hours.flatMap((h) => minutes.map((m) => clock(h, m))))}`
  const all = hours.length === 24
  const step = stepOf(minutes, 60)
  if (all && minutes.length === 1) return minutes[0] === 0 ? 'every hour' : `every hour at minute ${minutes[0]}`
  const often = step === 1 ? 'every minute' : step === undefined ? `at minute ${listed(minutes.map(String))}` : `every ${step} minutes`
  const everyHour = stepOf(hours, 24)
  if (all) return step === undefined ? `${often} of every hour` : often
  if (minutes.length === 1 && everyHour !== undefined)
    return `every ${everyHour} hours${minutes[0] === 0 ? '' : ` at minute ${minutes[0]}`}`
  return `${often} ${everyHour === undefined ? hourWords(hours) : `of every ${ordinal(everyHour)} hour`}`
}

function hourWords(hours: readonly number[]): string {
  const runs = runsOf(hours)
  return `from ${listed(runs.map(([from, to]) => `${clock(from, 0)} to ${clock(to, 59)}`))}`
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** With both day and weekday written, either is enough. */
function dayWords({ day, weekday }: Fields): string {
  const days = isAny(day, 31) ? '' : `on the ${listed(sorted(day).map(ordinal))} of the month`
  const names = isAny(weekday, 7) ? '' : namesOf(sorted(weekday), weekdays)
  if (days !== '' && names !== '') return day.star || weekday.star ? `${days} if it is ${names}` : `${days} and every ${names}`
  return days + names
}

function monthWords(month: CronField): string {
  return isAny(month, 12)
    ? ''
    : `in ${namesOf(
        sorted(month).map((number) => number - 1),
        months,
      )}`
}

function namesOf(numbers: readonly number[], names: readonly string[]): string {
  const name = (index: number) => names[index] ?? ''
  return listed(
    runsOf(numbers).flatMap(([from, to]) => (to - from < 2 ? [...new Set([from, to])].map(name) : [`${name(from)} to ${name(to)}`])),
  )
}

function isAny({ numbers }: CronField, all: number): boolean {
  return numbers.size === all
}

function sorted({ numbers }: CronField): readonly number[] {
  return [...numbers].sort((a, b) => a - b)
}

/** 1st, 2nd, 3rd, 11th. */
function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}

/** The step of numbers that begin at 0 and go on evenly to the end; undefined of others. */
function stepOf(numbers: readonly number[], end: number): number | undefined {
  const [first, second] = numbers
  const step = (second ?? end) - (first ?? 0)
  const even = first === 0 && end % step === 0 && numbers.length === end / step && numbers.every((number, i) => number === i * step)
  return even ? step : undefined
}

/** Numbers that follow each other as first and last. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
