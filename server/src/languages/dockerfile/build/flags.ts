import type { Flag, Instruction } from '../../../syntax/dockerfile.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Span } from '../../../text/span.ts'
import { type Report, writeInstead } from './reporter.ts'

/** `switch` stands alone or takes true or false; `list` may stand several times. */
type FlagKind = 'switch' | 'value' | 'list'

const none: ReadonlyMap<string, FlagKind> = new Map()
const known: Readonly<Record<string, ReadonlyMap<string, FlagKind>>> = {
  FROM: new Map([['platform', 'value']]),
  ADD: new Map([
    ['chown', 'value'],
    ['chmod', 'value'],
    ['link', 'switch'],
    ['keep-git-dir', 'switch'],
    ['checksum', 'value'],
    ['unpack', 'switch'],
    ['exclude', 'list'],
  ]),
  COPY: new Map([
    ['chown', 'value'],
    ['from', 'value'],
    ['chmod', 'value'],
    ['link', 'switch'],
    ['parents', 'switch'],
    ['exclude', 'list'],
  ]),
  RUN: new Map([
    ['mount', 'list'],
    ['network', 'value'],
    ['security', 'value'],
    ['device', 'list'],
  ]),
  HEALTHCHECK: new Map([
    ['interval', 'value'],
    ['timeout', 'value'],
    ['start-period', 'value'],
    ['start-interval', 'value'],
    ['retries', 'value'],
  ]),
}

/** Refuses unknown flags, flags given twice, and values that are missing or no boolean. False if any was refused. */
export function checkFlags({ keyword, flags }: Instruction, report: Report): boolean {
  if (flags.length === 0) return true
  const takes = Object.hasOwn(known, keyword) ? (known[keyword] ?? none) : none
  const seen = new Set<string>()
  let fine = true
  for (const flag of flags) {
    const problem = flagProblem(flag, takes, seen.has(flag.name), keyword)
    seen.add(flag.name)
    if (problem === undefined) continue
    fine = false
    report(
      'instruction-flag',
      problem.message,
      problem.at,
      problem.instead === undefined ? undefined : writeInstead(problem.at, problem.instead),
    )
  }
  return fine
}

interface FlagProblem {
  readonly message: string
  readonly at: Span
  readonly instead?: string
}

function flagProblem(flag: Flag, takes: ReadonlyMap<string, FlagKind>, again: boolean, keyword: string): FlagProblem | undefined {
  const kind = takes.get(flag.name)
  if (kind === undefined) return unknownFlag(flag, takes, keyword)
  if (again && kind !== 'list') return { message: `--${flag.name} stands here twice; ${keyword} takes it once`, at: flag.span }
  if (flag.value === undefined)
    return kind === 'switch' ? undefined : { message: `--${flag.name} has no value; write --${flag.name}=VALUE`, at: flag.span }
  if (kind !== 'switch' || /^(true|false)$/i.test(flag.value)) return undefined
  return flag.value === ''
    ? { message: `--${flag.name} has no value; write --${flag.name}, or =true or =false behind it`, at: flag.span }
    : { message: `--${flag.name} is true or false, not ${flag.value}`, at: flag.valueSpan ?? flag.span }
}

function unknownFlag(flag: Flag, takes: ReadonlyMap<string, FlagKind>, keyword: string): FlagProblem {
  const near = nearest(flag.name, takes.keys())
  const names = [...takes.keys()].map((name) => `--${name}`).join(', ')
  if (near !== undefined)
    return { message: `${keyword} has no flag --${flag.name}; did you mean --${near}`, at: flag.nameSpan, instead: near }
  return { message: `${keyword} has no flag --${flag.name}; ${names === '' ? 'it takes none' : `it takes ${names}`}`, at: flag.nameSpan }
}

/** The flag of a name; of several the last. */
export function flagOf({ flags }: Instruction, name: string): Flag | undefined {
  return flags.findLast((flag) => flag.name === name)
}

/** Whether a switch is on. */
export function isOn(instruction: Instruction, name: string): boolean {
  const flag = flagOf(instruction, name)
  return flag !== undefined && flag.value?.toLowerCase() !== 'false'
}
