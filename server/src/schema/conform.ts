import { type Entry, entries, entry, type ListNode, type MapNode, type Node, type Step } from '../syntax/node.ts'
import { pathText } from '../syntax/path.ts'
import { hasPlaceholder } from '../syntax/placeholder.ts'
import type { Edit } from '../text/edit.ts'
import type { Finding, Fix, Severity } from '../text/finding.ts'
import { covers, type Span } from '../text/span.ts'
import { childSchema, resolve } from './at.ts'
import type { SchemaError, Validate } from './load.ts'
import { missingKeys } from './problems/missing-key.ts'
import { keyProblems } from './problems/unknown-key.ts'
import { wrongType } from './problems/wrong-type.ts'
import { wrongValue } from './problems/wrong-value.ts'
import type { Json, Schema, SchemaBundle } from './schema.ts'

/** A tree and the schema it has to conform to. */
export interface Subject {
  readonly text: string
  readonly root: Node
  /** Asked for only if there is something to say. */
  readonly bundle: () => SchemaBundle
  /** Which of the roots of the bundle describes the tree; `validate` is its validator. */
  readonly shape: string
  readonly validate: Validate
  readonly edits: TreeEdits
  /** Where the root stands in the document of the service, for the paths of findings. */
  readonly path?: readonly Step[]
  /** Where the reader had to guess: what is missing around there may only be unread. */
  readonly broken: readonly Span[]
  /** Whether null is a value that the service refuses, or stands for a key that is not there. */
  readonly nulls: 'refused' | 'unset'
  /** What an unknown key weighs: some tools drop it without a word. */
  readonly unknownKeys: Severity
}

/** How fixes write: in JSON by `syntax/json-edit.ts`. */
export interface TreeEdits {
  replaceValue(text: string, node: Node, value: Json): Edit
  renameKey(entry: Entry, name: string): Edit
  insertEntry(text: string, parent: MapNode, key: string, value: Json): readonly Edit[]
  removeChildren(text: string, parent: MapNode | ListNode, gone: readonly (Entry | Node)[]): readonly Edit[]
  wrapInList(node: Node): readonly Edit[]
  unwrapList(list: ListNode): readonly Edit[]
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

/** What is wrong, before its path is written out and its fixes are made. */
export type Draft = Omit<Finding, 'path' | 'fixes'> & { readonly path: readonly Step[]; readonly fixes: () => readonly Fix[] }

/** So many findings of a document get fixes; who has more gets the others when these are gone. */
const mostFixed = 500

/** The longest text that gets fixes: finding the place of an edit takes a look around in it. */
const longestFixed = 262_144

/**
 * What a tree says against its schema: wrong types, unknown and missing keys, values outside an enumeration. One cause gives one
 * finding: nothing is said below a wrong type or a deprecated key, nor about a key that is missing because it is misspelt, half typed
 * or a placeholder.
 */
export function conform(subject: Subject): readonly Finding[] {
  if (subject.validate(wholeValue(subject))) return []
  const drafts = [...byPlace(subject.validate.errors ?? [])].flatMap(([pointer, group]) => {
    const place = placeAt(subject, pointer)
    return place === undefined ? [] : problems(place, group)
  })
  const most = subject.text.length > longestFixed ? 0 : mostFixed
  return drafts
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ path, fixes, ...draft }, i) => ({
      ...draft,
      path: pathText([...(subject.path ?? []), ...path]),
      fixes: i < most ? fixes() : [],
    }))
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
  const missing = named(errors, 'required', 'missingProperty').filter((key) => isMissing(place, key))
  const keys = keyProblems(place, unknown, missing)
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

/** A key without a value is being typed; one with null is missing where null means that. */
function isMissing({ node, subject }: Place, key: string): boolean {
  const found = entry(node, key)
  return found === undefined || (subject.nulls === 'unset' && found.value !== undefined)
}

function named(errors: readonly SchemaError[], keyword: string, param: string): readonly string[] {
  return [...new Set(errors.filter((error) => error.keyword === keyword).map(({ params }) => String(params[param])))]
}

/** Whether keys may stand in the map that were not read: behind a placeholder, or where the text is broken. */
function hasGaps({ node, subject }: Place): boolean {
  const templated = entries(node).some(({ key }) => hasPlaceholder(String(key.value)))
  return templated || subject.broken.some((where) => covers(node.span, where))
}

/** The place a JSON pointer leads to; undefined where the schema or the tree does not reach so far, and below what is deprecated. */
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
  if (parentSchema.deprecated !== undefined) return undefined
  const step = parent.kind === 'list' ? Number(part) : part
  const node = parent.kind === 'list' ? parent.items[Number(part)] : entry(parent, part)?.value
  const schema = childSchema(subject.bundle(), parentSchema, step)
  return node && schema && { subject, node, parent, path: [...path, step], schema, parentSchema }
}

/** The value of the whole tree; of JSON without a flaw the engine's own parser makes the same, and sooner. */
function wholeValue({ text, root, broken, nulls }: Subject): unknown {
  if (nulls === 'refused' && broken.length === 0) {
    try {
      return JSON.parse(text.slice(root.span.start, root.span.end))
    } catch {
      // A placeholder, a comment, a comma too many.
    }
  }
  return judged(root, nulls)
}

/** The value a validator judges: what is not typed yet is left out, and so is null where it means that. */
function judged(node: Node, nulls: Subject['nulls']): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map((item) => judged(item, nulls))
  const result: Record<string, unknown> = {}
  for (const { key, value } of entries(node)) {
    const name = String(key.value)
    const unset = value === undefined || (nulls === 'unset' && value.kind === 'scalar' && value.value === null)
    // Assigned, this one would be the prototype.
    if (name === '__proto__') Object.defineProperty(result, name, { value: null, enumerable: true, configurable: true })
    else if (!unset) result[name] = judged(value, nulls)
    else if (name in result) delete result[name]
  }
  return result
}
