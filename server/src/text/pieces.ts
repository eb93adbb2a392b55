import { compatible, type Edit } from './edit.ts'
import type { Span } from './span.ts'

/** A text as what is left of an original one and what was put between; keeps several rounds of edits apart from what they never touched. */
export type Pieces = readonly Piece[]

type Piece = { readonly kind: 'kept'; readonly span: Span } | { readonly kind: 'new'; readonly text: string }

/** The original itself, of the given length. */
export function whole(length: number): Pieces {
  return [{ kind: 'kept', span: { start: 0, end: length } }]
}

/** The pieces after edits that count in the text they now make; of two that overlap the later one is left out. */
export function edited(pieces: Pieces, edits: readonly Edit[]): Pieces {
  const result: Piece[] = []
  let at = 0
  let done = 0
  const queue = [...pieces]
  const copyTo = (end: number, keep: boolean) => {
    while (done < end) {
      const piece = queue[at]
      if (piece === undefined) return
      const [head, tail] = split(piece, end - done)
      if (keep) result.push(head)
      done += lengthOf(head)
      if (tail === undefined) at++
      else queue[at] = tail
    }
  }
  for (const { span, text } of compatible(edits)) {
    copyTo(span.start, true)
    copyTo(span.end, false)
    if (text !== '') result.push({ kind: 'new', text })
  }
  copyTo(Number.MAX_SAFE_INTEGER, true)
  return result
}

/** The edits that turn the original, of the given length, into what the pieces make; apart from each other and in order. */
export function editsOf(pieces: Pieces, length: number): readonly Edit[] {
  const edits: Edit[] = []
  let end = 0
  let text = ''
  const flush = (start: number) => {
    if (text !== '' || start > end) edits.push({ span: { start: end, end: start }, text })
    text = ''
  }
  for (const piece of pieces) {
    if (piece.kind === 'new') text += piece.text
    else {
      flush(piece.span.start)
      end = piece.span.end
    }
  }
  flush(length)
  return edits
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.text.length : piece.span.end - piece.span.start
}

function split(piece: Piece, length: number): readonly [Piece, Piece?] {
  if (length >= lengthOf(piece)) return [piece]
  if (piece.kind === 'new')
    return [
      { kind: 'new', text: piece.text.slice(0, length) },
      { kind: 'new', text: piece.text.slice(length) },
    ]
  const { start, end } = piece.span
  const middle = start + length
  return [
    { kind: 'kept', span: { start, end: middle } },
    { kind: 'kept', span: { start: middle, end } },
  ]
}
