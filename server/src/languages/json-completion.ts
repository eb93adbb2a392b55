import { schemaAt, typesOf } from '../schema/at.ts'
import { type KeyOffer, keyOffers, ranks, valueOffers } from '../schema/complete.ts'
import { typeText } from '../schema/describe.ts'
import type { Schema, SchemaBundle } from '../schema/schema.ts'
import { type Body, type BodyLayout, indented, laidOut, literal, membersOf, skeleton } from '../schema/skeleton.ts'
import type { JsonDocument } from '../syntax/json.ts'
import { indentOf, layoutOf } from '../syntax/json-layout.ts'
import { type KeySlot, type Slot, slotAt, type ValueSlot } from '../syntax/json-slot.ts'
import type { Node, Step } from '../syntax/node.ts'
import { insert } from '../text/edit.ts'
import type { Completion } from './language.ts'

/** What completion has to know about a language that is written in JSON and has a schema. */
export interface JsonLanguage extends Pick<JsonDocument, 'comments'> {
  readonly text: string
  /** The part of the tree that the schema describes; undefined while there is none. */
  readonly node: Node | undefined
  readonly bundle: SchemaBundle
  /** The schema of a place, resolved; of the document for an empty path. */
  schemaOf(path: readonly Step[]): Schema | undefined
  /** Whole documents, for a text that has nothing yet. */
  readonly documents: readonly NamedBody[]
  /** Ready-made values of a structure, by the name the service gives it. */
  bodies(title: string): readonly NamedBody[]
  /** Values that the document itself suggests; undefined where only the schema knows some, which otherwise is not asked. */
  values(slot: ValueSlot): readonly Suggestion[] | undefined
  /** The offer as it is for this document, or undefined where it makes no sense. */
  key(offer: KeyOffer, slot: KeySlot): KeyOffer | undefined
  /** What is known about a field, in Markdown. */
  describe(path: readonly Step[]): string | undefined
}

/** Something ready-made. */
export interface NamedBody {
  readonly label: string
  readonly detail: string
  readonly body: Body
}

/** A value for a place. */
export interface Suggestion {
  readonly value: string | number | boolean
  readonly detail?: string
  readonly kind: 'value' | 'reference'
  /** See `ranks`; as for references where left out. */
  readonly rank?: number
}

/** More than anyone scrolls through. */
const most = 200

/** What can be written at an offset, best first. Accepting any of it leaves commas, colons and quotes right. */
export function completeJson(language: JsonLanguage, offset: number): readonly Completion[] {
  const slot = slotAt({ ...language, root: language.node }, offset)
  if (slot === undefined) return []
  const items = [...itemsOf(language, slot)]
  return items.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)).slice(0, most)
}

function itemsOf(language: JsonLanguage, slot: Slot): Iterable<Completion> {
  if (slot.kind === 'key') return keyItems(language, slot)
  return slot.kind === 'value' ? valueItems(language, slot) : documentItems(language, slot)
}

function* documentItems(language: JsonLanguage, slot: Slot): Iterable<Completion> {
  const write = writer(language, slot)
  for (const { label, detail, body } of language.documents) yield write({ label, kind: 'snippet', detail, rank: ranks.snippet, body })
  const schema = language.schemaOf([])
  if (schema === undefined) return
  const body = skeleton(language.bundle, schema)
  yield write({ label: '{}', kind: 'snippet', detail: typeText(language.bundle, schema), rank: ranks.required, body })
}

function* keyItems(language: JsonLanguage, slot: KeySlot): Iterable<Completion> {
  const { bundle } = language
  const object = language.schemaOf(slot.path)
  if (object === undefined) return
  const write = writer(language, slot)
  const present = new Set(slot.parent.entries.flatMap((entry) => (entry === slot.entry ? [] : [String(entry.key.value)])))
  for (const offer of keyOffers(bundle, object, present)) {
    const own = language.key(offer, slot)
    if (own === undefined) continue
    const { key, schema, detail, rank, deprecated } = own
    const path = [...slot.path, key]
    const property = (body: Body) => `${literal(JSON.stringify(key))}: ${body}`
    const documentation = () => language.describe(path)
    const body = slot.named ? literal(JSON.stringify(key)) : property(skeleton(bundle, schema))
    yield write({ label: key, kind: 'property', detail, rank, body, documentation, ...(deprecated && { deprecated }) })
    if (slot.named || deprecated) continue
    for (const ready of readyMade(language, schema)) {
      const label = `${key}: ${ready.label}`
      yield write({
        label,
        kind: 'snippet',
        detail: ready.detail,
        rank: Math.max(rank, ranks.snippet),
        body: property(ready.body),
        documentation,
      })
    }
  }
  if (slot.path.length === 0 && slot.parent.entries.length === 0) yield* wholeDocuments(language, slot)
}

/** Between the braces that are all there is yet: what is in a whole document goes on lines of its own. */
function* wholeDocuments(language: JsonLanguage, slot: KeySlot): Iterable<Completion> {
  const newLine = newLineOf(language.text)
  for (const { label, detail, body } of language.documents) {
    const inner = laidOut(indented(membersOf(body)), { lines: true, indent: '', unit: '  ', newLine, colon: ': ' })
    const text = `${newLine}${inner}${newLine}`
    yield { label, kind: 'snippet', detail, rank: ranks.oneOf, edit: { span: slot.replace, text }, snippet: true }
  }
}

/** The ready-made values of a structure, or of a list of it with one item. */
function readyMade({ bundle, bodies }: JsonLanguage, schema: Schema): readonly NamedBody[] {
  if (schema.title !== undefined && !typesOf(schema).includes('array')) return bodies(schema.title)
  const item = schemaAt(bundle, schema, [0])
  const title = item?.title
  return title === undefined ? [] : bodies(title).map((one) => ({ ...one, body: `[\n${indented(one.body)}\n]` }))
}

function* valueItems(language: JsonLanguage, slot: ValueSlot): Iterable<Completion> {
  const { bundle } = language
  const write = writer(language, slot)
  const describe = () => language.describe(slot.path)
  const own = language.values(slot)
  for (const { value, detail = '', kind, rank = ranks.reference } of own ?? [])
    yield write({ label: String(value), kind, detail, rank, body: literal(JSON.stringify(value)), documentation: describe })
  const schema = language.schemaOf(slot.path)
  if (schema === undefined || own !== undefined) return
  for (const { value, detail, rank } of valueOffers(schema)) {
    const label = typeof value === 'object' ? JSON.stringify(value) : String(value)
    yield write({ label, kind: 'value', detail, rank, body: literal(JSON.stringify(value)), documentation: describe })
  }
  const [type] = typesOf(schema)
  for (const ready of readyMade(language, schema)) yield write({ ...ready, kind: 'snippet', rank: ranks.snippet })
  const free = type === 'string' && schema.enum === undefined && slot.node === undefined
  if (type !== 'object' && type !== 'array' && !free) return
  const label = type === 'object' ? '{}' : type === 'array' ? '[]' : '""'
  const body = type === 'string' ? '"$1"' : skeleton(bundle, schema)
  const rank = type === 'string' ? ranks.empty : ranks.property
  yield write({ label, kind: 'snippet', detail: typeText(bundle, schema), rank, body, documentation: describe })
}

/** An item before it is fitted into the text. */
interface Draft {
  readonly label: string
  readonly kind: Completion['kind']
  readonly detail: string
  readonly rank: number
  readonly body: Body
  readonly deprecated?: true
  documentation?(): string | undefined
}

/** Fits items into a slot: indentation, commas on both sides, and the quote that is typed already. */
function writer({ text }: JsonLanguage, slot: Slot): (draft: Draft) => Completion {
  const layout = bodyLayout(text, slot)
  const quoted = text[slot.replace.start] === '"'
  const { commaBefore, replace } = slot
  const touching = commaBefore === replace.start
  const also = commaBefore === undefined || touching ? [] : [insert(commaBefore, ',')]
  return ({ label, kind, detail, rank, body, deprecated, documentation }) => ({
    label,
    kind,
    ...(detail !== '' && { detail }),
    ...(documentation && { documentation }),
    edit: { span: replace, text: `${touching ? ', ' : ''}${laidOut(body, layout)}${slot.commaAfter ? ',' : ''}` },
    snippet: true,
    ...(also.length > 0 && { also }),
    rank,
    ...(quoted && { filter: JSON.stringify(label) }),
    ...(deprecated && { deprecated }),
  })
}

function bodyLayout(text: string, slot: Slot): BodyLayout {
  if (slot.kind === 'document') return { lines: true, indent: '', unit: '  ', newLine: newLineOf(text), colon: ': ' }
  const { unit, newLine, colon } = layoutOf(text, slot.parent)
  const { start, end } = slot.parent.span
  const children = slot.parent.kind === 'map' ? slot.parent.entries.length : slot.parent.items.length
  const onOneLine = children > 0 && !/[\r\n]/.test(text.slice(start, end))
  return { lines: /[\r\n]/.test(text) && !onOneLine, indent: indentOf(text, slot.replace.start), unit, newLine, colon }
}

function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
