import { type Edit, insert, remove, replace } from '../text/edit.ts'
import { type Span, span } from '../text/span.ts'
import { blankBefore, indentOf, type JsonValue, type Layout, layoutOf, lineStart, written } from './json-layout.ts'
import type { Entry, ListNode, MapNode, Node } from './node.ts'

/**
 * Edits of JSON text that leave the layout of everything else as it is. All of them take the text and the tree that was read from it,
 * and work on incomplete trees too. Edits of several calls may touch the same comma: what goes together is one call.
 */

/** Writes another value in place of a node, over several lines if a map or list there was written so. */
export function replaceValue(text: string, node: Node, value: JsonValue): Edit {
  if (typeof value !== 'object' || value === null) return replace(node.span, JSON.stringify(value))
  const layout = layoutOf(text, node.kind === 'scalar' ? { kind: 'list', span: node.span, items: [] } : node)
  return replace(node.span, written(value, { ...layout, indent: indentOf(text, node.span.start) }))
}

/** Gives an entry another key. */
export function renameKey({ key }: Entry, name: string): Edit {
  return replace(key.span, JSON.stringify(name))
}

/** Makes a value the only item of a list; the lines of the value stay as they are. */
export function wrapInList({ span: { start, end } }: Node): readonly Edit[] {
  return [insert(start, '['), insert(end, ']')]
}

/** Takes the brackets of a list with one item away; nothing of other lists. */
export function unwrapList({ span: { start, end }, items: [item, more] }: ListNode): readonly Edit[] {
  if (item === undefined || more !== undefined) return []
  return [remove(span(start, item.span.start)), remove(span(item.span.end, end))]
}

/**
 * Takes entries of a map or items of a list away, with their commas, the lines they had for themselves, and comments behind them on
 * these lines. An empty parent is written `{}` or `[]`.
 */
export function removeChildren(text: string, parent: MapNode | ListNode, gone: readonly (Entry | Node)[]): readonly Edit[] {
  const all: readonly Spanned[] = parent.kind === 'map' ? parent.entries : parent.items
  const leaves = new Set<unknown>(gone)
  const kept = all.findLastIndex((child) => !leaves.has(child))
  if (kept === -1 && onlyChildren(text, interior(text, parent), all)) return [remove(interior(text, parent))]
  const tail = tailEdits(text, all[kept], all.slice(kept + 1))
  const edits: Edit[] = []
  for (const [i, child] of all.slice(0, tail === undefined ? all.length : kept).entries()) {
    if (!leaves.has(child)) continue
    const before = all[i - 1]
    edits.push(remove(stretch(text, child.span, before === undefined ? parent.span.start + 1 : behind(text, before.span.end))))
  }
  return [...edits, ...(tail ?? danglingComma(text, all[kept], all.at(-1)))]
}

interface Spanned {
  readonly span: Span
}

/** Takes everything behind the last child that stays away in one piece; undefined where a comment stands between. */
function tailEdits(text: string, kept: Spanned | undefined, tail: readonly Spanned[]): readonly Edit[] | undefined {
  const end = tail.at(-1)?.span.end
  if (kept === undefined || end === undefined || commaAfter(text, end) !== undefined) return undefined
  const where = span(kept.span.end, end)
  return onlyChildren(text, where, tail) ? [remove(span(where.start, commentEnd(text, end)))] : undefined
}

/** The comma of the last child that stays, if it separated that from a last child without one that goes. */
function danglingComma(text: string, kept: Spanned | undefined, last: Spanned | undefined): readonly Edit[] {
  if (kept === undefined || last === undefined || kept === last || commaAfter(text, last.span.end) !== undefined) return []
  const comma = commaAfter(text, kept.span.end)
  return comma === undefined ? [] : [remove(span(comma, comma + 1))]
}

/**
 * Puts a new entry into a map, as its last or before another, indented and separated as its neighbours are.
 * A map over several lines gets it on lines of its own.
 */
export function insertEntry(text: string, parent: MapNode, key: string, value: JsonValue, before?: Entry): readonly Edit[] {
  return insertEntries(text, parent, { [key]: value }, before)
}

/** Puts several new entries into a map, in their order. */
export function insertEntries(
  text: string,
  parent: MapNode,
  values: { readonly [key: string]: JsonValue },
  before?: Entry,
): readonly Edit[] {
  const layout = layoutOf(text, parent)
  const added = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}${layout.colon}${written(value, layout)}`)
  const separator = layout.lines ? `,${layout.newLine}${layout.indent}` : layout.comma
  return place(text, parent, parent.entries, layout, added.join(separator), before)
}

/** Puts a new item into a list, as its last or before another. */
export function insertItem(text: string, parent: ListNode, value: JsonValue, before?: Node): readonly Edit[] {
  const layout = layoutOf(text, parent)
  return place(text, parent, parent.items, layout, written(value, layout), before)
}

/** The offset of the comma behind an entry or item that ends at `end`, past blanks and comments; undefined where there is none. */
export function commaAfter(text: string, end: number): number | undefined {
  const at = end + (/^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(end))?.[0].length ?? 0)
  return text[at] === ',' ? at : undefined
}

function place(
  text: string,
  parent: MapNode | ListNode,
  children: readonly Spanned[],
  layout: Layout,
  child: string,
  before: Spanned | undefined,
): readonly Edit[] {
  const { lines, indent, newLine, comma } = layout
  if (before !== undefined) return [insert(before.span.start, child + (lines ? `,${newLine}${indent}` : comma))]
  const last = children.at(-1)
  if (last === undefined) {
    const inside = lines ? `${newLine}${indent}${child}${newLine}${indentOf(text, parent.span.start)}` : child
    const gap = interior(text, parent)
    return [/^\s*$/.test(text.slice(gap.start, gap.end)) ? replace(gap, inside) : insert(gap.start, inside)]
  }
  const own = commaAfter(text, last.span.end)
  const end = own === undefined ? last.span.end : own + 1
  if (lines) {
    const comment = commentEnd(text, end)
    const line = `${newLine}${indent}${child}`
    if (own !== undefined) return [insert(comment, line)]
    return comment === end ? [insert(end, `,${line}`)] : [insert(end, ','), insert(comment, line)]
  }
  return [insert(end, own === undefined ? comma + child : comma.slice(1) + child)]
}

/** Between the brackets; up to the end where the closing one is not typed yet. */
function interior(text: string, { kind, span: { start, end } }: MapNode | ListNode): Span {
  const closed = end - start > 1 && text[end - 1] === (kind === 'map' ? '}' : ']')
  return span(start + 1, closed ? end - 1 : end)
}

/** Whether nothing but children, commas and blanks stands there: no comment that would be lost. */
function onlyChildren(text: string, { start, end }: Span, children: readonly Spanned[]): boolean {
  const ends = [start, ...children.map((child) => child.span.end)]
  const starts = [...children.map((child) => child.span.start), end]
  return ends.every((from, i) => /^[\s,]*$/.test(text.slice(from, starts[i])))
}

/** What goes with a child: its comma, and its lines or the blanks that separate it. `free` is where the text before it ends. */
function stretch(text: string, { start, end }: Span, free: number): Span {
  const comma = commaAfter(text, end)
  const stop = comma === undefined ? end : comma + 1
  const comment = commentEnd(text, stop)
  const nextLine = lineEnd(text, comment)
  if (nextLine !== undefined && blankBefore(text, start)) return span(lineStart(text, start), nextLine)
  if (nextLine === undefined && comma !== undefined) return span(start, stop + blanks(text, stop))
  const clear = /^\s*$/.test(text.slice(free, start))
  return span(clear ? free : start, stop)
}

/** The offset behind the comma of a child that ends at `end`, or `end` where it has none. */
function behind(text: string, end: number): number {
  const comma = commaAfter(text, end)
  return comma === undefined ? end : comma + 1
}

/** Where a comment ends that stands on the same line behind `at` and is the last thing on it; `at` where there is none. */
function commentEnd(text: string, at: number): number {
  const found = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/(?=[ \t]*(?:\r?\n|$)))/.exec(text.slice(at))
  return at + (found?.[0].length ?? 0)
}

/** Where the next line begins, if only blanks are left on this one. */
function lineEnd(text: string, at: number): number | undefined {
  const found = /^[ \t]*\r?\n/.exec(text.slice(at))
  return found === null ? undefined : at + found[0].length
}

function blanks(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0
}
