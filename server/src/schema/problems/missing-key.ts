import { entry, get, type Node } from '../../syntax/node.ts'
import type { Fix, Severity } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import { childSchema, typesOf } from '../at.ts'
import type { Draft, Place } from '../conform.ts'
import type { Json, Schema } from '../schema.ts'
import { structureName } from './words.ts'

/**
 * The keys that an object lacks. `missing` are their names as the validator gives them, those of alternatives one by one; `meant` are
 * keys that stand there misspelt, which is said elsewhere.
 */
export function missingKeys(place: Place, missing: readonly string[], meant: readonly string[]): readonly Draft[] {
  const { required = [], wanted = [], requiredAny = [] } = place.schema
  const groups = requiredAny.filter((group) => group.every((key) => missing.includes(key)))
  const single = (keys: readonly string[]) => missing.filter((key) => keys.includes(key)).map((key) => [key])
  const said = (keys: readonly string[]) => keys.some((key) => meant.includes(key))
  return [
    ...[...single(required), ...groups].filter((keys) => !said(keys)).map((keys) => missingKey(place, keys, 'error')),
    ...single(wanted)
      .filter((keys) => !said(keys))
      .map((keys) => missingKey(place, keys, 'warning')),
  ]
}

function missingKey(place: Place, keys: readonly string[], severity: Severity): Draft {
  const structure = structureName(place.schema)
  const [key = ''] = keys
  return {
    code: 'missing-key',
    severity,
    message: `${keys.join(' or ')} is missing from this ${structure}`,
    span: get(place.node, key)?.span ?? anchor(place.node),
    path: [...place.path, key],
    fixes: () => keys.flatMap((name) => insertion(place, name)),
  }
}

/** Where to point for what is not there, not even as null: the name of the object, else its first character. */
function anchor(node: Node): Span {
  const name = get(node, 'name')
  return name?.kind === 'scalar' ? name.span : { start: node.span.start, end: node.span.start + 1 }
}

/** The writer still has to put the right value in, so it is a guess. */
function insertion({ subject, node, schema }: Place, key: string): readonly Fix[] {
  const value = beginning(childSchema(subject.bundle(), schema, key))
  if (node.kind !== 'map' || value === undefined || entry(node, key) !== undefined) return []
  return [{ title: `Add "${key}"`, edits: subject.edits.insertEntry(subject.text, node, key, value), guess: true }]
}

/** A value to begin with; undefined where none would be right more often than wrong. */
function beginning(schema: Schema | undefined): Json | undefined {
  if (schema === undefined) return undefined
  const first = schema.default ?? schema.examples?.[0] ?? schema.enum?.[0]
  if (first !== undefined) return first
  return typesOf(schema)[0] === 'boolean' ? true : undefined
}
