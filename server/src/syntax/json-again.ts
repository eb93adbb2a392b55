import { sameEnds } from '../text/same-ends.ts'
import { type Span, span } from '../text/span.ts'
import { JsonReader } from './json-reader.ts'
import { tokensOf } from './json-tokens.ts'
import { movedEntry, movedNode } from './moved-node.ts'
import type { Entry, ListNode, MapNode, Node } from './node.ts'

type Collection = MapNode | ListNode

/** An edit as it shows in a tree: the innermost map or list around it, before and after, and how far it has moved what follows. */
interface Change {
  readonly from: Collection
  readonly to: Node
  readonly by: number
}

/**
 * The tree of a text after an edit, given the one before; undefined where the text has to be read as a whole. Only the innermost map or
 * list around the edit is read. Both texts have to be JSON to the letter: then nothing outside of a pair of brackets depends on what is
 * inside, as long as they still belong to each other.
 */
export function readAgain(text: string, before: { readonly text: string; readonly root: Node | undefined }): Node | undefined {
  const same = sameEnds(before.text, text)
  const edit = span(same.start, before.text.length - same.end)
  const by = text.length - before.text.length
  const around = innermost(before.root, edit)
  if (around === undefined || around.node === before.root) return undefined
  const to = readCollection(text, around, by)
  return to && before.root && withChange(before.root, { from: around.node, to, by })
}

interface Around {
  readonly node: Collection
  /** How many brackets are open around it. */
  readonly depth: number
}

/** The innermost map or list between whose brackets an edit lies. */
function innermost(root: Node | undefined, edit: Span): Around | undefined {
  let found: Around | undefined
  let here = root
  for (let depth = 0; here !== undefined && here.kind !== 'scalar' && liesWithin(here, edit); depth++) {
    found = { node: here, depth }
    here = childAt(here, edit)
  }
  return found
}

function liesWithin({ span: { start, end } }: Collection, edit: Span): boolean {
  return start < edit.start && edit.end < end
}

function childAt(node: Collection, { start }: Span): Node | undefined {
  if (node.kind === 'list') return node.items.findLast((item) => item.span.start < start)
  return node.entries.findLast((one) => one.span.start < start)?.value
}

function readCollection(text: string, { node, depth }: Around, by: number): Node | undefined {
  const tokens = tokensOf(text, node.span.start)
  const reader = new JsonReader(text, tokens, false, depth)
  const read = reader.collection()
  const odd = reader.errors.length + tokens.comments.length + tokens.oddBlanks.length > 0 || tokens.templated()
  return read?.kind === node.kind && read.span.end === node.span.end + by && !odd ? read : undefined
}

/** The tree with the change in it: what stands before is taken over, what stands behind is moved. */
function withChange(node: Node, change: Change): Node {
  const { from, to, by } = change
  if (node === from) return to
  const { start, end } = node.span
  if (end <= from.span.start) return node
  if (start >= from.span.end) return movedNode(node, by)
  const where = span(start, end + by)
  if (node.kind === 'list') return { kind: 'list', span: where, items: node.items.map((item) => withChange(item, change)) }
  if (node.kind === 'map') return { kind: 'map', span: where, entries: node.entries.map((one) => entryWithChange(one, change)) }
  return node
}

function entryWithChange(one: Entry, change: Change): Entry {
  const { from, by } = change
  if (one.span.end <= from.span.start) return one
  if (one.span.start >= from.span.end) return movedEntry(one, by)
  return { key: one.key, value: one.value && withChange(one.value, change), span: span(one.span.start, one.span.end + by) }
}
