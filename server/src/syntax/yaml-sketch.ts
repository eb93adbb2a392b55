import { type Span, span } from '../text/span.ts'
import type { Step } from './node.ts'
import { flowEnd, quotedEnd } from './yaml-tokens.ts'

/**
 * How the lines of one YAML document hang together by their indentation alone. What the YAML grammar refuses is read all the same, so that
 * half a line costs nothing around it; values are not looked into.
 */
export interface Sketch {
  /** Every key and dash, in the order of the text. */
  readonly members: readonly Member[]
  /** Texts over lines of their own behind `|` and `>`, from their header to their last line. */
  readonly literals: readonly Span[]
  /** Maps and lists in brackets that are in no others. */
  readonly flows: readonly Span[]
}

/** The sketch asked for last: all edits of a document ask for the same. */
let latest: { readonly text: string; readonly sketch: Sketch } | undefined

/** The sketch of a whole file. */
export function sketchOf(text: string): Sketch {
  if (latest?.text !== text) latest = { text, sketch: sketch(text, span(0, text.length)) }
  return latest.sketch
}

/** A key of a map, or a dash of a list. */
export interface Member {
  readonly kind: 'key' | 'item'
  /** Where the key or dash begins, counted from the beginning of its line. */
  readonly column: number
  /** The key with its quotes, or the dash. */
  readonly span: Span
  /** The key without quotes; empty for a dash. */
  readonly key: string
  readonly parent: Collection
  /** Its place in the list or map. */
  readonly index: number
  /** What stands behind it on its line (a flow collection or quoted text to its end), without comment, anchor and tag. */
  value: Span | undefined
  /** What its value is made of on the lines below; for a dash also on its own line. */
  below: Collection | undefined
}

/** A map or list in block style. */
export interface Collection {
  readonly kind: 'map' | 'list'
  readonly column: number
  /** What it is the value of; undefined for the root. */
  readonly owner: Member | undefined
  readonly members: Member[]
}

/** Sketches the part of a text between two offsets. Documents are apart, each with a root of its own. */
export function sketch(text: string, { start, end }: Span): Sketch {
  const members: Member[] = []
  const literals: Span[] = []
  const flows: Span[] = []
  const open: Collection[] = []
  let at = start
  while (at < end) {
    const line = at
    at = blanksEnd(text, at, end)
    if (/^(?:---|\.\.\.)(?=\s|$)/.test(text.slice(line, line + 4))) {
      open.length = 0
      at = blanksEnd(text, line + 3, end)
    }
    at = lineMembers(text, line, at, end)
    at = nextLine(text, at, end)
  }
  return { members, literals, flows }

  /** Reads the dashes, the key and the value of a line; gives the offset from which on nothing is read yet. */
  function lineMembers(source: string, line: number, from: number, to: number): number {
    let here = from
    let last: Member | undefined
    while (source[here] === '-' && isBlankAt(source, here + 1)) {
      last = add('item', here - line, span(here, here + 1), '')
      here = blanksEnd(source, here + 1, to)
    }
    if (isLineEnd(source, here, to)) return here
    const key = keyAt(source, here, to)
    if (key !== undefined) {
      last = add('key', here - line, key.span, key.key)
      here = propertiesEnd(source, blanksEnd(source, key.colon + 1, to), to)
    } else here = propertiesEnd(source, here, to)
    if (isLineEnd(source, here, to)) return here
    const value = valueAt(source, here, to, last?.column ?? -1)
    if (last !== undefined) last.value = value
    if (/[|>]/.test(source[here] ?? '')) literals.push(value)
    if (/[{[]/.test(source[here] ?? '')) flows.push(value)
    return value.end
  }

  function add(kind: Member['kind'], column: number, where: Span, key: string): Member {
    const parent = parentFor(kind, column)
    const member: Member = { kind, column, span: where, key, parent, index: parent.members.length, value: undefined, below: undefined }
    parent.members.push(member)
    members.push(member)
    return member
  }

  function parentFor(kind: Member['kind'], column: number): Collection {
    const wanted = kind === 'key' ? 'map' : 'list'
    while ((open.at(-1)?.column ?? -1) > column) open.pop()
    let top = open.at(-1)
    if (top?.column === column && top.kind === wanted) return top
    if (top?.column === column && top.kind === 'list') {
      open.pop()
      top = open.at(-1)
      if (top?.column === column && top.kind === wanted) return top
    }
    const owner = top?.members.at(-1)
    // Further in or out than its siblings: it was meant to be one of them.
    const known = owner?.below
    const collection: Collection = known?.kind === wanted ? known : { kind: wanted, column, owner, members: [] }
    if (owner !== undefined) owner.below = collection
    open.push(collection)
    return collection
  }
}

/** Tells whether offsets stand within texts, none of which overlap; to be asked in the order of the text. */
export function inTexts(texts: readonly Span[]): (offset: number) => boolean {
  let next = 0
  return (offset) => {
    while ((texts[next]?.end ?? Number.POSITIVE_INFINITY) <= offset) next++
    return (texts[next]?.start ?? Number.POSITIVE_INFINITY) < offset
  }
}

/** The steps from the root of its document to a collection. */
export function pathOf({ owner }: Collection): readonly Step[] {
  return owner === undefined ? [] : pathOfMember(owner)
}

/** The steps from the root of its document to what a key or dash stands for. */
export function pathOfMember(member: Member): readonly Step[] {
  const path: Step[] = []
  for (let at: Member | undefined = member; at !== undefined; at = at.parent.owner) path.unshift(at.kind === 'key' ? at.key : at.index)
  return path
}

interface KeyFound {
  readonly key: string
  readonly span: Span
  readonly colon: number
}

function keyAt(text: string, at: number, end: number): KeyFound | undefined {
  const first = text[at] ?? ''
  if (first === '"' || first === "'") {
    const close = quotedEnd(text, at, lineEnd(text, at, end))
    const colon = close === undefined ? at : blanksEnd(text, close, end)
    if (close === undefined || text[colon] !== ':' || !isBlankAt(text, colon + 1)) return undefined
    return { key: text.slice(at + 1, close - 1), span: span(at, close), colon }
  }
  if (/[{}[\],#&*!|>%@`]/.test(first)) return undefined
  for (let colon = at; colon < end && text[colon] !== '\n' && text[colon] !== '\r'; colon++) {
    if (text[colon] === '#' && /\s/.test(text[colon - 1] ?? '')) return undefined
    if (text[colon] !== ':' || !isBlankAt(text, colon + 1)) continue
    const key = text.slice(at, colon).trimEnd()
    return { key, span: span(at, at + key.length), colon }
  }
  return undefined
}

/** A value that begins at an offset; `column` is that of its key or dash, which it may not go below. */
function valueAt(text: string, at: number, end: number, column: number): Span {
  const first = text[at] ?? ''
  if (first === '|' || first === '>') return span(at, literalEnd(text, at, end, column))
  const close = first === '"' || first === "'" ? quotedEnd : first === '{' || first === '[' ? flowEnd : plainEnd
  const onLine = close(text, at, lineEnd(text, at, end))
  if (onLine !== undefined) return span(at, onLine)
  const below = indentedEnd(text, at, end, column)
  return span(at, close(text, at, below) ?? (close === flowEnd ? below : plainEnd(text, at, end)))
}

function plainEnd(text: string, at: number, end: number): number {
  const line = text.slice(at, lineEnd(text, at, end))
  const comment = line.search(/\s#/)
  return at + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length
}

/** Where the lines end that are further in than a column; blank lines at the end are left out. */
function literalEnd(text: string, at: number, end: number, column: number): number {
  let last = lineEnd(text, at, end)
  for (let line = nextLine(text, at, end); line < end; line = nextLine(text, line, end)) {
    const content = blanksEnd(text, line, end)
    const stop = lineEnd(text, line, end)
    if (content >= stop) continue
    if (content - line <= column) break
    last = stop
  }
  return last
}

/** The end of the last line that may belong to a value over several lines: the next with something less far in is no part of it. */
function indentedEnd(text: string, at: number, end: number, column: number): number {
  let last = lineEnd(text, at, end)
  for (let line = nextLine(text, at, end); line < end; line = nextLine(text, line, end)) {
    const content = blanksEnd(text, line, end)
    const stop = lineEnd(text, line, end)
    if (content < stop && content - line <= column && !/[}\]]/.test(text[content] ?? '')) break
    last = stop
  }
  return last
}

/** Behind anchors and tags. */
function propertiesEnd(text: string, at: number, end: number): number {
  const found = /^(?:[&!][^\s,[\]{}]*[ \t]*)*/.exec(text.slice(at, lineEnd(text, at, end)))
  return at + (found?.[0].length ?? 0)
}

function isLineEnd(text: string, at: number, end: number): boolean {
  return at >= end || /[\r\n]/.test(text[at] ?? '') || (text[at] === '#' && (at === 0 || /\s/.test(text[at - 1] ?? '')))
}

/** Whether a blank, a line break or the end of the text stands there. */
function isBlankAt(text: string, at: number): boolean {
  const char = text[at]
  return char === undefined || char === ' ' || char === '\t' || char === '\n' || char === '\r'
}

function blanksEnd(text: string, from: number, end: number): number {
  let at = from
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

function lineEnd(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at)
  const stop = found < 0 || found > end ? end : found
  return stop > at && text[stop - 1] === '\r' ? stop - 1 : stop
}

function nextLine(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 || found >= end ? end : found + 1
}
