import { entries, entry, type Node, type Step } from '../syntax/node.ts'
import { pathText } from '../syntax/path.ts'
import { hasPlaceholder } from '../syntax/placeholder.ts'
import type { Finding, Severity } from '../text/finding.ts'
import { covers, type Span } from '../text/span.ts'
import { childSchema, resolve } from './at.ts'
import type { SchemaError, Validate } from './load.ts'
import { missingKeys } from './problems/missing-key.ts'
import { readOnlyKey, unknownKey } from './problems/unknown-key.ts'
import { wrongType } from './problems/wrong-type.ts'
import { wrongValue } from './problems/wrong-value.ts'
import type { Schema, SchemaBundle } from './schema.ts'

/** A tree and the schema it has to conform to. */
export interface Subject {
  readonly text: string
  readonly root: Node
  /** Asked for only if there is something to say. */
  readonly bundle: () => SchemaBundle
  /** Which of the roots of the bundle describes the tree; `validate` is its validator. */
  readonly shape: string
  readonly validate: Validate
  /** Where the root stands in the document of the service, for the paths of findings. */
  readonly path?: readonly Step[]
  /** Where the reader had to guess: what is missing around there may only be unread. */
  readonly broken: readonly Span[]
  /** Whether null is a value that the service refuses, or stands for a key that is not there. */
  readonly nulls: 'refused' | 'unset'
  /** What an unknown key weighs: some tools drop it without a word. */
  readonly unknownKeys: Severity
}

/** A place of the tree that violates its schema. */
export interface Place {
  readonly subject: Subject
  readonly node: Node
  /** The map or list around it; undefined for the root. */
  readonly parent: Node | undefined
  readonly path: readonly Step[]
  /** What should stand there, resolved. */
  readonly schema: Schema
  readonly parentSchema: Schema | undefined
}

/** What is wrong, before path and place are put in. */
export type Draft = Omit<Finding, 'path'> & { readonly path: readonly Step[] }

/**
 * What a tree says against its schema: wrong types, unknown and missing keys, values outside an enumeration. One cause gives one
 * finding: nothing is said below a wrong type, nor about a key that is missing because it is misspelt, half typed or a placeholder.
 */
export function conform(subject: Subject): readonly Finding[] {
  if (subject.validate(judged(subject.root, subject.nulls))) return []
  const drafts = [...byPlace(subject.validate.errors ?? [])].flatMap(([pointer, group]) => {
    const place = placeAt(subject, pointer)
    return place === undefined ? [] : problems(place, group)
  })
  return drafts
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ path, ...draft }) => ({ ...draft, path: pathText([...(subject.path ?? []), ...path]) }))
}

function byPlace(errors: readonly SchemaError[]): ReadonlyMap<string, readonly SchemaError[]> {
  const groups = new Map<string, SchemaError[]>()
  for (const error of errors) {
    const group = groups.get(error.instancePath)
    if (group === undefined) groups.set(error.instancePath, [error])
    else group.push(error)
  }
  return groups
}

function problems(place: Place, errors: readonly SchemaError[]): readonly Draft[] {
  const { node } = place
  if (node.kind === 'scalar' && typeof node.value === 'string' && hasPlaceholder(node.value)) return []
  if (errors.some(({ keyword }) => keyword === 'type')) return [wrongType(place)]
  if (errors.some(({ keyword }) => keyword === 'enum')) return [wrongValue(place)]
  const unknown = named(errors, 'additionalProperties', 'additionalProperty').filter((key) => !hasPlaceholder(key))
  const missing = named(errors, 'required', 'missingProperty').filter((key) => entry(node, key) === undefined)
  const keys = unknown.map((key) => (place.schema.properties?.[key]?.readOnly ? readOnlyKey(place, key) : unknownKey(place, key, missing)))
  return [
    ...keys.map(({ draft }) => draft),
    ...(hasGaps(place)
      ? []
      : missingKeys(
          place,
          missing,
          keys.flatMap(({ meant }) => meant ?? []),
        )),
  ]
}

function named(errors: readonly SchemaError[], keyword: string, param: string): readonly string[] {
  return [...new Set(errors.filter((error) => error.keyword === keyword).map(({ params }) => String(params[param])))]
}

/** Whether keys may stand in the map that were not read: behind a placeholder, or where the text is broken. */
function hasGaps({ node, subject }: Place): boolean {
  const templated = entries(node).some(({ key }) => hasPlaceholder(String(key.value)))
  return templated || subject.broken.some((where) => covers(node.span, where))
}

/** The place a JSON pointer leads to; undefined where the schema or the tree does not reach so far. */
function placeAt(subject: Subject, pointer: string): Place | undefined {
  const bundle = subject.bundle()
  const root = bundle.roots[subject.shape]
  let place: Place | undefined = root && {
    subject,
    node: subject.root,
    parent: undefined,
    path: [],
    schema: resolve(bundle, root),
    parentSchema: undefined,
  }
  for (const part of pointer.split('/').slice(1)) place = place && child(place, part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return place
}

function child(place: Place, part: string): Place | undefined {
  const { subject, node: parent, schema: parentSchema, path } = place
  const step = parent.kind === 'list' ? Number(part) : part
  const node = parent.kind === 'list' ? parent.items[Number(part)] : entry(parent, part)?.value
  const schema = childSchema(subject.bundle(), parentSchema, step)
  return node && schema && { subject, node, parent, path: [...path, step], schema, parentSchema }
}

/** The value a validator judges: what is not typed yet is left out, and so is null where it means that. */
function judged(node: Node, nulls: Subject['nulls']): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map((item) => judged(item, nulls))
  const result: Record<string, unknown> = Object.create(null)
  for (const { key, value } of entries(node)) {
    if (value === undefined || (nulls === 'unset' && value.kind === 'scalar' && value.value === null)) delete result[String(key.value)]
    else result[String(key.value)] = judged(value, nulls)
  }
  return result
}
