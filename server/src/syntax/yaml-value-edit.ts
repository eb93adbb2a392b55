import { sameEnds } from '../text/same-ends.ts'
import { type Span, span } from '../text/span.ts'
import { movedEntry, movedNode } from './moved-node.ts'
import type { Entry, Node, Step } from './node.ts'
import { hasUnusual, simpleValue } from './yaml-simple.ts'

/** A tree in which an edit has changed one value. */
export interface ValueEdit {
  readonly root: Node
  /** Leads to the value, which was there before, too. */
  readonly path: readonly Step[]
  readonly before: Node
  readonly after: Node
}

/**
 * What becomes of a tree by an edit within a value that takes the rest of its line, as most keystrokes are. The text `before` is simple YAML
 * (see `readSimpleYaml`) and `root` its tree; the new one is the same that would be read. Undefined for all other edits.
 */
export function editedValue(root: Node, before: string, after: string): ValueEdit | undefined {
  const { start, end } = sameEnds(before, after)
  const [old, put] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  if (old.includes('\n') || put.includes('\n') || hasUnusual(put)) return undefined
  const way = wayTo(root, before, span(start, before.length - end))
  const value = way.at(-1)?.node
  // In the place of nothing nobody knows yet what begins.
  if (value === undefined || isBlock(value, before) || value.span.start === value.span.end) return undefined
  const line = after.indexOf('\n', start)
  const read = simpleValue(after, value.span.start, line < 0 ? after.length : line)
  if (read === undefined) return undefined
  const change = { value, read, by: after.length - before.length }
  return { root: replaced(root, way, 0, change), path: way.map(({ step }) => step), before: value, after: read }
}

interface Stride {
  readonly step: Step
  /** The place among the entries or items. */
  readonly index: number
  readonly node: Node
}

/** The way from the root to the innermost value around a stretch that is not itself within brackets. */
function wayTo(root: Node, text: string, where: Span): readonly Stride[] {
  const way: Stride[] = []
  let here: Node | undefined = root
  while (here !== undefined && isBlock(here, text)) {
    const next: Stride | undefined = strideFrom(here, where)
    if (next !== undefined) way.push(next)
    here = next?.node
  }
  return here === undefined ? [] : way
}

function strideFrom(node: Node, where: Span): Stride | undefined {
  if (node.kind === 'scalar') return undefined
  const { length } = node.kind === 'map' ? node.entries : node.items
  for (let index = 0; index < length; index++) {
    const entry = node.kind === 'map' ? node.entries[index] : undefined
    const child = node.kind === 'map' ? entry?.value : node.items[index]
    if (child !== undefined && child.span.start <= where.start && where.end <= child.span.end)
      return { step: entry === undefined ? index : String(entry.key.value), index, node: child }
  }
  return undefined
}

function isBlock(node: Node, text: string): boolean {
  const first = text[node.span.start]
  return node.kind !== 'scalar' && first !== '[' && first !== '{'
}

interface Change {
  readonly value: Node
  readonly read: Node
  readonly by: number
}

/** The tree with the new value, and what stands behind it moved. */
function replaced(node: Node, way: readonly Stride[], depth: number, change: Change): Node {
  const stride = way[depth]
  if (stride === undefined || node.kind === 'scalar') return change.read
  const child = replaced(stride.node, way, depth + 1, change)
  const where = resized(node.span, change)
  if (node.kind === 'list')
    return { ...node, span: where, items: node.items.map((item, i) => beside(i - stride.index, item, child, change)) }
  const entries = node.entries.map((entry, i): Entry => {
    if (i === stride.index) return { key: entry.key, value: child, span: resized(entry.span, change) }
    return i < stride.index ? entry : movedEntry(entry, change.by)
  })
  return { ...node, span: where, entries }
}

function beside(order: number, item: Node, child: Node, { by }: Change): Node {
  return order === 0 ? child : order < 0 ? item : movedNode(item, by)
}

/** What is around the value ends with it, or with something behind it. */
function resized({ start, end }: Span, { value, read, by }: Change): Span {
  return span(start, end === value.span.end ? read.span.end : end + by)
}
