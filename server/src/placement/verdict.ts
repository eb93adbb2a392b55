import type { Refused } from './reasons.ts'
import type { Reason, Verdict } from './report.ts'
import { amount, counted, grouped, listed, ordinal, sentence } from './words.ts'

/** What a verdict is made of. */
export interface Outcome {
  readonly unit: 'task' | 'pod'
  readonly asked: number
  readonly placed: number
  /** Which one is the first that is left over, counted from one; `placed + 1` unless some behind it found a place. */
  readonly firstLeft?: number
  /** The node that is closest to taking the first that is left over; undefined if there is none to speak of. */
  readonly closest: Refused | undefined
  /** Full sentences for the end of the detail. */
  readonly remarks: readonly string[]
  /** What is asked for but not written yet: `memory of container "web"`. */
  readonly unknown?: readonly string[]
  /** Said instead of the closest node's reasons: "the cluster has no instances". */
  readonly because?: string
}

/** The answer in one sentence and what to know beside it, in the words every view shows. */
export function verdictOf(outcome: Outcome): Verdict {
  const { unit, asked, placed, closest, remarks, because, unknown = [] } = outcome
  if (placed >= asked) {
    const known =
      unknown.length === 0 ? '' : ` This is without ${listed(unknown)}, which ${unknown.length === 1 ? 'is' : 'are'} not known yet.`
    return { kind: 'fits', sentence: `${allFit(unit, asked)}${known}`, detail: remarks.join(' ') }
  }
  const source = because === undefined ? closest?.reasons.find((reason) => reason.source)?.source : undefined
  return {
    kind: placed === 0 ? 'none' : 'partly',
    sentence: `${someFit(unit, asked, placed)} ${why(outcome)}`.trim(),
    detail: [...(closest && because === undefined ? [nearMiss(closest, unit)] : []), ...remarks].join(' '),
    ...(source && { source }),
  }
}

function why({ asked, placed, firstLeft = placed + 1, closest, because }: Outcome): string {
  if (because !== undefined) return `${sentence(because)}.`
  if (closest === undefined) return ''
  return `${asked === 1 ? 'It' : `The ${ordinal(firstLeft)}`} ${problem(closest.reasons)}.`
}

function allFit(unit: string, asked: number): string {
  if (asked === 0) return `No ${unit} is asked for.`
  return asked === 1 ? `The ${unit} fits.` : `All ${counted(asked, unit)} fit.`
}

function someFit(unit: string, asked: number, placed: number): string {
  if (asked === 1) return `The ${unit} does not fit.`
  if (placed === 0) return `None of ${counted(asked, unit)} fits.`
  return `${grouped(placed)} of ${counted(asked, unit)} ${placed === 1 ? 'fits' : 'fit'}.`
}

/** "is short of memory by 96 MiB and finds host port 80 taken by proxy" */
function problem(reasons: readonly Reason[]): string {
  const short = reasons.flatMap(({ what, amounts }) => (amounts ? [`${what} by ${amount(amounts.shortfall, amounts.unit)}`] : []))
  const found = reasons.flatMap(({ what, free, amounts }) => (amounts ? [] : [`${what} ${free}`]))
  const parts = [...(short.length ? [`is short of ${listed(short)}`] : []), ...(found.length ? [`finds ${listed(found)}`] : [])]
  return listed(parts)
}

/** "Closest: i-0b77 has 928 MiB free, the task asks 1,024 MiB at line 14." */
function nearMiss({ node, reasons }: Refused, unit: string): string {
  const [first] = reasons
  if (first === undefined) return ''
  const at = first.source ? ` at line ${first.source.line}` : ''
  const has = first.amounts ? `has ${first.free} free` : `has ${first.what} ${first.free}`
  const asks = first.amounts ? `asks ${first.asked}` : `needs it ${first.asked}`
  return `Closest: ${node} ${has}, the ${unit} ${asks}${at}.`
}
