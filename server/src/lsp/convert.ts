import type { Position, Range, TextEdit } from 'vscode-languageserver'
import type { Edit } from '../text/edit.ts'
import type { Lines } from '../text/lines.ts'
import type { Span } from '../text/span.ts'

/** How columns count: in UTF-16 code units, bytes of UTF-8, or code points. */
export type Encoding = 'utf-16' | 'utf-8' | 'utf-32'

/** Offsets of one text into positions of the protocol and back; what points outside the text is moved to its nearest place inside. */
export interface Convert {
  position(offset: number): Position
  offset(position: Position): number
  range(where: Span): Range
  span(range: Range): Span
  edit(edit: Edit): TextEdit
}

/** The encoding to speak: UTF-8 or UTF-32 where the client prefers it, else UTF-16, which every client knows. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  const first = offered?.[0]
  return first === 'utf-8' || first === 'utf-32' ? first : 'utf-16'
}

/** A converter for one text with its lines; `text` is asked only where columns do not count in UTF-16. */
export function converter(lines: Pick<Lines, 'position' | 'offset'>, text: () => string, encoding: Encoding): Convert {
  const { position, offset } = encoding === 'utf-16' ? lines : recounted(lines, text, encoding)
  const range = ({ start, end }: Span): Range => ({ start: position(start), end: position(Math.max(start, end)) })
  return {
    position,
    offset,
    range,
    span: ({ start, end }) => {
      const begin = offset(start)
      return { start: begin, end: Math.max(begin, offset(end)) }
    },
    edit: ({ span, text: newText }) => ({ range: range(span), newText }),
  }
}

function recounted(lines: Pick<Lines, 'position' | 'offset'>, text: () => string, encoding: 'utf-8' | 'utf-32') {
  const width = encoding === 'utf-8' ? bytes : () => 1
  return {
    position(offset: number): Position {
      const { line, character } = lines.position(offset)
      const begin = lines.offset({ line, character: 0 })
      return { line, character: widthOf(text(), begin, begin + character, width) }
    },
    offset({ line, character }: Position): number {
      const begin = lines.offset({ line, character: 0 })
      const end = lines.offset({ line, character: Number.MAX_SAFE_INTEGER })
      return advance(text(), begin, end, character, width)
    },
  }
}

/** The columns that a stretch of a line takes. */
function widthOf(text: string, begin: number, end: number, width: (code: number) => number): number {
  let columns = 0
  for (let at = begin; at < end; ) {
    const code = text.codePointAt(at) ?? 0
    columns += width(code)
    at += code > 0xffff ? 2 : 1
  }
  return columns
}

/** The offset so many columns behind `begin`, `end` at most; a column within a character is the begin of that character. */
function advance(text: string, begin: number, end: number, columns: number, width: (code: number) => number): number {
  let left = columns
  let at = begin
  while (at < end) {
    const code = text.codePointAt(at) ?? 0
    left -= width(code)
    if (left < 0) break
    at += code > 0xffff ? 2 : 1
  }
  return Math.min(at, end)
}

function bytes(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
