import { type Span, span } from '../../text/span.ts'
import type { Dockerfile } from './document.ts'
import { instructionAt, lineOf } from './lines-at.ts'
import { once } from './once.ts'

/** A comment that tells hadolint what not to say. */
export interface Pragma {
  /** `ignore`: the next line; `stage`: the lines up to the next FROM; `global`: the whole file. */
  readonly reach: 'ignore' | 'stage' | 'global'
  readonly codes: readonly PragmaCode[]
  /** The whole comment. */
  readonly span: Span
  /** Counted from one. */
  readonly line: number
}

export interface PragmaCode {
  readonly code: string
  readonly span: Span
}

/** A comment that looks like a pragma of hadolint, which takes it for a mere comment. */
export interface Misread {
  readonly message: string
  readonly span: Span
}

/** The pragmas of hadolint in a file, and what was meant for one. Comments inside an instruction are none. */
export interface Pragmas {
  readonly read: readonly Pragma[]
  readonly misread: readonly Misread[]
  /** Whether a code is silenced on a line, counted from one. */
  silences(code: string, line: number): boolean
}

/** Reads the pragmas of hadolint. A list ends at a second `#`; behind it stands the reason. */
export const pragmasOf = once((doc: Dockerfile): Pragmas => {
  const read: Pragma[] = []
  const misread: Misread[] = []
  for (const comment of doc.tree.comments) {
    const text = doc.text.slice(comment.start, comment.end)
    if (!/^#[ \t]*hadolint[ \t]/.test(text)) continue
    const line = lineOf(doc, comment.start)
    const around = instructionAt(doc, comment.start)
    const found = pragmaOf(text, comment.start)
    if (around !== undefined && line <= around.endLine)
      misread.push({ message: 'a pragma inside an instruction is not read; put it on the line above', span: comment })
    else if (found === undefined) misread.push(...faults(text, comment))
    else read.push({ ...found, span: comment, line })
  }
  return { read, misread, silences: silencer(doc, read) }
})

const pattern = /^#[ \t]*hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([DLSC0-9]+(?:[ \t]*,[ \t]*[DLSC0-9]+)*)[ \t]*(?:#.*)?$/

function pragmaOf(text: string, start: number): Pick<Pragma, 'reach' | 'codes'> | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, reach, list = ''] = match
  const from = start + text.indexOf('=') + 1
  const base = from + text.slice(from - start).indexOf(list)
  const codes = [...list.matchAll(/[DLSC0-9]+/g)].map(({ 0: code, index }) => ({
    code,
    span: span(base + index, base + index + code.length),
  }))
  return { reach: reach === 'global' || reach === 'stage' ? reach : 'ignore', codes }
}

/** What keeps a comment from being a pragma. Those that name a shell mean nothing here. */
function faults(text: string, whole: Span): readonly Misread[] {
  if (/^#[ \t]*hadolint[ \t]+shell[ \t]*=/.test(text)) return []
  const list = /^#[ \t]*hadolint[ \t]+(?:(?:global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([^#]*)/.exec(text)
  if (list === null) return /ignore/.test(text) ? [{ message: 'hadolint does not read this; it reads ignore=CODE,CODE', span: whole }] : []
  const message =
    list[1]?.trim() === '' ? 'no code stands behind ignore=' : 'hadolint reads none of this list; a reason needs a # before it'
  return [{ message, span: whole }]
}

function silencer({ stages }: Dockerfile, pragmas: readonly Pragma[]): Pragmas['silences'] {
  const global = new Set<string>()
  const next = new Map<number, ReadonlySet<string>>()
  const from = new Map<number, ReadonlySet<string>>(stages.map((stage) => [stage.from.startLine, new Set<string>()]))
  for (const { reach, codes, line } of pragmas) {
    const all = new Set(codes.map(({ code }) => code))
    if (reach === 'ignore') next.set(line + 1, all)
    else if (reach === 'stage') from.set(line + 1, all)
    else for (const code of all) global.add(code)
  }
  const starts = [...from.keys()].sort((a, b) => a - b)
  return (code, line) => {
    if (global.has(code) || next.get(line)?.has(code)) return true
    // The FROM itself stands before its stage.
    const start = starts[lastBelow(starts, line)]
    return start !== undefined && from.get(start)?.has(code) === true
  }
}

/** The index of the last number below another one; -1 if there is none. */
function lastBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
