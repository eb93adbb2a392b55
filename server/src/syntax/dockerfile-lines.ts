import { type Span, span } from '../text/span.ts'
import type { Line, Word } from './dockerfile.ts'

/** Lines joined at their continuation characters, with the way back to where each character stands. */
export interface Joined {
  readonly text: string
  /** The stretch of the file that a stretch of the joined text came from. */
  span(start: number, end: number): Span
  word(start: number, end: number): Word
  /** The joined text from a stretch on, as a joined text of its own. */
  from(part: { readonly start: number; readonly end: number }): Joined
}

interface Piece {
  /** Where the piece begins in the joined text. */
  readonly at: number
  /** Where it begins in the file. */
  readonly offset: number
}

/**
 * Joins the instruction that begins at `first`. Comment lines inside it are skipped (and told to `comment`), blank lines too.
 * `last` is the index of the last line it takes.
 */
export function joinLines(
  lines: readonly Line[],
  first: number,
  token: '\\' | '`',
  comment: (line: Line) => void,
): { readonly joined: Joined; readonly last: number; readonly emptyContinuation: Span | undefined } {
  const pieces: Piece[] = []
  let text = ''
  let emptyContinuation: Span | undefined
  let last = first
  let open = add(lines[first], true)
  while (open && last + 1 < lines.length) {
    const line = lines[++last]
    if (line === undefined) break
    if (/^\s*#/.test(line.text)) comment(line)
    else if (line.text.trim() === '') emptyContinuation ??= span(line.start, line.start + line.text.length)
    else open = add(line, false)
  }
  return { joined: joinedOf(text, pieces), last, emptyContinuation }

  function add(line: Line | undefined, trim: boolean): boolean {
    if (line === undefined) return false
    const lead = trim ? line.text.length - line.text.trimStart().length : 0
    const content = withoutContinuation(line.text.slice(lead), token)
    pieces.push({ at: text.length, offset: line.start + lead })
    text += content ?? line.text.slice(lead)
    return content !== undefined
  }
}

/** The line without the escape character at its end, or undefined if none continues it. Two in a row continue nothing. */
function withoutContinuation(line: string, token: string): string | undefined {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  if (line[end - 1] !== token || line[end - 2] === token) return undefined
  return line.slice(0, end - 1)
}

function joinedOf(text: string, pieces: readonly Piece[], base = 0): Joined {
  const offset = (index: number): number => {
    const piece = pieces[pieceAt(pieces, index + base)]
    return piece === undefined ? 0 : piece.offset + index + base - piece.at
  }
  const where = (start: number, end: number): Span => {
    const from = offset(start)
    return span(from, end > start ? offset(end - 1) + 1 : from)
  }
  return {
    text,
    span: where,
    word: (start, end) => ({ text: text.slice(start, end), span: where(start, end) }),
    from: ({ start, end }) => joinedOf(text.slice(start, end), pieces, base + start),
  }
}

function pieceAt(pieces: readonly Piece[], index: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}
