import { removeChildren, renameKey } from '../../syntax/json-edit.ts'
import { type Entry, entry, type MapNode } from '../../syntax/node.ts'
import type { Fix } from '../../text/finding.ts'
import { nearest } from '../../text/nearest.ts'
import type { Draft, Place } from '../conform.ts'
import type { Schema } from '../schema.ts'
import { alternatives, structureName } from './words.ts'

/** A finding about a key, and the key that its writer meant, if that is clear. */
export interface KeyProblem {
  readonly draft: Draft
  readonly meant?: string
}

/** A key that its structure does not have. `missing` are keys that the structure needs and lacks: the likeliest to be meant. */
export function unknownKey(place: Place, key: string, missing: readonly string[]): KeyProblem {
  const { subject, path, schema } = place
  const meant = meantKey(place, key, missing)
  const owners = meant === undefined ? ownersOf(place, key) : []
  const hint = meant === undefined ? elsewhere(owners) : `; did you mean ${meant}`
  const draft: Draft = {
    code: 'unknown-key',
    severity: subject.unknownKeys,
    message: `${structureName(schema)} has no key "${key}"${hint}`,
    span: spanOf(place, key),
    path: [...path, key],
    fixes: [...renames(place, key, meant), ...removals(place, key, { guess: true })],
  }
  return { draft, ...(meant !== undefined && { meant }) }
}

/** A key that the service prints and does not take back. */
export function readOnlyKey(place: Place, key: string): KeyProblem {
  const keys = writtenReadOnly(place)
  const all: Fix[] =
    keys.length > 1 && place.node.kind === 'map'
      ? [{ title: `Remove all ${keys.length} read-only keys`, edits: removeChildren(place.subject.text, place.node, keys) }]
      : []
  return {
    draft: {
      code: 'read-only-key',
      severity: 'warning',
      message: `"${key}" is given by the service; the AWS CLI refuses it in a definition`,
      span: spanOf(place, key),
      path: [...place.path, key],
      fixes: [...removals(place, key, {}), ...all],
      tag: 'unnecessary',
    },
  }
}

function writtenReadOnly({ node, schema }: Place): readonly Entry[] {
  return node.kind === 'map' ? node.entries.filter(({ key }) => schema.properties?.[String(key.value)]?.readOnly) : []
}

/** Other letter case goes before keys that are missing, and those before all others; what is written already is not meant. */
function meantKey({ node, schema }: Place, key: string, missing: readonly string[]): string | undefined {
  const free = Object.entries(schema.properties ?? {}).flatMap(([name, { readOnly }]) => (readOnly || entry(node, name) ? [] : [name]))
  return free.find((name) => sameWord(name, key)) ?? nearest(key, missing) ?? nearest(key, free)
}

/** Whether two keys differ only in letter case and in how words are joined. */
function sameWord(a: string, b: string): boolean {
  const plain = (key: string) => key.replace(/[-_]/g, '').toLowerCase()
  return plain(a) === plain(b)
}

/** The structures that do have the key, if they are few. */
function ownersOf({ subject }: Place, key: string): readonly string[] {
  const owners = Object.values(subject.bundle().definitions).filter(
    ({ properties }) => properties !== undefined && Object.hasOwn(properties, key),
  )
  return owners.length <= 2 ? owners.map((owner: Schema) => structureName(owner)) : []
}

function elsewhere(owners: readonly string[]): string {
  return owners.length === 0 ? '' : `; it is a key of ${alternatives(owners)}`
}

function renames({ node }: Place, key: string, meant: string | undefined): readonly Fix[] {
  const found = entry(node, key)
  if (meant === undefined || found === undefined) return []
  return [{ title: `Change to "${meant}"`, edits: [renameKey(found, meant)], ...(!sameWord(meant, key) && { guess: true }) }]
}

function removals({ subject, node }: Place, key: string, how: { readonly guess?: true }): readonly Fix[] {
  const found = entry(node, key)
  if (found === undefined || !isOwn(node, found)) return []
  return [{ title: `Remove "${key}"`, edits: removeChildren(subject.text, node, [found]), ...how }]
}

function isOwn(node: Place['node'], found: Entry): node is MapNode {
  return node.kind === 'map' && node.entries.includes(found)
}

function spanOf({ node }: Place, key: string): Draft['span'] {
  return entry(node, key)?.key.span ?? { start: node.span.start, end: node.span.start + 1 }
}
