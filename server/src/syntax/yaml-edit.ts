import { type Edit, insert, remove, replace } from '../text/edit.ts'
import { type Span, span } from '../text/span.ts'
import type { JsonValue } from './json-layout.ts'
import type { Entry, ListNode, MapNode, Node } from './node.ts'
import { blockYaml, inlineYaml, isJson, quoted, type YamlLayout, yamlBehindKey, yamlLayoutOf, yamlScalar } from './yaml-layout.ts'
import { sketchOf } from './yaml-sketch.ts'

/**
 * Edits of YAML text that leave the layout of everything else as it is. All of them take the text and the tree that was read from it,
 * with spans that count in that text. What is written in brackets stays so, on one line; JSON is such YAML.
 * They must not be asked to change what stands behind an alias: that is somewhere else.
 */

/** Writes another value in place of a node. A string keeps the quotes that the one before had. */
export function replaceValue(text: string, node: Node, value: JsonValue): Edit {
  const layout = yamlLayoutOf(text)
  const where = contentOf(text, node)
  const bracketed = isFlow(text, node) || inFlow(text, where.start)
  if (bracketed)
    return replace(where, typeof value === 'string' ? scalarLike(text, node, value, layout, true) : inlineYaml(value, layout, true))
  const simple = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  if (node.kind === 'scalar' && simple) return replace(valueSpan(text, where), spaced(text, where, scalarLike(text, node, value, layout)))
  const { column, behindKey, from, comment } = holderOf(text, where.start)
  if (behindKey && !(comment && simple)) return replace(span(from, where.end), yamlBehindKey(value, column, layout))
  return replace(where, blockYaml(value, columnOf(text, where.start), layout))
}

/** Gives an entry another key; quotes stay. */
export function renameKey(text: string, { key }: Entry, name: string): Edit {
  const first = text[key.span.start]
  return replace(
    key.span,
    first === '"' || first === "'" ? quoted(name, first) : yamlScalar(name, yamlLayoutOf(text).quote, inFlow(text, key.span.start)),
  )
}

/** Makes a value the only item of a list: in brackets what is on one line, behind a dash what goes over several. */
export function wrapInList(text: string, node: Node): readonly Edit[] {
  const where = contentOf(text, node)
  if (node.kind === 'scalar' && !node.quoted) {
    const raw = text.slice(where.start, where.end)
    const safe = /[,[\]{}]/.test(raw) ? quoted(raw, yamlLayoutOf(text).quote) : raw
    if (!/[\r\n]/.test(raw)) return [replace(where, `[${safe}]`)]
  }
  if (!/[\r\n]/.test(text.slice(where.start, where.end)) && (node.kind === 'scalar' || isFlow(text, node)))
    return [insert(where.start, '['), insert(where.end, ']')]
  if (isFlow(text, node)) return [insert(where.start, '['), insert(where.end, ']')]
  if (node.kind === 'scalar') return []
  return [insert(where.start, '- '), ...lineStartsIn(text, where).map((at) => insert(at, '  '))]
}

/** Makes the only item of a list the value itself; nothing of other lists. */
export function unwrapList(text: string, list: ListNode): readonly Edit[] {
  const [item, more] = list.items
  if (item === undefined || more !== undefined) return []
  const where = contentOf(text, list)
  if (isFlow(text, list)) return [remove(span(where.start, item.span.start)), remove(span(contentOf(text, item).end, where.end))]
  if (item.kind === 'scalar') {
    const { from, behindKey, comment } = holderOf(text, where.start)
    return [replace(span(comment ? where.start : from, item.span.start), behindKey && !comment ? ' ' : '')]
  }
  return [replace(span(where.start, item.span.start), ' '.repeat(item.span.start - where.start))]
}

/**
 * Takes entries of a map or items of a list away, with the lines they had for themselves and the comments behind them. A parent that has
 * nothing left is written `{}` or `[]`.
 */
export function removeChildren(text: string, parent: MapNode | ListNode, gone: readonly (Entry | Node)[]): readonly Edit[] {
  const all: readonly (Entry | Node)[] = parent.kind === 'map' ? parent.entries : parent.items
  const leaves = new Set<unknown>(gone)
  const left = all.filter((child) => !leaves.has(child))
  if (left.length === all.length) return []
  if (left.length === 0) return [emptied(text, parent)]
  const flow = isFlow(text, parent)
  return runsOf(all, leaves).map((run) => (flow ? flowRemoval(text, run) : blockRemoval(text, parent, run)))
}

/** Puts a new entry into a map, as its last or before another. */
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
  const layout = yamlLayoutOf(text)
  const [first] = parent.entries
  if (isFlow(text, parent)) {
    if (first === undefined) return [filled(text, parent, values, layout)]
    return flowInsertion(text, parent.entries, inlineYaml(values, layout, true).slice(2, -2), before)
  }
  if (first === undefined) return []
  const column = columnOf(text, first.span.start)
  return blockInsertion(text, parent.entries, blockYaml(values, column, layout), column, before, layout)
}

/** Puts a new item into a list, as its last or before another. */
export function insertItem(text: string, parent: ListNode, value: JsonValue, before?: Node): readonly Edit[] {
  const layout = yamlLayoutOf(text)
  const [first] = parent.items
  if (isFlow(text, parent)) {
    if (first === undefined) return [filled(text, parent, [value], layout)]
    return flowInsertion(text, parent.items, inlineYaml(value, layout, true), before)
  }
  if (first === undefined) return []
  const column = columnOf(text, parent.span.start)
  const gap = Math.max(2, columnOf(text, first.span.start) - column)
  const item = `-${' '.repeat(gap - 1)}${blockYaml(value, column + gap, layout)}`
  if (before === undefined) return blockInsertion(text, parent.items, item, column, undefined, layout)
  return [insert(dashOf(text, parent, before.span.start), `${item}${layout.newLine}${' '.repeat(column)}`)]
}

/** Gives a key of a map a value, whether it has one, has none yet (`key:`), or is not there. */
export function setEntry(text: string, parent: MapNode, key: string, value: JsonValue): readonly Edit[] {
  const found = parent.entries.findLast((one) => one.key.value === key)
  if (found === undefined) return insertEntry(text, parent, key, value)
  const { value: node } = found
  const empty = node === undefined || (node.kind === 'scalar' && node.span.start === node.span.end)
  if (node !== undefined && !empty) return [replaceValue(text, node, value)]
  const colon = text.indexOf(':', found.key.span.end)
  if (colon < 0) return [insert(found.key.span.end, `: ${inlineYaml(value, yamlLayoutOf(text), true)}`)]
  const layout = yamlLayoutOf(text)
  const flow = isFlow(text, parent) || inFlow(text, found.key.span.start)
  return [
    insert(colon + 1, flow ? ` ${inlineYaml(value, layout, true)}` : yamlBehindKey(value, columnOf(text, found.key.span.start), layout)),
  ]
}

/** A node without the blanks and line breaks that a reader counts to its end. */
function contentOf(text: string, { span: { start, end } }: { readonly span: Span }): Span {
  let to = end
  while (to > start && /\s/.test(text[to - 1] ?? '')) to--
  return span(start, to)
}

function isFlow(text: string, { kind, span: { start } }: Node): boolean {
  return kind !== 'scalar' && (text[start] === '{' || text[start] === '[')
}

/** Whether an offset stands between brackets. */
function inFlow(text: string, offset: number): boolean {
  return sketchOf(text).flows.some(({ start, end }) => start < offset && offset < end)
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line ends that an offset is in, before its line break. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  const end = found < 0 ? text.length : found
  return end > at && text[end - 1] === '\r' ? end - 1 : end
}

/** The key or dash that a value belongs to. */
interface Holder {
  /** Of the key; of the value itself where it stands behind a dash. */
  readonly column: number
  readonly behindKey: boolean
  /** Directly behind the colon; where the value begins, unless it is behind a key. */
  readonly from: number
  /** A comment stands between the key and the value. */
  readonly comment: boolean
}

function holderOf(text: string, start: number): Holder {
  let from = start
  while (from > 0 && /\s/.test(text[from - 1] ?? '')) from--
  const line = lineStart(text, from)
  const lead = /^(?:[ ]*(?:- +)*)/.exec(text.slice(line, from))?.[0].length ?? 0
  if (text[from - 1] === ':') return { column: lead, behindKey: true, from, comment: false }
  if (/:[ \t]+#[^\n]*$/.test(text.slice(line, from))) return { column: lead, behindKey: true, from, comment: true }
  return { column: columnOf(text, start), behindKey: false, from: start, comment: false }
}

/** The place of a scalar; of a missing one directly behind its colon or dash. */
function valueSpan(text: string, where: Span): Span {
  if (where.end > where.start) return where
  let from = where.start
  while (from > 0 && /[ \t]/.test(text[from - 1] ?? '')) from--
  return span(from, where.start)
}

function spaced(text: string, where: Span, value: string): string {
  if (where.end > where.start) return value
  const next = text[where.start]
  return ` ${value}${next === undefined || /[\r\n]/.test(next) ? '' : ' '}`
}

function scalarLike(text: string, node: Node, value: JsonValue, layout: YamlLayout, inBrackets = false): string {
  const first = text[node.span.start]
  if (typeof value === 'string' && (first === '"' || first === "'")) return quoted(value, first)
  return inlineYaml(value, layout, inBrackets)
}

function lineStartsIn(text: string, { start, end }: Span): readonly number[] {
  const starts: number[] = []
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    if (/[^\r\n]/.test(text[at + 1] ?? '')) starts.push(at + 1)
  return starts
}

/** A map or list in brackets, or a block, without anything in it. */
function emptied(text: string, parent: MapNode | ListNode): Edit {
  const nothing = parent.kind === 'map' ? '{}' : '[]'
  const where = contentOf(text, parent)
  if (isFlow(text, parent)) return replace(where, nothing)
  const { from, behindKey, comment } = holderOf(text, where.start)
  return behindKey && !comment ? replace(span(from, where.end), ` ${nothing}`) : replace(where, nothing)
}

/** Brackets without anything in them get something: as a block, where they are no part of others. */
function filled(text: string, parent: MapNode | ListNode, value: JsonValue, layout: YamlLayout): Edit {
  const where = contentOf(text, parent)
  const { column, behindKey, from } = holderOf(text, where.start)
  if (!behindKey || inFlow(text, where.start) || isJson(text)) return replace(where, inlineYaml(value, layout, true))
  const comment = lineEnd(text, where.end)
  const after = text.slice(where.end, comment)
  const block = yamlBehindKey(value, column, layout)
  return after.trim() === '' ? replace(span(from, comment), block) : replace(span(from, comment), after + block)
}

function flowInsertion(text: string, all: readonly (Entry | Node)[], added: string, before: Entry | Node | undefined): readonly Edit[] {
  const last = all.at(-1)
  if (before !== undefined) return [insert(before.span.start, `${added}, `)]
  if (last === undefined) return []
  const { end } = contentOf(text, last)
  const lines = all.length > 0 && /\n[ \t]*$/.test(text.slice(0, last.span.start))
  return [
    insert(end, lines ? `,${text.includes('\r\n') ? '\r\n' : '\n'}${' '.repeat(columnOf(text, last.span.start))}${added}` : `, ${added}`),
  ]
}

function blockInsertion(
  text: string,
  all: readonly (Entry | Node)[],
  added: string,
  column: number,
  before: Entry | Node | undefined,
  { newLine }: YamlLayout,
): readonly Edit[] {
  const blanks = ' '.repeat(column)
  if (before !== undefined) return [insert(before.span.start, `${added}${newLine}${blanks}`)]
  const last = all.at(-1)
  if (last === undefined) return []
  return [insert(endOfBlock(text, last), `${newLine}${blanks}${added}`)]
}

/** The end of the line on which a child ends, with the comment behind it. */
function endOfBlock(text: string, child: Entry | Node): number {
  const { start, end } = contentOf(text, child)
  const value = 'key' in child ? child.value : child
  const open = value === undefined || (value.kind === 'scalar' && value.span.start === value.span.end)
  // A key without value ends before its colon.
  return lineEnd(text, open ? Math.max(start, end) : end)
}

/** What goes, side by side: from the first to the last of each run, with what stands before and behind it. */
interface Run {
  readonly first: Entry | Node
  readonly last: Entry | Node
  readonly before: Entry | Node | undefined
  readonly after: Entry | Node | undefined
}

function runsOf(all: readonly (Entry | Node)[], leaves: ReadonlySet<unknown>): readonly Run[] {
  const runs: Run[] = []
  for (let i = 0; i < all.length; i++) {
    const first = all[i]
    if (first === undefined || !leaves.has(first)) continue
    const before = all[i - 1]
    while (i + 1 < all.length && leaves.has(all[i + 1])) i++
    runs.push({ first, last: all[i] ?? first, before, after: all[i + 1] })
  }
  return runs
}

function flowRemoval(text: string, { first, last, before, after }: Run): Edit {
  if (after !== undefined) return remove(span(first.span.start, after.span.start))
  return remove(span(before === undefined ? first.span.start : contentOf(text, before).end, contentOf(text, last).end))
}

function blockRemoval(text: string, parent: MapNode | ListNode, { first, last, after }: Run): Edit {
  const beginning = (child: Entry | Node) => (parent.kind === 'map' ? child.span.start : dashOf(text, parent, child.span.start))
  const start = beginning(first)
  const line = lineStart(text, start)
  const end = endOfBlock(text, last)
  // Behind the dash of an outer list: what follows takes the place.
  if (text.slice(line, start).trim() !== '') return remove(span(start, after === undefined ? end : beginning(after)))
  return end === text.length && line > 0 ? remove(span(beforeLine(text, line), end)) : remove(span(line, afterLine(text, end)))
}

/** The dash of an item: at the column of the first, on the nearest line above that has one there. */
function dashOf(text: string, list: ListNode, item: number): number {
  const column = columnOf(text, list.span.start)
  for (let line = lineStart(text, item); line > list.span.start; line = lineStart(text, line - 1))
    if (text[line + column] === '-') return line + column
  return list.span.start
}

function afterLine(text: string, end: number): number {
  return text[end] === '\r' ? end + 2 : Math.min(text.length, end + 1)
}

/** Where the line break before a line begins. */
function beforeLine(text: string, line: number): number {
  return text[line - 2] === '\r' ? line - 2 : line - 1
}
