import assert from 'node:assert/strict'
import type { Completion, Reading } from '../../server/src/languages/language.ts'
import { apply } from '../../server/src/text/edit.ts'

/** Reads a text; what every language does. */
export type Read = (text: string) => Pick<Reading, 'complete'>

const cursor = '<|>'

/** The text of a drawing with one cursor, and where that is. */
export function withCursor(drawn: string): { readonly text: string; readonly offset: number } {
  const offset = drawn.indexOf(cursor)
  assert.ok(offset >= 0 && drawn.indexOf(cursor, offset + 1) < 0, `one ${cursor} in ${drawn}`)
  return { text: drawn.replace(cursor, ''), offset }
}

/** What is offered at the cursor of a drawing, best first. */
export function offered(read: Read, drawn: string): readonly Completion[] {
  const { text, offset } = withCursor(drawn)
  return read(text).complete(offset)
}

/** The labels of what is offered. */
export function labels(read: Read, drawn: string): readonly string[] {
  return offered(read, drawn).map(({ label }) => label)
}

/**
 * The whole document after accepting one item at the cursor, as an editor shows it: proposals stand in their places,
 * and the cursor is in the first of them, else behind what was inserted.
 */
export function accept(read: Read, drawn: string, label: string): string {
  const { text } = withCursor(drawn)
  const items = offered(read, drawn)
  const item = items.find((one) => one.label === label)
  assert.ok(item, `"${label}" is offered; there are ${items.map((one) => one.label).join(', ') || 'none'}`)
  const { plain, first } = expanded(item)
  const marked = plain.slice(0, first) + cursor + plain.slice(first)
  return apply(text, [...(item.also ?? []), { ...item.edit, text: marked }])
}

/** The text after accepting an item with nothing filled in. */
export function accepted(text: string, item: Completion): string {
  return apply(text, [...(item.also ?? []), { ...item.edit, text: expanded(item).plain }])
}

/** A snippet with its proposals, and where its first place is; the end of a text that has none. */
function expanded({ edit, snippet }: Completion): { readonly plain: string; readonly first: number } {
  if (!snippet) return { plain: edit.text, first: edit.text.length }
  let plain = ''
  const places = new Map<number, number>()
  const part = /\\([\\$}])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^}\\])*)|\|((?:\\.|[^|\\])*)\|)?\}|([\s\S])/g
  for (const [, escaped, bare, number, proposal, choices, other] of edit.text.matchAll(part)) {
    if (escaped !== undefined || other !== undefined) plain += escaped ?? other
    else {
      const place = Number(bare ?? number)
      if (!places.has(place)) places.set(place, plain.length)
      plain += (proposal ?? choices?.match(/^(?:\\.|[^,\\])*/)?.[0] ?? '').replace(/\\(.)/g, '$1')
    }
  }
  const [first] = [...places].sort(([a], [b]) => (a || Number.POSITIVE_INFINITY) - (b || Number.POSITIVE_INFINITY))
  return { plain, first: first?.[1] ?? plain.length }
}
