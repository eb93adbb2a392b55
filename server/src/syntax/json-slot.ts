import { type Span, span } from '../text/span.ts'
import type { JsonDocument } from './json.ts'
import type { Entry, ListNode, MapNode, Node, Step } from './node.ts'

/** A place in a JSON text where something can be written, in whatever state the text is. */
export type Slot = KeySlot | ValueSlot | DocumentSlot

/** Where the name of a property stands or could stand. */
export interface KeySlot extends Surroundings {
  readonly kind: 'key'
  /** Leads to the map. */
  readonly path: readonly Step[]
  readonly parent: MapNode
  /** The property whose name is being edited. */
  readonly entry: Entry | undefined
  /** A colon or a value follows already: only the name is to be written. */
  readonly named: boolean
}

/** Where a value stands or could stand: behind a colon, or in a list. */
export interface ValueSlot extends Surroundings {
  readonly kind: 'value'
  /** Leads to the value itself; in a list the last step is the index it has or would get. */
  readonly path: readonly Step[]
  readonly parent: MapNode | ListNode
  /** The scalar that is being edited. */
  readonly node: Node | undefined
}

/** A text without any value yet, or with a single word. */
export interface DocumentSlot extends Surroundings {
  readonly kind: 'document'
}

interface Surroundings {
  /** What the new text takes the place of; on one line, and the cursor is in it. */
  readonly replace: Span
  /** Where a comma is missing in front of the slot. */
  readonly commaBefore?: number
  /** Whether something follows that a comma has to separate. */
  readonly commaAfter: boolean
}

type Source = Pick<JsonDocument, 'root' | 'comments'> & { readonly text: string }

/** The slot at an offset; undefined within comments, behind complete values, and where nothing can stand. */
export function slotAt(source: Source, offset: number): Slot | undefined {
  const { text, root } = source
  if (inComment(source, offset)) return undefined
  const slot = root === undefined || root.kind === 'scalar' ? documentSlot(root, offset) : inside(source, root, [], offset)
  return slot !== undefined && !/[\r\n]/.test(text.slice(slot.replace.start, slot.replace.end)) ? slot : undefined
}

function inComment({ text, comments }: Source, offset: number): boolean {
  return comments.some(({ start, end }) => {
    const block = text[start + 1] === '*' && text.endsWith('*/', end)
    return start < offset && (block ? offset < end : offset <= end)
  })
}

function documentSlot(root: Node | undefined, offset: number): DocumentSlot | undefined {
  if (root === undefined) return { kind: 'document', replace: span(offset, offset), commaAfter: false }
  const { start, end } = root.span
  return start <= offset && offset <= end ? { kind: 'document', replace: root.span, commaAfter: false } : undefined
}

function inside(source: Source, node: MapNode | ListNode, path: readonly Step[], offset: number): Slot | undefined {
  if (!isInside(node, offset)) return undefined
  return node.kind === 'map' ? inMap(source, node, path, offset) : inList(source, node, path, offset)
}

function isInside({ span: { start, end }, open }: MapNode | ListNode, offset: number): boolean {
  return start < offset && (open ? offset <= end : offset < end)
}

function inMap(source: Source, map: MapNode, path: readonly Step[], offset: number): Slot | undefined {
  const index = map.entries.findLastIndex(({ span: { start } }) => start < offset)
  const entry = map.entries[index]
  if (entry === undefined) return keyGap(source, map, path, offset, undefined)
  const { key, value } = entry
  const before = map.entries[index - 1]
  if (offset < key.span.end || (offset === key.span.end && !isClosed(source, key))) {
    const named = value !== undefined || hasColon(source, entry)
    const commaBefore = before !== undefined && !hasComma(source, before.span.end, key.span.start) ? before.span.end : undefined
    return {
      kind: 'key',
      path,
      parent: map,
      entry,
      named,
      replace: key.span,
      ...(commaBefore !== undefined && { commaBefore }),
      commaAfter: !named && needsComma(source, key.span.end),
    }
  }
  const valuePath = [...path, String(key.value)]
  if (value === undefined) return valueless(source, map, path, entry, offset)
  if (offset < value.span.start) {
    const free = value.kind === 'scalar' && source.text.slice(key.span.end, offset).includes(':')
    return free ? valueSlot(source, map, valuePath, value, span(offset, value.span.end)) : undefined
  }
  if (touchesValue(source, value, offset)) return valueSlot(source, map, valuePath, value, value.span)
  if (value.kind !== 'scalar' && offset < value.span.end + (value.open ? 1 : 0)) return inside(source, value, valuePath, offset)
  return keyGap(source, map, path, offset, entry)
}

/** Behind a name without a value: its place behind the colon, or behind a comma the next property. */
function valueless(source: Source, map: MapNode, path: readonly Step[], entry: Entry, offset: number): Slot | undefined {
  const between = source.text.slice(entry.span.end, offset)
  if (hasColon(source, entry)) {
    if (offset < entry.span.end) return undefined
    if (/^\s*$/.test(between)) return valueSlot(source, map, [...path, String(entry.key.value)], undefined, span(offset, offset))
  } else if (!between.includes(',')) return undefined
  return keyGap(source, map, path, offset, entry)
}

function valueSlot(source: Source, parent: MapNode | ListNode, path: readonly Step[], node: Node | undefined, replace: Span): ValueSlot {
  return { kind: 'value', path, parent, node, replace, commaAfter: needsComma(source, replace.end) }
}

function keyGap(source: Source, map: MapNode, path: readonly Step[], offset: number, before: Entry | undefined): KeySlot | undefined {
  const gap = gapAt(source, map, offset, before)
  return gap && { kind: 'key', path, parent: map, entry: undefined, named: false, ...gap }
}

/** Between two members. Directly behind one nothing is offered: there a comma is what comes next. */
function gapAt(source: Source, parent: MapNode | ListNode, offset: number, before: Entry | Node | undefined): Surroundings | undefined {
  if (before?.span.end === offset) return undefined
  const gap = withoutComments(source, before?.span.end ?? parent.span.start + 1, offset)
  // Something the reader could make nothing of: nobody knows what would go on there.
  if (!/^[\s,]*$/.test(gap.replace(/\{[{%][^\n]*?[%}]\}/g, ''))) return undefined
  // The rest of the line belongs to the string for all that anybody can tell.
  if (before !== undefined && !/[\r\n]/.test(gap) && isOpenString(source, before)) return undefined
  const missing = before !== undefined && !gap.includes(',')
  return { replace: span(offset, offset), ...(missing && { commaBefore: before.span.end }), commaAfter: needsComma(source, offset) }
}

function inList(source: Source, list: ListNode, path: readonly Step[], offset: number): Slot | undefined {
  const index = list.items.findLastIndex(({ span: { start }, kind }) => start < offset || (start === offset && kind === 'scalar'))
  const item = list.items[index]
  if (item !== undefined && touchesValue(source, item, offset)) {
    const before = list.items[index - 1]
    const missing = before !== undefined && !hasComma(source, before.span.end, item.span.start)
    const slot = valueSlot(source, list, [...path, index], item, item.span)
    return missing ? { ...slot, commaBefore: before.span.end } : slot
  }
  if (item !== undefined && item.kind !== 'scalar' && isInside(item, offset)) return inside(source, item, [...path, index], offset)
  const gap = gapAt(source, list, offset, item)
  return gap && { kind: 'value', path: [...path, index + 1], parent: list, node: undefined, ...gap }
}

function touchesValue(source: Source, value: Node, offset: number): boolean {
  const { start, end } = value.span
  return value.kind === 'scalar' && start <= offset && (offset < end || (offset === end && !isClosed(source, value)))
}

/** Whether a scalar has its closing quote, so that nothing can be added at its end. */
function isClosed({ text }: Source, node: Node): boolean {
  const { start, end } = node.span
  return node.kind === 'scalar' && node.quoted && end - start > 1 && text[end - 1] === text[start]
}

function isOpenString(source: Source, member: Entry | Node): boolean {
  const last = 'key' in member ? (member.value ?? member.key) : member
  return last.kind === 'scalar' && last.quoted && !isClosed(source, last)
}

function hasColon({ text }: Source, { key, span: { end } }: Entry): boolean {
  return end > key.span.end && text[end - 1] === ':'
}

/** Whether what follows has to be separated; text that the reader could make nothing of counts, too. */
function needsComma({ text, comments }: Source, offset: number): boolean {
  const blank = /\s*/y
  let at = offset
  for (;;) {
    blank.lastIndex = at
    blank.test(text)
    at = blank.lastIndex
    const comment = comments.find(({ start }) => start === at)
    if (comment === undefined) return at < text.length && !/[,}\]]/.test(text[at] ?? '')
    at = comment.end
  }
}

/** Whether a comma stands there, other than in a comment. */
function hasComma(source: Source, from: number, to: number): boolean {
  return withoutComments(source, from, to).includes(',')
}

function withoutComments({ text, comments }: Source, from: number, to: number): string {
  let kept = ''
  let at = from
  for (const { start, end } of comments) {
    if (end <= at || start >= to) continue
    kept += text.slice(at, Math.max(start, at))
    at = end
  }
  return kept + text.slice(at, Math.max(to, at))
}
