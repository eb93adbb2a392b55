import type { Fix } from '../../text/finding.ts'
import { type Span, span } from '../../text/span.ts'

/** Writes another name where a variable stands; whether it was meant only the writer knows. */
export function renamed(text: string, at: Span, name: string, instead: string): readonly Fix[] {
  const found = text.slice(at.start, at.end).indexOf(name)
  if (found < 0) return []
  const start = at.start + found
  return [{ title: `Write ${instead}`, guess: true, edits: [{ span: span(start, start + name.length), text: instead }] }]
}
