import { type Entry, entries } from '../../syntax/node.ts'
import type { Fix } from '../../text/finding.ts'
import { nearest } from '../../text/nearest.ts'
import type { Draft, Place } from '../conform.ts'
import type { Schema } from '../schema.ts'
import { alternatives, structureName } from './words.ts'

/** A finding about a key, and the key that its writer meant, if that is clear. */
export interface KeyProblem {
  readonly draft: Draft
  readonly meant: string | undefined
}

/**
 * The keys of an object that its structure does not have, or does not take back. `missing` are keys that the structure needs and
 * lacks: the likeliest to be meant.
 */
export function keyProblems(place: Place, keys: readonly string[], missing: readonly string[]): readonly KeyProblem[] {
  const properties = place.schema.properties ?? {}
  const written = new Map(entries(place.node).map((entry) => [String(entry.key.value), entry]))
  const free = Object.entries(properties).flatMap(([name, { readOnly }]) => (readOnly || written.has(name) ? [] : [name]))
  const byWord = new Map(free.map((name) => [wordOf(name), name]))
  return keys.flatMap((key) => {
    const found = written.get(key)
    if (found === undefined) return []
    if (properties[key]?.readOnly) return [{ draft: readOnlyKey(place, key, found), meant: undefined }]
    // Other letter case goes before keys that are missing, and those before all others; what is written already is not meant.
    const meant = byWord.get(wordOf(key)) ?? nearest(key, missing) ?? nearest(key, free)
    return [{ draft: unknownKey(place, key, found, meant), meant }]
  })
}

function unknownKey(place: Place, key: string, found: Entry, meant: string | undefined): Draft {
  const { subject, path, schema } = place
  const hint = meant === undefined ? elsewhere(ownersOf(place, key)) : `; did you mean ${meant}`
  return {
    code: 'unknown-key',
    severity: subject.unknownKeys,
    message: `${structureName(schema)} has no key "${key}"${hint}`,
    span: found.key.span,
    path: [...path, key],
    fixes: () => [
      ...renames(place, key, found, meant),
      ...removals(place, [found], `Remove "${key}"`).map((fix): Fix => ({ ...fix, guess: true })),
    ],
  }
}

function readOnlyKey(place: Place, key: string, found: Entry): Draft {
  return {
    code: 'read-only-key',
    severity: 'warning',
    message: `"${key}" is given by the service; the AWS CLI refuses it in a definition`,
    span: found.key.span,
    path: [...place.path, key],
    fixes: () => {
      const all = entries(place.node).filter((one) => place.schema.properties?.[String(one.key.value)]?.readOnly)
      const several = all.length > 1 ? removals(place, all, `Remove all ${all.length} read-only keys`) : []
      return [...removals(place, [found], `Remove "${key}"`), ...several]
    },
    tag: 'unnecessary',
  }
}

/** A key without its letter case and without what joins words in other spellings. */
function wordOf(key: string): string {
  return key.replace(/[-_]/g, '').toLowerCase()
}

/** The structures that do have the key, if they are few. */
function ownersOf({ subject }: Place, key: string): readonly string[] {
  const has = ({ properties }: Schema) => properties !== undefined && Object.hasOwn(properties, key)
  const owners = Object.values(subject.bundle().definitions).filter(has)
  return owners.length <= 2 ? owners.map(structureName) : []
}

function elsewhere(owners: readonly string[]): string {
  return owners.length === 0 ? '' : `; it is a key of ${alternatives(owners)}`
}

function renames({ subject }: Place, key: string, found: Entry, meant: string | undefined): readonly Fix[] {
  if (meant === undefined) return []
  return [
    {
      title: `Change to "${meant}"`,
      edits: [subject.edits.renameKey(found, meant)],
      ...(wordOf(meant) !== wordOf(key) && { guess: true }),
    },
  ]
}

/** None for entries that stand elsewhere and come in by a merge key. */
function removals({ subject, node }: Place, gone: readonly Entry[], title: string): readonly Fix[] {
  if (node.kind !== 'map' || !gone.every((one) => node.entries.includes(one))) return []
  return [{ title, edits: subject.edits.removeChildren(subject.text, node, gone) }]
}
