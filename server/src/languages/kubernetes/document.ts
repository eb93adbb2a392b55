import { type JsonErrorCode, readJson } from '../../syntax/json.ts'
import { entries, entry, get, items, type MapNode, type Node, type ReadError, type Step } from '../../syntax/node.ts'
import { pathAt } from '../../syntax/path.ts'
import { readYaml, type YamlErrorCode } from '../../syntax/yaml.ts'
import { editedValue } from '../../syntax/yaml-value-edit.ts'
import { kindOf, unknownKind } from './kinds.ts'
import { isTemplate } from './partial.ts'
import { type CodedProblem, type KubernetesObject, objectWith, readObject } from './read-object.ts'
import { type Shape, serverPath, shapeOf } from './shape.ts'
import { unknownKindProblem } from './unknown-kind.ts'

/** One document of a file: its spans count from its own beginning, so that it may move without being read again. */
export interface KubernetesDocument {
  readonly text: string
  readonly root: Node | undefined
  readonly errors: readonly ReadError<YamlErrorCode | JsonErrorCode>[]
  /** The object, or the items of a list of objects, as far as they are of kinds we know. */
  readonly objects: readonly KubernetesObject[]
  /** What is wrong before any rule of a kind is asked. */
  readonly problems: readonly CodedProblem[]
  /** It is YAML of the simple kind. */
  readonly simple?: true
}

/** Reads one document; what it is most like, if that was read before, makes it quicker and nothing else. Never throws. */
export function readDocument(text: string, before?: KubernetesDocument): KubernetesDocument {
  if (isTemplate(text)) return { text, root: undefined, errors: [], objects: [], problems: [] }
  return (before && withEditedValue(text, before)) ?? readWhole(text)
}

/** Where an edit has changed nothing but a value of an object without mistakes. */
function withEditedValue(
  text: string,
  { text: old, root, errors, objects, problems, simple }: KubernetesDocument,
): KubernetesDocument | undefined {
  const [object] = objects
  if (!simple || object === undefined || object.manifest.root !== root || errors.length > 0 || problems.length > 0) return undefined
  const edit = editedValue(root, old, text)
  const edited = edit && objectWith(text, object, edit)
  return edit && edited && { text, root: edit.root, errors, objects: [edited], problems, simple }
}

function readWhole(text: string): KubernetesDocument {
  const { root, errors, simple } = readTree(text)
  const { objects, unknown } = objectsOf({ text, repeats: errors.some(isRepeat) }, root, [])
  const problems = [...unknown, ...objects.flatMap((object) => object.problems), ...duplicates(root, errors, objects)]
  return { text, root, errors, objects, problems, ...(simple && { simple }) }
}

/** A text that begins with a brace is read as JSON; what is no JSON may still be YAML with braces. */
function readTree(text: string): Pick<KubernetesDocument, 'root' | 'errors' | 'simple'> {
  if (!/^\uFEFF?(?:---)?\s*\{/.test(text)) return readYaml(text)
  const json = readJson(text)
  if (json.errors.every(({ code }) => code === 'json-duplicate-key')) return json
  const yaml = readYaml(text)
  return yaml.errors.length === 0 || !/^\s*\{\s*"/.test(text) ? yaml : json
}

interface Source {
  readonly text: string
  /** Whether some map has a key twice. */
  readonly repeats: boolean
}

function isRepeat({ code }: KubernetesDocument['errors'][number]): boolean {
  return code === 'yaml-duplicate-key' || code === 'json-duplicate-key'
}

interface Objects {
  readonly objects: readonly KubernetesObject[]
  readonly unknown: readonly CodedProblem[]
}

const none: Objects = { objects: [], unknown: [] }

/** The object of a tree, or those of a list as `kubectl get` prints them. */
function objectsOf(source: Source, root: Node | undefined, prefix: readonly Step[]): Objects {
  const { text, repeats } = source
  if (root?.kind !== 'map') return none
  const [apiVersion, kind] = [wordOf(root, 'apiVersion'), wordOf(root, 'kind')]
  const known = kindOf(apiVersion, kind)
  if (known !== undefined) return { objects: [readObject(text, root, known, prefix, repeats)], unknown: [] }
  if (prefix.length === 0 && kind.endsWith('List') && get(root, 'items')?.kind === 'list') return listed(source, root)
  const wrong = looksLikeObject(root) ? unknownKind(apiVersion, kind) : undefined
  return wrong === undefined ? none : { objects: [], unknown: [unknownKindProblem(text, root, prefix, wrong)] }
}

function listed(source: Source, root: MapNode): Objects {
  const all = items(get(root, 'items')).map((item, index) => objectsOf(source, item, ['items', index]))
  return { objects: all.flatMap(({ objects }) => objects), unknown: all.flatMap(({ unknown }) => unknown) }
}

/** A map that names a version or kind, or has the two parts that nearly all objects have. */
function looksLikeObject(root: MapNode): boolean {
  if (entry(root, 'apiVersion') !== undefined || entry(root, 'kind') !== undefined) return true
  return entry(root, 'metadata') !== undefined && (entry(root, 'spec') !== undefined || entry(root, 'template') !== undefined)
}

/** A value as the server prints it when it does not know it. Here, and only here, it does not mind the letter case of the key. */
function wordOf(root: MapNode, key: string): string {
  const found = entries(root).findLast((one) => String(one.key.value).toLowerCase() === key.toLowerCase())?.value
  return found?.kind === 'scalar' && found.value !== null ? String(found.value) : ''
}

/** Keys that stand twice in a map, at the path of the second. */
function duplicates(
  root: Node | undefined,
  errors: KubernetesDocument['errors'],
  objects: readonly KubernetesObject[],
): readonly CodedProblem[] {
  const shape: Shape | undefined = objects[0] && shapeOf(objects[0].manifest.kind)
  return errors
    .filter(isRepeat)
    .map(({ span: at, message }) => ({ code: 'duplicate-field', at, message, path: serverPath(shape, pathAt(root, at)) }))
}
