import assert from 'node:assert/strict'
import { linesOf } from '../../server/src/text/lines.ts'
import type { Span } from '../../server/src/text/span.ts'

/** What is drawn below a line: carets under the span, then the message. */
export interface Marked {
  readonly span: Span
  readonly message: string
}

const caretLine = /^\s*\^+ .*$/

/** The document without its caret lines. */
export function withoutCarets(drawn: string): string {
  return drawn
    .split('\n')
    .filter((line) => !caretLine.test(line))
    .join('\n')
}

/**
 * Draws findings back into a text, each below the line it is in. A span over several lines is drawn on its first;
 * an empty span as one caret. Two strings compared this way leave nothing unasserted, and the actual one can be pasted as the new expectation.
 */
export function withCarets(text: string, findings: readonly Marked[]): string {
  const lines = linesOf(text)
  const drawn = new Map<number, string[]>()
  const sorted = [...findings].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.message < b.message ? -1 : 1))
  for (const { span, message } of sorted) {
    const { line, character } = lines.position(span.start)
    const endOfLine = text.slice(0, lines.start(line + 1)).replace(/\r?\n$/, '').length
    const last = line + 1 < lines.count ? endOfLine : text.length
    const width = Math.max(1, Math.min(span.end, last) - span.start)
    drawn.set(line, [...(drawn.get(line) ?? []), `${' '.repeat(character)}${'^'.repeat(width)} ${message}`])
  }
  return text
    .split('\n')
    .flatMap((line, number) => [line, ...(drawn.get(number) ?? [])])
    .join('\n')
}

/** Reads a drawn document without its carets and compares what `find` says about it with what was drawn. */
export function checkDrawn(drawn: string, find: (text: string) => readonly Marked[]): void {
  const text = withoutCarets(drawn)
  assert.equal(withCarets(text, find(text)), drawn)
}
