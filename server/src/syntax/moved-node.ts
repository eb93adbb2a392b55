import { movedSpan } from '../text/span.ts'
import type { Entry, Node } from './node.ts'

/** A node so many characters further on. It has to be whole: without holes, templates, aliases and merge keys, which would be lost. */
export function movedNode(node: Node, by: number): Node {
  if (by === 0) return node
  const where = movedSpan(node.span, by)
  if (node.kind === 'scalar') return { kind: 'scalar', span: where, value: node.value, quoted: node.quoted }
  if (node.kind === 'list') return { kind: 'list', span: where, items: node.items.map((item) => movedNode(item, by)) }
  return { kind: 'map', span: where, entries: node.entries.map((one) => movedEntry(one, by)) }
}

/** The same for an entry of a map. */
export function movedEntry({ key, value, span }: Entry, by: number): Entry {
  const movedKey = { kind: 'scalar' as const, span: movedSpan(key.span, by), value: key.value, quoted: key.quoted }
  return { key: movedKey, value: value && movedNode(value, by), span: movedSpan(span, by) }
}
