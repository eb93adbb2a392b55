import { goDuration } from './duration.ts'

/** What a schedule breaks, as the limit to put behind it; undefined if the controller can read it. */
export function cronSchedule(schedule: string): string | undefined {
  const read = readCron(schedule)
  return typeof read === 'string' ? read : undefined
}

/** When a schedule is due. */
export type Cron =
  | { readonly kind: 'every'; readonly seconds: number }
  | {
      readonly kind: 'fields'
      readonly minute: CronField
      readonly hour: CronField
      readonly day: CronField
      readonly month: CronField
      readonly weekday: CronField
    }

/** The numbers at which one part of a schedule is due. */
export interface CronField {
  readonly numbers: ReadonlySet<number>
  /** Whether it is written as a star: of day and weekday the other one alone decides then. */
  readonly star: boolean
}

/**
 * Reads a schedule as the controller does: five fields of lists, ranges and steps, or a name such as `@daily`, or `@every 1h30m`; else the
 * limit that it breaks. Sunday is 0, months and weekdays have names of three letters, `?` is a star, and a range does not wrap.
 * https://pkg.go.dev/github.com/robfig/cron/v3
 */
export function readCron(schedule: string): Cron | string {
  if (schedule === '') return 'it has five fields: minute, hour, day, month, weekday'
  if (/^(?:CRON_)?TZ=/.test(schedule)) return 'a time zone stands in timeZone'
  if (schedule.startsWith('@')) return descriptor(schedule)
  const fields = schedule.split(white).filter((part) => part !== '')
  if (fields.length !== 5)
    return `it has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}; there are five: minute, hour, day, month, weekday`
  const read = bounds.map((bound, index) => readField(fields[index] ?? '', bound))
  const wrong = read.find((one) => typeof one === 'string')
  if (typeof wrong === 'string') return wrong
  const [minute = none, hour = none, day = none, month = none, weekday = none] = read.filter((one) => typeof one !== 'string')
  return { kind: 'fields', minute, hour, day, month, weekday }
}

/** The white space of Unicode, between which Go finds fields. */
const white = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

interface Bounds {
  readonly name: string
  readonly least: number
  readonly most: number
  readonly names?: readonly string[]
}

const bounds: readonly Bounds[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'weekday', least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
]

const none: CronField = { numbers: new Set(), star: false }

const descriptors: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

function descriptor(text: string): Cron | string {
  const meaning = Object.hasOwn(descriptors, text) ? descriptors[text] : undefined
  if (meaning !== undefined) return readCron(meaning)
  if (!text.startsWith('@every ')) return 'names are @yearly, @monthly, @weekly, @daily, @hourly and @every with a duration'
  const nanoseconds = goDuration(text.slice('@every '.length))
  if (nanoseconds === undefined) return 'behind @every stands a duration such as 1h30m'
  const seconds = Number(nanoseconds / 1_000_000_000n)
  return { kind: 'every', seconds: Math.max(seconds, 1) }
}

function readField(text: string, bound: Bounds): CronField | string {
  const numbers = new Set<number>()
  let star = false
  for (const part of text.split(',')) {
    if (part === '') continue
    const range = readRange(part, bound)
    if (typeof range === 'string') return range
    star ||= range.star
    for (let at = range.from; at <= range.to; at += range.step) numbers.add(at)
  }
  return { numbers, star }
}

interface Range {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly star: boolean
}

function readRange(text: string, bound: Bounds): Range | string {
  const [limits = '', stepText, ...moreSteps] = text.split('/')
  const [low = '', high, ...moreLimits] = limits.split('-')
  const isStar = low === '*' || low === '?'
  if (moreSteps.length > 0) return `"${text}" has more than one "/"`
  if (!isStar && moreLimits.length > 0) return `"${text}" has more than one "-"`
  const step = stepText === undefined ? 1 : number(stepText)
  if (step === undefined || step === 0) return `the step in "${text}" is not a number above 0`
  const from = isStar ? bound.least : named(low, bound)
  const last = isStar || (stepText !== undefined && high === undefined) ? bound.most : high === undefined ? from : named(high, bound)
  if (from === undefined || last === undefined)
    return `"${text}" is no ${bound.name}${bound.names ? ', whose names have three letters' : ''}`
  if (from < bound.least || last > bound.most) return `"${text}" is out of range; a ${bound.name} is ${bound.least} to ${bound.most}`
  return from > last ? `"${text}" goes backwards` : { from, to: last, step, star: isStar && step === 1 }
}

function named(text: string, { names, least }: Bounds): number | undefined {
  const index = names?.indexOf(text.toLowerCase()) ?? -1
  return index < 0 ? number(text) : index + least
}

function number(text: string): number | undefined {
  return /^\+?\d{1,18}$|^-0{1,18}$/.test(text) ? Math.abs(Number(text)) : undefined
}
