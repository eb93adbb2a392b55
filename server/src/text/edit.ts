import type { Span } from './span.ts'

/** Replaces the text of a span; an empty span inserts, an empty text deletes. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** An edit that replaces `where` by `text`. */
export function replace(where: Span, text: string): Edit {
  return { span: where, text }
}

/** An edit that puts `text` at an offset. */
export function insert(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text }
}

/** An edit that takes `where` away. */
export function remove(where: Span): Edit {
  return { span: where, text: '' }
}

/**
 * The text after all edits; their spans count in the text before.
 * Of two edits that overlap the later one is left out, so the result never mixes both.
 */
export function apply(text: string, edits: readonly Edit[]): string {
  let result = ''
  let done = 0
  for (const edit of compatible(edits)) {
    result += text.slice(done, edit.span.start) + edit.text
    done = edit.span.end
  }
  return result + text.slice(done)
}

/** The edits in the order of the text, without those that overlap an earlier one. */
export function compatible(edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const kept: Edit[] = []
  let done = -1
  for (const edit of sorted) {
    if (edit.span.start < done) continue
    kept.push(edit)
    done = Math.max(edit.span.end, edit.span.start)
  }
  return kept
}
