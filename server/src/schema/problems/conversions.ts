import { get, type ListNode, type MapNode, type Node, plain, type ScalarNode, text as stringOf } from '../../syntax/node.ts'
import { replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import { resolve, typesOf } from '../at.ts'
import type { Place } from '../conform.ts'
import type { Json, Schema, SchemaType } from '../schema.ts'

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
  if (node.kind === 'scalar') return [change(node, JSON.stringify(subject.text.slice(node.span.start, node.span.end)))]
  return node.kind === 'list' && stringOf(node.items[0]) !== undefined ? unwrap(subject, node) : []
}

function toNumber({ node, schema }: Place): readonly Fix[] {
  const value = node.kind === 'scalar' ? numberOf(node) : undefined
  if (node.kind !== 'scalar' || value === undefined) return []
  if (Number.isInteger(value) || !typesOf(schema).includes('integer'))
    return typeof node.value === 'string' ? [change(node, String(value))] : []
  // A fraction of CPU is meant in vCPU.
  return schema.unit === 'cpu-units' ? [guess(change(node, String(Math.round(value * 1024))))] : []
}

function numberOf({ value }: ScalarNode): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*-?(0|[1-9]\d*)(\.\d+)?\s*$/.test(value) ? Number(value) : undefined
}

function toBoolean({ node }: Place): readonly Fix[] {
  if (node.kind !== 'scalar') return []
  const word = String(node.value).trim().toLowerCase()
  if (word === 'true' || word === 'false') return [change(node, word)]
  if (['1', 'yes', 'on'].includes(word)) return [guess(change(node, 'true'))]
  return ['0', 'no', 'off', ''].includes(word) ? [guess(change(node, 'false'))] : []
}

/** A single item goes into brackets; an object that names its items by key becomes a list of them. */
function toList(place: Place): readonly Fix[] {
  const { node, schema, subject } = place
  const item = schema.items && resolve(subject.bundle(), schema.items)
  if (item === undefined || node.kind === 'list') return []
  const single: Fix = { title: 'Put it into a list', edits: subject.edits.wrapInList(node) }
  if (node.kind === 'map') return mapToList(place, node, item, single)
  if (!fits(node, item)) return []
  const words = splitWords(node)
  return words === undefined ? [single] : [guess(rewrite(place, words, 'Split it into words')), guess(single)]
}

function mapToList(place: Place, node: MapNode, item: Schema, single: Fix): readonly Fix[] {
  if (node.entries.length === 0) return [rewrite(place, [], 'Change to an empty list')]
  if (node.entries.some(({ key }) => item.properties?.[String(key.value)] !== undefined)) return [single]
  const names = pairKeys(item)
  if (names === undefined) return []
  const pairs = node.entries.flatMap(({ key, value }) =>
    value?.kind === 'scalar' ? [{ [names[0]]: String(key.value), [names[1]]: String(value.value) }] : [],
  )
  return pairs.length === node.entries.length ? [rewrite(place, pairs, `Change to a list of ${names.join(' and ')}`)] : []
}

/** A list of one object loses its brackets; a list of names and values becomes the object it means. */
function toObject(place: Place): readonly Fix[] {
  const { node, schema, subject } = place
  if (node.kind !== 'list') return []
  if (node.items.length === 0) return [rewrite(place, {}, 'Change to an empty object')]
  const single = schema.additionalProperties === false && node.items[0]?.kind === 'map' ? unwrap(subject, node) : []
  return single.length > 0 ? single : listToMap(place, node)
}

function listToMap(place: Place, node: ListNode): readonly Fix[] {
  const result: Record<string, Json> = {}
  for (const item of node.items) {
    const key = stringOf(get(item, 'name') ?? get(item, 'key'))
    const value = plain(get(item, 'value'))
    if (key === undefined || typeof value !== 'string') return []
    result[key] = value
  }
  return [rewrite(place, result, 'Change to an object')]
}

/** The two keys of items that are nothing but a name and a value. */
function pairKeys({ properties = {} }: Schema): readonly [string, string] | undefined {
  const [name, value, more] = Object.keys(properties)
  return name !== undefined && value !== undefined && more === undefined && /^(name|key)$/.test(name) ? [name, value] : undefined
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

function change({ span }: Node, value: string): Fix {
  return { title: `Change to ${value}`, edits: [replace(span, value)] }
}

function rewrite({ subject, node }: Place, value: Json, title: string): Fix {
  return { title, edits: [subject.edits.replaceValue(subject.text, node, value)] }
}

function unwrap({ edits }: Place['subject'], list: ListNode): readonly Fix[] {
  const taken = edits.unwrapList(list)
  return taken.length === 0 ? [] : [{ title: 'Take it out of the list', edits: taken }]
}

function guess(fix: Fix): Fix {
  return { ...fix, guess: true }
}
