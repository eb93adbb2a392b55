import { type Span, span } from '../text/span.ts'
import type { Line, Word } from './dockerfile.ts'

/** The lines of a text from one of them on, divided as far as somebody asks for them. */
export class Lines {
  private readonly text: string
  private readonly first: number
  private readonly known: Line[] = []
  private next: number

  /** `first` is the number of the line that begins at `start`, counted from zero. */
  constructor(text: string, start: number, first: number) {
    this.text = text
    this.first = first
    this.next = start
  }

  /** The line of a number; undefined behind the last one. None before the first is asked for. */
  at(number: number): Line | undefined {
    const index = number - this.first
    while (this.known.length <= index && this.next < this.text.length) this.divide()
    return this.known[index]
  }

  private divide(): void {
    const { text, next: start } = this
    const newline = text.indexOf('\n', start)
    let end = newline < 0 ? text.length : newline
    this.next = newline < 0 ? end : newline + 1
    while (end > start && text[end - 1] === '\r') end--
    this.known.push({ text: text.slice(start, end), start, next: this.next })
  }
}

/** Lines joined at their continuation characters, with the way back to where each character stands. */
export class Joined {
  readonly text: string
  /** Where each piece begins in the joined text of the whole, and in the file. */
  private readonly starts: readonly number[]
  private readonly offsets: readonly number[]
  private readonly base: number
  /** What is added to every offset. */
  private readonly by: number

  constructor(text: string, starts: readonly number[], offsets: readonly number[], base: number, by = 0) {
    this.text = text
    this.starts = starts
    this.offsets = offsets
    this.base = base
    this.by = by
  }

  /** The same lines in a text where they stand further down, or up. */
  moved(by: number): Joined {
    return new Joined(this.text, this.starts, this.offsets, this.base, this.by + by)
  }

  /** The stretch of the file that a stretch of the joined text came from. */
  span(start: number, end: number): Span {
    const from = this.offset(start)
    return { start: from, end: end > start ? this.offset(end - 1) + 1 : from }
  }

  word(start: number, end: number): Word {
    return { text: this.text.slice(start, end), span: this.span(start, end) }
  }

  /** The joined text from a stretch on, as a joined text of its own. */
  from({ start, end }: { readonly start: number; readonly end: number }): Joined {
    return new Joined(this.text.slice(start, end), this.starts, this.offsets, this.base + start, this.by)
  }

  private offset(index: number): number {
    const at = index + this.base
    const { starts, offsets, by } = this
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return (offsets[low] ?? 0) + at - (starts[low] ?? 0) + by
  }
}

/** An instruction over its lines. */
export interface JoinedLines {
  readonly joined: Joined
  /** The index of the last line it takes. */
  readonly last: number
  /** The first blank line inside it. */
  readonly emptyContinuation: Span | undefined
}

/** Joins the instruction that begins at `first`. Comment lines inside it are skipped (and told to `comment`), blank lines too. */
export function joinLines(lines: Lines, first: number, token: '\\' | '`', comment: (line: Line) => void): JoinedLines {
  const starts: number[] = []
  const offsets: number[] = []
  let text = ''
  let emptyContinuation: Span | undefined
  let last = first
  let open = true
  for (let line = lines.at(last); line !== undefined; line = lines.at(++last)) {
    const lead = firstVisible(line.text, 0)
    if (last > first && lead === line.text.length) emptyContinuation ??= span(line.start, line.start + line.text.length)
    else if (last > first && line.text[lead] === '#') comment(line)
    else {
      const begin = last === first ? lead : 0
      const end = continuationAt(line.text, begin, token)
      open = end >= 0
      starts.push(text.length)
      offsets.push(line.start + begin)
      text += line.text.slice(begin, open ? end : undefined)
      if (!open) break
    }
    if (lines.at(last + 1) === undefined) break
  }
  return { joined: new Joined(text, starts, offsets, 0), last, emptyContinuation }
}

/** Where the escape character stands that continues a line, or -1. Two in a row continue nothing. */
function continuationAt(line: string, begin: number, token: string): number {
  let end = line.length - 1
  while (end >= begin && (line[end] === ' ' || line[end] === '\t')) end--
  return end >= begin && line[end] === token && (end === begin || line[end - 1] !== token) ? end : -1
}

/** The first character that is no blank, or the end. */
export function firstVisible(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  return at
}

/** Behind the last character that is no blank, but not before `from`. */
export function lastVisible(text: string, from: number): number {
  let at = text.length
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

/** What Unicode, and Go, call white space. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || [0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code)
}
