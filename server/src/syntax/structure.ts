import { type Span, span, touches } from '../text/span.ts'
import { entries, items, locate, type Node } from './node.ts'

/**
 * The maps and lists of a tree that go over several lines, and texts that do, parents first, each without a last line that only closes it.
 * What begins on the line below its key is counted from the key.
 */
export function blocks(text: string, root: Node | undefined): readonly Span[] {
  return root === undefined ? [] : [...blocksFrom(text, root, root.span.start)]
}

function* blocksFrom(text: string, node: Node, start: number): Iterable<Span> {
  const all = span(start, contentEnd(text, node.span))
  const own = /[{[]/.test(text[node.span.start] ?? '') ? withoutClosingLine(text, all) : all
  if (hasLineBreak(text, own)) yield own
  // What an alias stands for is folded where it is written.
  if (node.anchor !== undefined) return
  for (const item of items(node)) yield* blocksFrom(text, item, item.span.start)
  if (node.kind !== 'map') return
  for (const { key, value } of node.entries) {
    if (value !== undefined)
      yield* blocksFrom(text, value, hasLineBreak(text, span(key.span.start, value.span.start)) ? key.span.start : value.span.start)
  }
}

/** The end of a node without the line breaks that a reader counts to it. */
function contentEnd(text: string, { start, end }: Span): number {
  let at = end
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

function withoutClosingLine(text: string, { start, end }: Span): Span {
  if (!/[\]}]/.test(text[end - 1] ?? '')) return span(start, end)
  let at = end - 1
  while (at > start && /[ \t]/.test(text[at - 1] ?? '')) at--
  if (at === start || !/[\r\n]/.test(text[at - 1] ?? '')) return span(start, end)
  return span(start, text.slice(at - 2, at) === '\r\n' ? at - 2 : at - 1)
}

/** Comments that follow each other on lines of their own as one block each, as far as they go over several lines. */
export function commentBlocks(text: string, comments: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const comment of comments) {
    const last = joined.at(-1)
    const adjoins = last !== undefined && /^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(text.slice(last.end, comment.start)) && startsLine(text, last)
    if (adjoins) joined[joined.length - 1] = span(last.start, comment.end)
    else joined.push(comment)
  }
  return joined.filter((block) => hasLineBreak(text, block))
}

/**
 * The spans around an offset, innermost first, each within the next: the inside of a string, a key or value, its entry,
 * what is between the brackets around it, the brackets, and so on to the whole document.
 */
export function surroundings(text: string, root: Node | undefined, offset: number): readonly Span[] {
  const place = locate(root, offset)
  const spans: Span[] = [span(0, text.length)]
  const add = (next: Span) => {
    const last = spans.at(-1)
    if (last !== undefined && touches(next, offset) && next.start >= last.start && next.end <= last.end && !same(last, next))
      spans.push(next)
  }
  for (const node of place?.nodes ?? []) {
    add(node.span)
    if (node.kind === 'scalar') add(inside(node.span, isQuoted(text, node.span) ? 1 : 0))
    else add(members(text, node))
    const entry = entries(node).findLast((one) => touches(one.span, offset))
    if (entry !== undefined) add(entry.span)
  }
  if (place?.key !== undefined) {
    const { key } = place.key
    add(key.span)
    add(inside(key.span, isQuoted(text, key.span) ? 1 : 0))
  }
  return spans.reverse()
}

/** Whether a quote stands at both ends. */
function isQuoted(text: string, { start, end }: Span): boolean {
  const quote = text[start]
  return (quote === '"' || quote === "'") && end - start > 1 && text[end - 1] === quote
}

/** What stands between the brackets, without the blanks around it; all of what has no brackets. */
function members(text: string, { span: { start, end } }: Node): Span {
  if (!/[{[]/.test(text[start] ?? '')) return span(start, end)
  let from = Math.min(start + 1, end)
  let to = Math.max(from, end - 1)
  while (from < to && /\s/.test(text[from] ?? '')) from++
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  return span(from, to)
}

function inside({ start, end }: Span, by: number): Span {
  return end - start >= 2 * by ? span(start + by, end - by) : span(start, end)
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end
}

function hasLineBreak(text: string, { start, end }: Span): boolean {
  for (let i = start; i < end; i++) if (text[i] === '\n' || text[i] === '\r') return true
  return false
}

function startsLine(text: string, { start }: Span): boolean {
  let at = start
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r'
}
