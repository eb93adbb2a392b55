import { type Span, span } from '../text/span.ts'
import type { Step } from './node.ts'
import { flowSlot } from './yaml-flow-slot.ts'
import { type Collection, type Member, pathOf, pathOfMember, type Sketch, sketch } from './yaml-sketch.ts'

/** A place in a YAML text where something can be written, in whatever state the text is. */
export type YamlSlot = YamlKeySlot | YamlValueSlot

/** Where a key stands or could stand. */
export interface YamlKeySlot extends Surroundings {
  readonly kind: 'key'
  /** Leads to the map, from the root of its document. */
  readonly path: readonly Step[]
  /** Keys that stand in the map already, the one that is edited left out. */
  readonly present: ReadonlySet<string>
  /** A colon follows: only the name is to be written. */
  readonly named: boolean
}

/** Where a value stands or could stand. */
export interface YamlValueSlot extends Surroundings {
  readonly kind: 'value'
  /** Leads to the value itself; in a list the last step is the index it has or would get. */
  readonly path: readonly Step[]
  /** `below`: a map or list has to begin on the next line; `here`: its first key or dash may stand here; `list`: here, but only a dash. */
  readonly begins: 'below' | 'here' | 'list'
  /** Keys of the map that the value is already, where its first key could be written here. */
  readonly present: ReadonlySet<string>
  /** The quote that is typed already. */
  readonly quote: '' | '"' | "'"
}

interface Surroundings {
  /** What the new text takes the place of; on one line, and the cursor is in it. */
  readonly replace: Span
  /** What has to stand before the new text: indentation, a dash, a blank behind the colon. */
  readonly lead: string
  /** Where the new text begins on its line, `lead` counted in; behind a colon where the key begins. What belongs below goes further in. */
  readonly column: number
  /** Within brackets everything stays on its line. */
  readonly flow: boolean
  /** Whether something follows in the brackets that a comma has to separate. */
  readonly commaAfter: boolean
}

/** The slots at an offset, the likeliest first: none within comments and texts, behind complete values, and where nothing can stand. */
export function yamlSlotsAt(text: string, offset: number): readonly YamlSlot[] {
  const bounds = documentAround(text, offset)
  if (bounds === undefined) return []
  const line = lineAround(text, offset)
  const source: Source = { text, offset, line, sketch: sketch(text, bounds) }
  if (inComment(text, line.start, offset) || inLiteral(source)) return []
  const { members } = source.sketch
  const flow = members.find(
    ({ value }) => value !== undefined && isFlow(text, value) && value.start < offset && offset < endOfFlow(text, value),
  )
  if (flow?.value !== undefined) return flowSlot(text, flow.value, pathOfMember(flow), offset)
  if (members.some(({ value }) => value !== undefined && value.start < line.start && offset <= value.end)) return []
  const on = members.filter((member) => line.start <= member.span.start && member.span.start < line.end)
  const key = on.find(({ kind }) => kind === 'key')
  if (key !== undefined) return onKeyLine(source, key)
  const dash = on.at(-1)
  return dash === undefined ? onFreeLine(source) : behindDash(source, dash)
}

interface Source {
  readonly text: string
  readonly offset: number
  readonly line: Span
  readonly sketch: Sketch
}

/** The document an offset is in; undefined on the line of a marker. */
function documentAround(text: string, offset: number): Span | undefined {
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm
  let start = 0
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (match.index > offset) return span(start, match.index)
    if (offset <= match.index + 3) return undefined
    start = match.index
  }
  return span(start, text.length)
}

function lineAround(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const found = text.indexOf('\n', offset)
  const end = found < 0 ? text.length : found
  return span(start, end > start && text[end - 1] === '\r' && end > offset ? end - 1 : end)
}

/** Whether a comment begins before the offset on its line, outside of quotes. */
function inComment(text: string, lineStart: number, offset: number): boolean {
  let quote = ''
  for (let at = lineStart; at < offset; at++) {
    const char = text[at] ?? ''
    if (quote !== '') {
      if (char === '\\' && quote === '"') at++
      else if (char === quote) quote = ''
    } else if ((char === '"' || char === "'") && /[\s:,[{-]/.test(text[at - 1] ?? ' ')) quote = char
    else if (char === '#' && (at === lineStart || /\s/.test(text[at - 1] ?? ''))) return true
  }
  return false
}

/** Whether the offset stands in a text behind `|` or `>`, or directly below it where it would go on. */
function inLiteral({ text, offset, line, sketch: { literals, members } }: Source): boolean {
  const literal = literals.findLast(({ start }) => start < offset)
  if (literal === undefined) return false
  const { start, end } = literal
  if (offset <= end) return true
  if (lineAround(text, start).start === line.start || text.slice(end, line.end).trim() !== '') return false
  const owner = members.findLast(({ span: { start: at } }) => at < start)
  return owner !== undefined && offset - line.start > owner.column
}

function isFlow(text: string, { start }: Span): boolean {
  return text[start] === '{' || text[start] === '['
}

/** An offset directly behind the last bracket is outside; behind a collection without one it is inside. */
function endOfFlow(text: string, { end }: Span): number {
  return /[}\]]/.test(text[end - 1] ?? '') ? end : end + 1
}

function onKeyLine({ text, offset, line }: Source, key: Member): readonly YamlSlot[] {
  const { span: where, parent, column, value, below } = key
  if (offset < where.start) return []
  if (offset <= where.end) {
    const closed = /["']/.test(text[where.start] ?? '') && (offset === where.end || offset === where.start)
    return closed ? [] : [{ ...block(where, '', column), kind: 'key', path: pathOf(parent), present: keysOf(parent, key), named: true }]
  }
  const colon = text.indexOf(':', where.end)
  if (offset <= colon || (value === undefined && below !== undefined) || offset > (value?.end ?? line.end)) return []
  return valueSlots(text, offset, key, colon + 1)
}

/** The value behind a colon or dash on its line; nothing if it goes over several lines or can take no more. */
function valueSlots(text: string, offset: number, member: Member, from: number): readonly YamlValueSlot[] {
  const { value, column, below } = member
  if (value !== undefined && (isFlow(text, value) || /[\r\n]/.test(text.slice(value.start, value.end)))) return []
  if (value !== undefined && text.slice(from, value.start).trim() !== '' && offset < value.start) return []
  const first = value === undefined ? '' : (text[value.start] ?? '')
  const quote = first === '"' || first === "'" ? first : ''
  if (quote !== '' && value !== undefined && value.end - value.start > 1 && text[value.end - 1] === quote && offset === value.end) return []
  const replace = value === undefined ? span(offset, offset) : span(Math.min(offset, value.start), value.end)
  const dash = member.kind === 'item'
  return [
    {
      ...block(
        replace,
        offset === from && replace.start === from ? ' ' : '',
        dash ? column + Math.max(2, replace.start - member.span.start) : column,
      ),
      kind: 'value',
      path: pathOfMember(member),
      begins: dash ? 'here' : 'below',
      present: keysOf(below, undefined),
      quote,
    },
  ]
}

function behindDash(source: Source, dash: Member): readonly YamlSlot[] {
  const { text, offset } = source
  const { value, below, span: where } = dash
  if (offset <= where.start || offset > (value?.end ?? source.line.end)) return []
  if (value === undefined && below !== undefined && below.members[0] !== undefined) {
    // The first key of a map that goes on below.
    const lead = ' '.repeat(Math.max(0, below.column - (offset - source.line.start)))
    const at = source.line.start + Math.min(below.column, offset - source.line.start)
    if (below.kind === 'list') return []
    return [
      { ...block(span(at, offset), lead, below.column), kind: 'key', path: pathOf(below), present: keysOf(below, undefined), named: false },
    ]
  }
  return valueSlots(text, offset, dash, where.end)
}

/** On a line that holds nothing yet, or one word that is no key yet. */
function onFreeLine(source: Source): readonly YamlSlot[] {
  const {
    text,
    offset,
    line,
    sketch: { members },
  } = source
  const content = text.slice(line.start, line.end)
  const marker = /^(?:---|\.\.\.)/.exec(content)?.[0].length ?? 0
  const start = line.start + marker + (/^\s*/.exec(content.slice(marker))?.[0].length ?? 0)
  const word = span(start, start + wordLength(text.slice(start, line.end)))
  const hasWord = word.end > word.start
  if (hasWord && (offset < word.start || offset > word.end)) return []
  const cursor = hasWord ? word.start : offset
  const place: Free = { line, column: cursor - line.start, end: hasWord ? word.end : offset }
  const before = members.findLast((member) => member.span.start < line.start)
  const after = members.find((member) => member.span.start >= line.end)
  if (before === undefined && after === undefined) return [keySlot(place, undefined)]
  if (before === undefined) return after === undefined ? [] : collectionSlots(place, after.parent, 0)
  return between(place, before, after)
}

interface Free {
  readonly line: Span
  /** Where the word begins, or the cursor stands. */
  readonly column: number
  /** Where the word ends, or the cursor stands. */
  readonly end: number
}

function wordLength(rest: string): number {
  const comment = rest.search(/(?:^|\s)#/)
  return (comment < 0 ? rest : rest.slice(0, comment)).trimEnd().length
}

/** Of the collections that are open there, the innermost that begins no further in than the cursor. */
function between(place: Free, before: Member, after: Member | undefined): readonly YamlSlot[] {
  const open = before.below === undefined ? [] : [before.below]
  for (let at: Collection | undefined = before.parent; at !== undefined; at = at.owner?.parent) open.push(at)
  // What follows keeps its place: nothing can be closed before it that it belongs to.
  const needed = after === undefined ? open.length - 1 : open.indexOf(after.parent)
  const possible = open.slice(0, needed + 1)
  const empty = before.value === undefined && before.below === undefined
  if (empty && place.column > before.column) return [freshSlot(place, before, place.column, 'here')]
  const chosen = possible.find(({ column }) => column <= place.column) ?? possible.at(-1)
  if (chosen === undefined) return []
  const index = (collection: Collection) => collection.members.filter(({ span: { start } }) => start < place.line.start).length
  const same = possible.filter(({ column }) => column === chosen.column)
  const slots = same.flatMap((collection) => collectionSlots(place, collection, index(collection)))
  const indentless = empty && before.kind === 'key' && place.column === before.column && chosen === before.parent
  return indentless ? [...slots, freshSlot(place, before, before.column, 'list')] : slots
}

function collectionSlots(place: Free, collection: Collection, index: number): readonly YamlSlot[] {
  if (collection.kind === 'map') return [keySlot(place, collection)]
  const { replace, lead } = aligned(place, collection.column)
  const begun: Pick<YamlValueSlot, 'begins' | 'present' | 'quote'> = { begins: 'here', present: new Set(), quote: '' }
  return [{ ...block(replace, `${lead}- `, collection.column + 2), kind: 'value', path: [...pathOf(collection), index], ...begun }]
}

function keySlot(place: Free, map: Collection | undefined): YamlKeySlot {
  const { replace, lead } = aligned(place, map?.column ?? 0)
  const path = map === undefined ? [] : pathOf(map)
  return { ...block(replace, lead, map?.column ?? 0), kind: 'key', path, present: keysOf(map, undefined), named: false }
}

/** The value of a key or dash that has none, on a line of its own. */
function freshSlot(place: Free, owner: Member, column: number, begins: 'here' | 'list'): YamlValueSlot {
  const { replace, lead } = aligned(place, column)
  return { ...block(replace, lead, column), kind: 'value', path: pathOfMember(owner), begins, present: new Set(), quote: '' }
}

/** Fits a word into a column: superfluous blanks before it go, missing ones come. */
function aligned({ line, column, end }: Free, to: number): { readonly replace: Span; readonly lead: string } {
  return { replace: span(line.start + Math.min(column, to), end), lead: ' '.repeat(Math.max(0, to - column)) }
}

function block(replace: Span, lead: string, column: number): Surroundings {
  return { replace, lead, column, flow: false, commaAfter: false }
}

function keysOf(map: Collection | undefined, but: Member | undefined): ReadonlySet<string> {
  return new Set(map?.kind === 'map' ? map.members.flatMap((member) => (member === but ? [] : [member.key])) : [])
}
