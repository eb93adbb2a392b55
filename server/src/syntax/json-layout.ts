import type { ListNode, MapNode, Node } from './node.ts'

/** How JSON text is laid out, so that what is put into it looks like the rest. */

/** A value as JSON writes it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** How the children of a map or list are laid out. */
export interface Layout {
  /** Whether every child begins a line of its own. */
  readonly lines: boolean
  /** What stands before a child on its line, where `lines` is set. */
  readonly indent: string
  /** What the document indents by: two blanks where it does not show. */
  readonly unit: string
  /** How the document ends its lines. */
  readonly newLine: string
  /** Between key and value: `: ` or `:`. */
  readonly colon: string
  /** Between children on one line: `, ` or `,`. */
  readonly comma: string
  /** Between the braces of an object on one line and what is inside. */
  readonly pad: string
}

/** The layout of the children of a map or list; for one without children, what the rest of the document suggests. */
export function layoutOf(text: string, parent: MapNode | ListNode): Layout {
  const [first, second] = parent.kind === 'map' ? parent.entries : parent.items
  const { oneLine, ...habits } = habitsOf(text)
  const lines = !oneLine && (first === undefined || blankBefore(text, first.span.start))
  const outer = oneLine ? '' : indentOf(text, parent.span.start)
  const tight = first !== undefined && second !== undefined && !lines && /^,\S/.test(text.slice(first.span.end, first.span.end + 2))
  return {
    lines,
    indent: first !== undefined && lines ? indentOf(text, first.span.start) : outer + habits.unit,
    unit: habits.unit,
    newLine: habits.newLine,
    colon: habits.colon,
    pad: habits.pad,
    comma: tight ? ',' : ', ',
  }
}

/** What a document does everywhere. */
interface Habits extends Pick<Layout, 'unit' | 'newLine' | 'colon' | 'pad'> {
  readonly text: string
  readonly oneLine: boolean
}

/** The habits asked for last: all fixes of a document ask for the same, and finding them out takes a look at all of its text. */
let latest: Habits | undefined

function habitsOf(text: string): Habits {
  if (latest?.text === text) return latest
  latest = {
    text,
    oneLine: !text.includes('\n'),
    unit: indentUnit(text),
    newLine: text.includes('\r\n') ? '\r\n' : '\n',
    colon: /"\s*:\S/.test(text) && !/"\s*:\s/.test(text) ? ':' : ': ',
    pad: text.includes('{ "') ? ' ' : '',
  }
  return latest
}

/** A value as text for a place with the given layout: over several lines, if the layout has lines and it holds objects. */
export function written(value: JsonValue, { lines, indent, unit, newLine, colon, comma, pad }: Layout): string {
  const write = (one: JsonValue, outer: string): string => {
    if (typeof one !== 'object' || one === null) return JSON.stringify(one)
    const inner = outer + unit
    const list = isList(one)
    const parts = list
      ? one.map((item) => write(item, inner))
      : Object.entries(one).map(([key, item]) => `${JSON.stringify(key)}${colon}${write(item, inner)}`)
    const [open, close] = list ? '[]' : '{}'
    const broken = lines && parts.length > 0 && (!list || one.some((item) => typeof item === 'object' && item !== null))
    if (broken) return `${open}${newLine}${parts.map((part) => inner + part).join(`,${newLine}`)}${newLine}${outer}${close}`
    const inside = list || parts.length === 0 ? '' : pad
    return `${open}${inside}${parts.join(comma)}${inside}${close}`
  }
  return write(value, indent)
}

/** The text of a node as it would stand further left or right: its lines but the first lose or get what the difference is. */
export function reindented(text: string, node: Node, to: string): string {
  const from = indentOf(text, node.span.start)
  const [first = '', ...rest] = text.slice(node.span.start, node.span.end).split('\n')
  return [first, ...rest.map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))].join('\n')
}

/** The blanks at the beginning of the line an offset is in. */
export function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? ''
}

/** Whether nothing but blanks stands before an offset on its line, which is not the first. */
export function blankBefore(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at), at)) && lineStart(text, at) > 0
}

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
}
