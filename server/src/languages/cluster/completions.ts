import { byName } from '../../placement/order.ts'
import { schemaAt, typesOf } from '../../schema/at.ts'
import { keyOffers, ranks, valueOffers } from '../../schema/complete.ts'
import { describeField } from '../../schema/describe.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Step } from '../../syntax/node.ts'
import { completeJson } from '../json-completion.ts'
import type { Completion } from '../language.ts'
import type { ClusterDocument } from './read.ts'
import { clusterBundle, fieldAt, rootSchema } from './schema.ts'
import { suggestedKeys, suggestedValues } from './suggestions.ts'
import { type YamlSlot, yamlSlotAt } from './yaml-slot.ts'

/** What can be written at an offset of a cluster model. */
export function completeCluster(doc: ClusterDocument, offset: number): readonly Completion[] {
  return /^\uFEFF?\s*\{/.test(doc.text) ? inJson(doc, offset) : inYaml(doc, offset)
}

function inJson(doc: ClusterDocument, offset: number): readonly Completion[] {
  return completeJson(
    {
      text: doc.text,
      comments: doc.comments,
      node: doc.root,
      bundle: clusterBundle,
      schemaOf: (path) => schemaAt(clusterBundle, rootSchema(doc), path),
      documents: [],
      bodies: () => [],
      values: ({ path }) => suggestedValues(doc, path),
      key: (offer) => offer,
      describe: (path) => describe(doc, path),
    },
    offset,
  )
}

function describe(doc: ClusterDocument, path: readonly Step[]): string | undefined {
  const field = fieldAt(doc, path)
  return field && describeField(clusterBundle, field)
}

function inYaml(doc: ClusterDocument, offset: number): readonly Completion[] {
  const slot = yamlSlotAt(doc.text, offset)
  const schema = slot && schemaAt(clusterBundle, rootSchema(doc), slot.path)
  if (slot === undefined || schema === undefined) return []
  const offersKeys = slot.kind === 'key' && typesOf(schema).includes('object')
  const items = offersKeys ? keyItems(doc, slot, schema) : valueItems(doc, slot, schema)
  return [...items].sort((a, b) => a.rank - b.rank || byName(a.label, b.label))
}

function* keyItems(doc: ClusterDocument, slot: YamlSlot, object: Schema): Iterable<Completion> {
  const { path, replace, present, column } = slot
  for (const { key, schema, detail, rank } of keyOffers(clusterBundle, object, present)) {
    const text = `${key}:${opening(schema, column)}`
    const documentation = () => describe(doc, [...path, key])
    yield { label: key, kind: 'property', detail, rank, documentation, edit: { span: replace, text }, snippet: true }
  }
  for (const name of suggestedKeys(doc, path)) {
    if (present.has(name)) continue
    yield { label: name, kind: 'reference', rank: ranks.reference, edit: { span: replace, text: `${name}: $0` }, snippet: true }
  }
}

/** Behind the colon: a blank for a value, else the line on which a map or list begins. */
function opening(schema: Schema, column: number): string {
  const [type] = typesOf(schema)
  const inner = `\n${' '.repeat(column + 2)}`
  if (type === 'array') return typesOf(schemaAt(clusterBundle, schema, [0]) ?? {}).includes('object') ? `${inner}- $0` : ' [$0]'
  return type === 'object' ? `${inner}$0` : ' $0'
}

function* valueItems(doc: ClusterDocument, { path, replace }: YamlSlot, schema: Schema): Iterable<Completion> {
  const documentation = () => describe(doc, path)
  const own = suggestedValues(doc, path)
  for (const { value, detail, kind, rank = ranks.reference } of own ?? []) {
    const label = String(value)
    yield { label, kind, ...(detail && { detail }), rank, documentation, edit: { span: replace, text: label } }
  }
  if (own !== undefined) return
  for (const { value, detail, rank } of valueOffers(schema)) {
    if (typeof value === 'object') continue
    const label = String(value)
    yield { label, kind: 'value', ...(detail !== '' && { detail }), rank, documentation, edit: { span: replace, text: label } }
  }
}
