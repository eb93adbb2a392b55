import { schemaAt } from '../../../schema/at.ts'
import { entry, get, type Node, type Step, text } from '../../../syntax/node.ts'
import { readYaml } from '../../../syntax/yaml.ts'
import { yamlLayoutOf } from '../../../syntax/yaml-layout.ts'
import { type YamlSlot, yamlSlotsAt } from '../../../syntax/yaml-slot.ts'
import { insert } from '../../../text/edit.ts'
import type { Completion } from '../../language.ts'
import { completeYaml } from '../../yaml-completion.ts'
import { type Asked, askedAt } from '../asked.ts'
import { describeAt } from '../describe.ts'
import { kinds, versionOf } from '../kinds.ts'
import { objectAt, objectsOf } from '../objects.ts'
import { isTemplate } from '../partial.ts'
import { kubernetesBundle, schemaOfObject } from '../schema.ts'
import { bodies } from './bodies.ts'
import { documents } from './documents.ts'
import { skeletonFor } from './skeletons.ts'
import { suggestedKeys, suggestedValues } from './suggestions.ts'

/** A document of a file as completion needs it. */
export interface CompletedDocument {
  readonly text: string
  readonly root: Node | undefined
  readonly errors: readonly unknown[]
}

/** Who else is there. */
export interface CompletionOptions {
  /** Another extension completes what the schema knows. */
  readonly beside?: boolean
  /** Whether the document is the first of its file: at the top of the others nobody else offers anything. */
  readonly first?: boolean
}

/**
 * What can be written at an offset of a document; offsets count from its beginning. `others` are the other documents of the file, whose
 * objects may be named. Templates and JSON are left to others.
 */
export function completeManifest(
  doc: CompletedDocument,
  others: readonly CompletedDocument[],
  offset: number,
  { beside = false, first: isFirst = true }: CompletionOptions = {},
): readonly Completion[] {
  if (isTemplate(doc.text) || /^\uFEFF?\s*\{/.test(doc.text)) return []
  const slots = yamlSlotsAt(doc.text, offset)
  const [first] = slots
  if (first === undefined) return []
  const root = rootAround(doc, first)
  const file = [root, ...others.map((other) => other.root)].flatMap(objectsOf)
  const bundle = kubernetesBundle()
  const rooted = (path: readonly Step[]) => objectAt(root, path) ?? { object: undefined, inner: isItem(root, path) ? path.slice(2) : path }
  const schemaFor = (path: readonly Step[]) => {
    const { object, inner } = rooted(path)
    return schemaAt(bundle, schemaOfObject(object), inner)
  }
  const asked = (path: readonly Step[], upTo: number): Asked | undefined => {
    const { object, inner } = rooted(path)
    return object && askedAt(object, inner, file, inner.length - upTo)
  }
  const items = completeYaml(
    {
      text: doc.text,
      bundle,
      schemaOf: schemaFor,
      documents: (path) => (rooted(path).inner.length === 0 ? documents : []),
      bodies: (title) => (Object.hasOwn(bodies, title) ? (bodies[title] ?? []) : []),
      skeleton: (title, path) => {
        const { object } = rooted(path)
        return object && skeletonFor(title, object)
      },
      values: (path) => {
        const at = asked(path, 1)
        return at && suggestedValues(at)
      },
      keys: (path) => {
        const at = asked(path, 0)
        return at === undefined ? [] : suggestedKeys(at)
      },
      key: (offer, path) => (beside && (isFirst || path.length > 0) ? undefined : offer),
      schemaElsewhere: beside,
      describe: (path) => {
        const { object, inner } = rooted(path)
        return describeAt(object, inner)
      },
    },
    slots,
  )
  return withVersion(doc.text, first, objectAt(root, first.path), items)
}

/** Whether a path leads into an item of a list of objects. */
function isItem(root: Node | undefined, path: readonly Step[]): boolean {
  return path[0] === 'items' && typeof path[1] === 'number' && text(get(root, 'kind'))?.endsWith('List') === true
}

/** A kind brings its version along where none is written yet. */
function withVersion(source: string, slot: YamlSlot, at: ReturnType<typeof objectAt>, items: readonly Completion[]): readonly Completion[] {
  const isKind = slot.kind === 'value' && slot.path.at(-1) === 'kind' && slot.path.length === (at?.object.path.length ?? 0) + 1
  if (!isKind || slot.flow || entry(at?.object.root, 'apiVersion') !== undefined) return items
  const key = source.lastIndexOf('\n', slot.replace.start - 1) + 1 + slot.column
  const { newLine } = yamlLayoutOf(source)
  return items.map((item) => {
    const kind = kinds.find((one) => one === item.label)
    return kind === undefined
      ? item
      : { ...item, also: [insert(key, `apiVersion: ${versionOf(kind)}${newLine}${' '.repeat(slot.column)}`)] }
  })
}

/** Longer documents are not read once more for a better answer. */
const longestReread = 262_144

/** The tree without the word that is being typed: it is no key yet, and would be read as part of the value above. */
function rootAround({ text, root, errors }: CompletedDocument, slot: YamlSlot): Node | undefined {
  const { start, end } = slot.replace
  const half = (slot.kind === 'key' ? !slot.named : slot.begins !== 'below') && text.slice(start, end).trim() !== ''
  if ((!half && errors.length === 0) || text.length > longestReread) return root
  const without = half ? text.slice(0, start) + ' '.repeat(end - start) + text.slice(end) : text
  return readYaml(without).root ?? root
}
