/**
 * A stretch of a document: offsets in UTF-16 code units, `end` excluded.
 * Everything below `lsp` speaks in spans; lines and columns are made at the border.
 */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The span from `start` to `end`, both offsets in UTF-16 code units. */
export function span(start: number, end: number): Span {
  return { start, end }
}

/** A span further on by some characters, or further back. */
export function movedSpan(where: Span, by: number): Span {
  return by === 0 ? where : { start: where.start + by, end: where.end + by }
}

/** Whether the offset lies in the span; a cursor directly behind its last character counts as inside. */
export function touches(where: Span, offset: number): boolean {
  return where.start <= offset && offset <= where.end
}

/** Whether `inner` lies wholly in `outer`; equal spans do. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
