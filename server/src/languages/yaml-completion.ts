import { byName } from '../placement/order.ts'
import { schemaAt, typesOf } from '../schema/at.ts'
import { type KeyOffer, keyOffers, ranks, valueOffers } from '../schema/complete.ts'
import { typeText } from '../schema/describe.ts'
import type { Json, Schema, SchemaBundle } from '../schema/schema.ts'
import { literal } from '../schema/skeleton.ts'
import { behindKey, inBrackets, keyText, onOwnLines, type YamlBody, yamlSkeleton } from '../schema/yaml-body.ts'
import type { Step } from '../syntax/node.ts'
import { inlineYaml, isPlain, quoted, type YamlLayout, yamlLayoutOf, yamlScalar } from '../syntax/yaml-layout.ts'
import type { YamlKeySlot, YamlSlot, YamlValueSlot } from '../syntax/yaml-slot.ts'
import { span } from '../text/span.ts'
import type { Suggestion } from './json-completion.ts'
import type { Completion } from './language.ts'

/** What completion has to know about a language that is written in YAML and has a schema. */
export interface YamlLanguage {
  readonly text: string
  readonly bundle: SchemaBundle
  /** The schema of a place of the document, resolved. */
  schemaOf(path: readonly Step[]): Schema | undefined
  /** Whole objects, for a place that has nothing yet: the document itself, or an item of a list of objects. */
  documents(path: readonly Step[]): readonly NamedYaml[]
  /** Ready-made values of a structure, by the name the service gives it. */
  bodies(title: string): readonly NamedYaml[]
  /** What to begin a value with, where its schema alone would say less; undefined to leave it to that. */
  skeleton(title: string, path: readonly Step[]): YamlBody | undefined
  /** Values that the document itself suggests; undefined where only the schema knows some, which otherwise is not asked. */
  values(path: readonly Step[]): readonly Suggestion[] | undefined
  /** Keys of the writer's choice that are worth proposing in a map, such as well-known labels. */
  keys(path: readonly Step[]): readonly SuggestedKey[]
  /** The offer as it is for this document, or undefined where it makes no sense. */
  key(offer: KeyOffer, path: readonly Step[]): KeyOffer | undefined
  /** What is known about a field, in Markdown. */
  describe(path: readonly Step[]): string | undefined
  /** Another extension offers what the schema knows: then only what the document and convention suggest is left. */
  readonly schemaElsewhere?: boolean
}

/** Something ready-made. */
export interface NamedYaml {
  readonly label: string
  readonly detail: string
  readonly body: YamlBody
}

/** A key of the writer's choice, with the value it usually has. */
export interface SuggestedKey {
  readonly key: string
  readonly detail?: string
  readonly value?: YamlBody
  readonly rank?: number
}

/** More than anyone scrolls through. */
const most = 200

/** What can be written at the given places, best first. Accepting any of it leaves indentation, dashes and quotes right. */
export function completeYaml(language: YamlLanguage, slots: readonly YamlSlot[]): readonly Completion[] {
  const layout = yamlLayoutOf(language.text)
  const items = new Map<string, Completion>()
  for (const slot of slots) for (const item of itemsOf(language, slot, layout)) if (!items.has(item.label)) items.set(item.label, item)
  const sorted = [...items.values()].sort((a, b) => a.rank - b.rank || byName(a.label, b.label))
  return sorted.length <= most ? sorted : likely(language.text, sorted)
}

/** Of too many those first that hold what is typed already. */
function likely(text: string, items: readonly Completion[]): readonly Completion[] {
  const holds = ({ label, edit: { span: where } }: Completion) =>
    label.toLowerCase().includes(text.slice(where.start, where.end).trim().toLowerCase())
  return [...items.filter(holds), ...items.filter((item) => !holds(item))].slice(0, most)
}

function* itemsOf(language: YamlLanguage, slot: YamlSlot, layout: YamlLayout): Iterable<Completion> {
  if (slot.kind === 'key') {
    yield* keyItems(language, slot, layout)
    return
  }
  const schema = language.schemaOf(slot.path)
  const types = schema === undefined ? [] : typesOf(schema)
  if (types[0] === 'array' && slot.begins !== 'below') {
    // The dash of the first item comes along.
    const item: YamlValueSlot = { ...slot, path: [...slot.path, 0], lead: `${slot.lead}- `, column: slot.column + 2, begins: 'here' }
    yield* itemsOf(language, item, layout)
  } else if (slot.begins === 'list') return
  else if (types.includes('object') && slot.begins === 'here') yield* keyItems(language, { ...slot, kind: 'key', named: false }, layout)
  else yield* valueItems(language, slot, schema, layout)
}

function* keyItems(language: YamlLanguage, slot: YamlKeySlot, layout: YamlLayout): Iterable<Completion> {
  const { bundle } = language
  const { path, present } = slot
  const write = writer(language.text, slot)
  if (present.size === 0 && !slot.flow) {
    for (const { label, detail, body } of language.documents(path))
      yield write({ label, kind: 'snippet', detail, rank: ranks.oneOf, text: onOwnLines(body, slot.column, layout) })
  }
  const object = language.schemaOf(path)
  if (object === undefined) return
  const entry = (key: string, body: YamlBody) => {
    if (slot.named) return keyText(key)
    return `${keyText(key)}:${slot.flow ? ` ${inBrackets(body)}` : behindKey(body, slot.column, layout)}`
  }
  for (const offer of keyOffers(bundle, object, present)) {
    const own = language.key(offer, path)
    if (own === undefined) continue
    const { key, schema, detail, rank, deprecated } = own
    const documentation = () => language.describe([...path, key])
    const text = entry(key, beginning(language, schema, [...path, key]))
    yield write({ label: key, kind: 'property', detail, rank, text, documentation, ...(deprecated && { deprecated }) })
    if (slot.named || deprecated) continue
    for (const ready of readyMade(language, schema)) {
      const label = `${key}: ${ready.label}`
      yield write({
        label,
        kind: 'snippet',
        detail: ready.detail,
        rank: Math.max(rank, ranks.snippet),
        text: entry(key, ready.body),
        documentation,
      })
    }
  }
  for (const { key, detail = '', value, rank = ranks.reference } of language.keys(path)) {
    if (present.has(key)) continue
    yield write({ label: key, kind: 'reference', detail, rank, text: entry(key, value ?? { kind: 'line', text: '$1' }) })
  }
  // A structure with something ready-made, begun where its first key would stand.
  if (present.size > 0 || slot.named || slot.flow || object.title === undefined) return
  for (const { label, detail, body } of language.bodies(object.title))
    yield write({ label, kind: 'snippet', detail, rank: ranks.snippet, text: onOwnLines(body, slot.column, layout) })
}

function beginning(language: YamlLanguage, schema: Schema, path: readonly Step[]): YamlBody {
  const own = schema.title === undefined ? undefined : language.skeleton(schema.title, path)
  return own ?? yamlSkeleton(language.bundle, schema)
}

/** The ready-made values of a structure, or of a list of it with one item. */
function readyMade({ bundle, bodies }: YamlLanguage, schema: Schema): readonly NamedYaml[] {
  if (schema.title !== undefined && !typesOf(schema).includes('array')) return bodies(schema.title)
  const title = schemaAt(bundle, schema, [0])?.title
  return title === undefined ? [] : bodies(title).map((one) => ({ ...one, body: { kind: 'list', items: [one.body] } }))
}

function* valueItems(language: YamlLanguage, slot: YamlValueSlot, schema: Schema | undefined, layout: YamlLayout): Iterable<Completion> {
  const write = writer(language.text, slot)
  const documentation = () => language.describe(slot.path)
  const own = language.values(slot.path)
  for (const { value, detail = '', kind, rank = ranks.reference } of own ?? [])
    yield write({ label: String(value), kind, detail, rank, text: valueText(value, slot, layout), documentation })
  if (schema === undefined || own !== undefined) return
  for (const { value, detail, rank } of language.schemaElsewhere ? [] : valueOffers(schema)) {
    if (typeof value === 'object' && slot.quote !== '') continue
    const label = typeof value === 'object' ? inlineYaml(value, layout) : String(value)
    yield write({ label, kind: 'value', detail, rank, text: valueText(value, slot, layout), documentation })
  }
  const [type] = typesOf(schema)
  if ((type !== 'object' && type !== 'array') || slot.quote !== '') return
  const detail = typeText(language.bundle, schema)
  const begin = (label: string, about: string, body: YamlBody): Completion => {
    const rank = label === '…' ? ranks.property : ranks.snippet
    if (slot.flow) return write({ label, kind: 'snippet', detail: about, rank, text: inBrackets(body), documentation })
    const text = behindKey(body, slot.column, layout)
    return {
      ...write({ label, kind: 'snippet', detail: about, rank, text: '', documentation }),
      edit: { span: span(blanksBefore(language.text, slot), slot.replace.end), text },
    }
  }
  yield begin('…', detail, beginning(language, schema, slot.path))
  for (const ready of readyMade(language, schema)) yield begin(ready.label, ready.detail, ready.body)
}

/** A line that goes on below leaves no blank behind its colon. */
function blanksBefore(text: string, { replace }: YamlValueSlot): number {
  let at = replace.start
  while (/[ \t]/.test(text[at - 1] ?? '')) at--
  return at
}

/** A value as it is written there: in the quotes that are typed already, else in quotes only where it needs them. */
function valueText(value: Json, { quote, flow }: YamlValueSlot, layout: YamlLayout): string {
  if (typeof value === 'object' && value !== null) return literal(inlineYaml(value, layout, flow))
  if (quote !== '') return literal(quoted(String(value), quote))
  return literal(typeof value === 'string' && !isPlain(value, flow) ? quoted(value, layout.quote) : yamlScalar(value, layout.quote, flow))
}

/** An item before it is fitted into the text. */
interface Draft {
  readonly label: string
  readonly kind: Completion['kind']
  readonly detail: string
  readonly rank: number
  readonly text: string
  readonly deprecated?: true
  readonly documentation?: () => string | undefined
}

function writer(text: string, slot: YamlSlot): (draft: Draft) => Completion {
  const typed = slot.kind === 'value' ? slot.quote : (/^["']/.exec(text.slice(slot.replace.start, slot.replace.end))?.[0] ?? '')
  return ({ label, kind, detail, rank, text: body, deprecated, documentation }) => ({
    label,
    kind,
    ...(detail !== '' && { detail }),
    ...(documentation && { documentation }),
    edit: { span: slot.replace, text: `${slot.lead}${body}${slot.commaAfter ? ',' : ''}` },
    snippet: true,
    rank,
    ...(typed !== '' && { filter: `${typed}${label}${typed}` }),
    ...(deprecated && { deprecated }),
  })
}
