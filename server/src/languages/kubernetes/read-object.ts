import { defaulted } from '../../placement/kubernetes/defaults/index.ts'
import type { Problem } from '../../rules/rule.ts'
import { type MapNode, plain, type Step } from '../../syntax/node.ts'
import { pathText } from '../../syntax/path.ts'
import type { ValueEdit } from '../../syntax/yaml-value-edit.ts'
import { type Decoded, decode, decodeValue } from './decode.ts'
import { type Field, rootField, stepsOf } from './field.ts'
import type { Kind, Manifest, ProblemOptions } from './manifest.ts'
import { containerLists } from './objects.ts'
import { isPartial } from './partial.ts'
import { spanOf } from './place.ts'
import { podPaths, podPlace } from './pod-place.ts'
import { childShape, type Shape, serverPath, shapeOf } from './shape.ts'
import { valueAt, withValueAt } from './value-path.ts'

/** An object of a kind we know, as far as it could be read. */
export interface KubernetesObject {
  readonly manifest: Manifest
  /** It is a patch or a part of an object: what is missing stands elsewhere, and what is there is judged by nobody before it is complete. */
  readonly partial: boolean
  /** Paths of which enough has been said: nobody knows what would stand there, or below. */
  readonly settled: ReadonlySet<string>
  /** What the decoder says. */
  readonly problems: readonly CodedProblem[]
  /** What the decoder makes of it, before defaults. */
  readonly decoded: Decoded
}

/** A problem with the rule it belongs to. */
export interface CodedProblem extends Problem {
  readonly code: 'duplicate-field' | 'field-type' | 'unknown-field' | 'unknown-kind'
}

/** Reads the object of a tree that stands at `prefix` in its document; the text is that of the document, which may have keys twice. */
export function readObject(text: string, root: MapNode, kind: Kind, prefix: readonly Step[], repeats: boolean): KubernetesObject {
  const shape = shapeOf(kind)
  const partial = isPartial(kind, root)
  const decoded = decode(text, root, shape, repeats)
  const { value, problems } = decoded
  const place: Place = { text, root, shape, prefix: pathText(prefix) }
  const coded = problems.filter(({ steps }) => !isDirective(steps.at(-1)))
  return {
    manifest: manifestOf(place, kind, rootField(defaulted(kind, value))),
    partial,
    settled: new Set(coded.map(({ steps, meant }) => pathOf(place, meant === undefined ? steps : [...steps.slice(0, -1), meant]))),
    problems: coded.map(({ steps, meant: _, ...problem }) => ({ ...problem, path: pathOf(place, steps) })),
    decoded,
  }
}

/**
 * The object of a document after an edit of one of its values; it is the whole document, and nothing is wrong with it. Undefined where the
 * value means something to more than itself, or something is wrong now.
 */
export function objectWith(text: string, before: KubernetesObject, { root, path, ...edit }: ValueEdit): KubernetesObject | undefined {
  const { kind, object, written } = before.manifest
  const [shape, old] = [shapeOf(kind), before.decoded.value]
  if (root.kind !== 'map' || path.length < 2 || before.decoded.renamed || valueAt(old, path) === undefined) return undefined
  const own = path.reduce<Shape | undefined>(childShape, shape)
  const value = own && decodeValue(text, edit.after, own)
  if (own === undefined || value === undefined) return undefined
  const decoded = { ...before.decoded, value: withValueAt(old, path, value) }
  const completed =
    isPlainText(own, valueAt(old, path), value) && isTextOfContainer(kind, path)
      ? withValueAt(object.value, path, value)
      : defaulted(kind, decoded.value, { object: old, completed: object.value })
  return {
    ...before,
    manifest: manifestOf(
      { text, root, shape, prefix: '' },
      kind,
      rootField(completed),
      withValueAt(written.value, path, plain(edit.after)),
    ),
    partial: edit.before.kind === 'scalar' && edit.after.kind === 'scalar' ? before.partial : isPartial(kind, root),
    decoded,
  }
}

/** Whether there is some text, and was before. */
function isPlainText(shape: Shape, ...values: readonly unknown[]): boolean {
  return shape.kind === 'scalar' && shape.type === 'string' && values.every((value) => typeof value === 'string' && value !== '')
}

/** Whether no default looks at the texts of a place: those of containers, except for the image, which decides how it is pulled. */
function isTextOfContainer(kind: Kind, path: readonly Step[]): boolean {
  const toPod = [...podPaths[kind], 'spec']
  const [list, , key] = path.slice(toPod.length)
  return toPod.every((step, i) => step === path[i]) && containerLists.some((one) => one === list) && key !== undefined && key !== 'image'
}

/** Where an object stands, and how its fields are named. */
interface Place {
  readonly text: string
  readonly root: MapNode
  readonly shape: Shape
  /** The path of the object in its document; empty if it is the document. */
  readonly prefix: string
}

function manifestOf(place: Place, kind: Kind, object: Field, asWritten?: unknown): Manifest {
  const { text, root } = place
  const problem = (field: Field, message: string, { onKey, ...rest }: ProblemOptions = {}): Problem => {
    const steps = stepsOf(field)
    return { at: spanOf(text, root, steps, onKey), message, path: pathOf(place, steps), ...rest }
  }
  let written = asWritten === undefined ? undefined : rootField(asWritten)
  return {
    kind,
    text,
    root,
    get written() {
      written ??= rootField(plain(root))
      return written
    },
    object,
    pod: podPlace(kind, object),
    problem,
  }
}

function pathOf({ shape, prefix }: Place, steps: readonly Step[]): string {
  const own = serverPath(shape, steps)
  return prefix === '' || own === '' ? prefix + own : `${prefix}.${own}`
}

/** Directives of strategic merge patches are no fields. */
function isDirective(step: Step | undefined): boolean {
  return typeof step === 'string' && /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/.test(step)
}
