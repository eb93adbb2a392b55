import { type JsonValue, replaceValue, wrapInList } from '../../syntax/json-edit.ts'
import { get, type ListNode, type MapNode, type Node, plain, type ScalarNode, text as stringOf } from '../../syntax/node.ts'
import { type Edit, remove, replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import { resolve, typesOf } from '../at.ts'
import type { Place } from '../conform.ts'
import type { Schema, SchemaType } from '../schema.ts'

/** The ways to write a value in the type its key takes, the surest first. Empty where nobody but the writer can tell. */
export function conversions(place: Place): readonly Fix[] {
  return typesOf(place.schema).flatMap((type) => to[type](place))
}

const to: Readonly<Record<SchemaType, (place: Place) => readonly Fix[]>> = {
  string: toText,
  integer: toNumber,
  number: toNumber,
  boolean: toBoolean,
  array: toList,
  object: toObject,
}

/** Quotes what stands there; a list of one string becomes that string. */
function toText({ node, subject }: Place): readonly Fix[] {
  const { start, end } = node.span
  if (node.kind === 'scalar') return [write(JSON.stringify(subject.text.slice(start, end)), node)]
  return onlyItem(node, (item) => stringOf(item) !== undefined)
}

function toNumber({ node, schema }: Place): readonly Fix[] {
  if (node.kind !== 'scalar') return []
  const value = numberOf(node)
  const whole = typesOf(schema).includes('integer')
  if (value === undefined) return []
  if (!whole || Number.isInteger(value)) return typeof node.value === 'string' ? [write(String(value), node)] : []
  // A fraction of CPU is meant in vCPU.
  return schema.unit === 'cpu-units' ? [{ ...write(String(Math.round(value * 1024)), node), guess: true }] : []
}

function numberOf({ value }: ScalarNode): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*-?(0|[1-9]\d*)(\.\d+)?\s*$/.test(value) ? Number(value) : undefined
}

function toBoolean({ node }: Place): readonly Fix[] {
  if (node.kind !== 'scalar') return []
  const word = String(node.value).trim().toLowerCase()
  if (word === 'true' || word === 'false') return [write(word, node)]
  if (['1', 'yes', 'on'].includes(word)) return [{ ...write('true', node), guess: true }]
  return ['0', 'no', 'off', ''].includes(word) ? [{ ...write('false', node), guess: true }] : []
}

/** A single item goes into brackets; an object that names its items by key becomes a list of them. */
function toList({ node, schema, subject }: Place): readonly Fix[] {
  const bundle = subject.bundle()
  const item = schema.items && resolve(bundle, schema.items)
  if (item === undefined) return []
  if (node.kind === 'map' && node.entries.length === 0)
    return [{ title: 'Change to an empty list', edits: [replaceValue(subject.text, node, [])] }]
  if (node.kind === 'map' && typesOf(item).includes('object')) return mapToList(node, item, subject.text)
  if (node.kind !== 'scalar' || !fits(node, item)) return []
  const single: Fix = { title: 'Put it into a list', edits: wrapInList(node) }
  const words = splitWords(node)
  return words === undefined
    ? [single]
    : [
        { title: 'Split it into words', edits: [replaceValue(subject.text, node, words)], guess: true },
        { ...single, guess: true },
      ]
}

function mapToList(node: MapNode, item: Schema, text: string): readonly Fix[] {
  const isItem = node.entries.some(({ key }) => item.properties?.[String(key.value)] !== undefined)
  if (isItem) return [{ title: 'Put it into a list', edits: wrapInList(node) }]
  const names = pairKeys(item)
  if (names === undefined) return []
  const pairs = node.entries.flatMap(({ key, value }) =>
    value?.kind === 'scalar' ? [{ [names[0]]: String(key.value), [names[1]]: String(value.value) }] : [],
  )
  return pairs.length === node.entries.length
    ? [{ title: `Change to a list of ${names.join(' and ')}`, edits: [replaceValue(text, node, pairs)] }]
    : []
}

/** A list of one object loses its brackets; a list of names and values becomes the object it means. */
function toObject({ node, schema, subject }: Place): readonly Fix[] {
  if (node.kind !== 'list') return []
  if (node.items.length === 0) return [{ title: 'Change to an empty object', edits: [replaceValue(subject.text, node, {})] }]
  if (schema.properties === undefined || Object.keys(schema.properties).length === 0) return listToMap(node, subject.text)
  const fix = onlyItem(node, (item) => item.kind === 'map')
  return fix.length > 0 ? fix : listToMap(node, subject.text)
}

function listToMap(node: ListNode, text: string): readonly Fix[] {
  const pairs = node.items.map((item) => ({ key: stringOf(get(item, 'name') ?? get(item, 'key')), value: plain(get(item, 'value')) }))
  const result: Record<string, JsonValue> = {}
  for (const { key, value } of pairs) {
    if (key === undefined || typeof value !== 'string') return []
    result[key] = value
  }
  return [{ title: 'Change to an object', edits: [replaceValue(text, node, result)] }]
}

/** The two keys of items that are nothing but a name and a value. */
function pairKeys({ properties = {} }: Schema): readonly [string, string] | undefined {
  const [name, value, more] = Object.keys(properties)
  return name !== undefined && value !== undefined && more === undefined && /^(name|key)$/.test(name) ? [name, value] : undefined
}

function onlyItem(node: Node, wanted: (item: Node) => boolean): readonly Fix[] {
  const [item, more] = node.kind === 'list' ? node.items : []
  if (item === undefined || more !== undefined || !wanted(item)) return []
  const edits: readonly Edit[] = [
    remove({ start: node.span.start, end: item.span.start }),
    remove({ start: item.span.end, end: node.span.end }),
  ]
  return [{ title: 'Take it out of the list', edits }]
}

/** The words of a command line without quotes or operators; undefined where there is only one. */
function splitWords({ value }: ScalarNode): readonly string[] | undefined {
  if (typeof value !== 'string' || /["'`\\$&|;<>]/.test(value)) return undefined
  const words = value.split(/\s+/).filter((word) => word !== '')
  return words.length > 1 ? words : undefined
}

function fits({ value }: ScalarNode, item: Schema): boolean {
  const types = typesOf(item)
  return types.includes(typeof value as SchemaType) || (typeof value === 'number' && types.includes('integer'))
}

function write(value: string, { span }: Node): Fix {
  return { title: `Change to ${value}`, edits: [replace(span, value)] }
}
