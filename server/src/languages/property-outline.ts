import { type Entry, entry, get, type Node } from '../syntax/node.ts'
import { covers, type Span } from '../text/span.ts'
import type { OutlineItem } from './language.ts'

/** Deeper than that nobody looks, and hostile files would go on. */
const maxDepth = 16

/** How a language calls the items of its lists, by the key of the list; of others the first key counts that says what it is. */
export interface OutlineWords {
  readonly labels: Readonly<Record<string, (item: Node) => OutlineLabel>>
  readonly kinds: Readonly<Record<string, OutlineItem['kind']>>
}

/** What an item of a list is called. */
export interface OutlineLabel {
  readonly name: string
  readonly detail?: string
  /** The value the name was taken from. */
  readonly at: Node | undefined
}

/** The entries of a map with everything below them. */
export function propertiesOf(node: Node | undefined, words: OutlineWords): readonly OutlineItem[] {
  return own(node).map((one) => propertyOf(one, words, 0))
}

/** What stands in the map itself: what a merge key brings in stands elsewhere. */
function own(node: Node | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : []
}

/** An item of a list with everything below it. */
export function listItem(node: Node, listKey: string, index: number, words: OutlineWords): OutlineItem {
  return itemOf(node, listKey, index, words, 0)
}

function propertyOf({ key, value, span }: Entry, words: OutlineWords, depth: number): OutlineItem {
  const name = String(key.value)
  const shown = name === '' ? '""' : name
  if (value === undefined || value.kind === 'scalar')
    return { name: shown, ...detailed(scalarText(value)), kind: 'value', span, selection: key.span, children: [] }
  const { kind, detail } =
    value.kind === 'list' ? ({ kind: 'list', detail: counted(value.items.length) } as const) : ({ kind: 'group', detail: '' } as const)
  return { name: shown, ...detailed(detail), kind, span, selection: key.span, children: childrenOf(value, name, words, depth + 1) }
}

function childrenOf(node: Node, key: string, words: OutlineWords, depth: number): readonly OutlineItem[] {
  if (depth > maxDepth || node.kind === 'scalar' || node.anchor !== undefined) return []
  if (node.kind === 'map') return own(node).map((one) => propertyOf(one, words, depth))
  return node.items.map((item, i) => itemOf(item, key, i, words, depth))
}

function itemOf(node: Node, listKey: string, index: number, words: OutlineWords, depth: number): OutlineItem {
  const number = String(index)
  if (node.kind !== 'map') {
    const name = node.kind === 'scalar' ? scalarText(node) || number : number
    return {
      name,
      kind: node.kind === 'list' ? 'list' : 'value',
      span: node.span,
      selection: headOf(node),
      children: childrenOf(node, '', words, depth + 1),
    }
  }
  const { name, detail, at } = (words.labels[listKey] ?? generalLabel)(node)
  const kind = words.kinds[listKey] ?? 'group'
  return {
    name: name || number,
    ...detailed(detail ?? ''),
    kind,
    span: node.span,
    // Behind an alias the name stands elsewhere.
    selection: name !== '' && at !== undefined && covers(node.span, at.span) ? at.span : headOf(node),
    children: childrenOf(node, '', words, depth + 1),
  }
}

/** A label by the values of two keys. */
export function labelBy(item: Node, nameKey: string, detailKey?: string): OutlineLabel {
  const at = get(item, nameKey)
  return { name: scalarText(at), at, ...(detailKey !== undefined && { detail: scalarText(get(item, detailKey)) }) }
}

/** By the first key that says what it is. */
function generalLabel(item: Node): OutlineLabel {
  const key = ['name', 'key', 'type', 'containerPath', 'hostname', 'namespace'].find((one) => entry(item, one) !== undefined)
  return key === undefined ? { name: '', at: undefined } : labelBy(item, key, 'value')
}

/** A scalar as one line, and not all of a long one; empty for everything else. */
export function scalarText(node: Node | undefined): string {
  if (node?.kind !== 'scalar') return ''
  const [line = ''] = String(node.value)
    .trim()
    .split(/[\r\n]/, 1)
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

/** A detail, unless it is empty. */
export function detailed(detail: string): { readonly detail?: string } {
  return detail === '' ? {} : { detail }
}

function counted(count: number): string {
  return count === 0 ? 'empty' : String(count)
}

/** The first character of a map or list; all of a scalar. */
export function headOf({ kind, span: { start, end } }: Node): Span {
  return kind === 'scalar' ? { start, end } : { start, end: Math.min(start + 1, end) }
}
