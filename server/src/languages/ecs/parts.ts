import type { Memory, Part } from '../../rules/parts.ts'
import type { Finding } from '../../text/finding.ts'
import type { Container, TaskDefinition } from './document.ts'

/** What is known of a part. */
interface PartMemory extends Memory<TaskDefinition> {
  /** It was held against the schema, and nothing was wrong. */
  conforms?: true
}

/** The parts of a definition with what is known of them. */
export interface Parts {
  readonly doc: TaskDefinition
  readonly frame: PartMemory
  /** Of all containers together. */
  readonly all: PartMemory
  /** In the order of `doc.containers`. */
  readonly containers: readonly PartMemory[]
}

/**
 * The parts of a definition and what is known of them from before an edit. A container is the same if its text and its place in the list
 * are, and all that stands around the list. In a text with a hole nobody knows what belongs to what: what was known waits until the hole is
 * closed, and is of no use so long.
 */
export function partsOf(doc: TaskDefinition, before: Parts | undefined): Parts | undefined {
  if (doc.errors.some(({ code }) => code === 'json-syntax')) return before
  if (before === undefined || frameOf(before.doc) !== frameOf(doc))
    return { doc, frame: {}, all: {}, containers: doc.containers.map(() => ({})) }
  const replaced = doc.containers.map((container, i) => replacedKeys(doc, container, before.doc, before.doc.containers[i]))
  const containers = replaced.map((keys, i) => after(before.containers[i] ?? {}, keys))
  const everyOne = countOf(doc) === countOf(before.doc) && replaced.every((keys) => keys !== undefined)
  const all = everyOne ? after(before.all, new Set(replaced.flatMap((keys) => [...(keys ?? [])]))) : {}
  return { doc, frame: before.frame, all, containers }
}

/** How many containers the list has, those included that are no objects. */
function countOf({ containerList }: TaskDefinition): number {
  return containerList?.kind === 'list' ? containerList.items.length : -1
}

/** The keys of a container whose values are others than before; undefined where that cannot be told or it is another one. */
function replacedKeys(
  doc: TaskDefinition,
  container: Container,
  old: TaskDefinition,
  known: Container | undefined,
): ReadonlySet<string> | undefined {
  if (known?.index !== container.index) return undefined
  if (textOf(old, known) === textOf(doc, container)) return none
  // Where a template stands, a key may mean something to the others.
  if (!doc.strict || !old.strict) return undefined
  const [values, others] = [valuesOf(doc, container), valuesOf(old, known)]
  const keys = [...new Set([...values.keys(), ...others.keys()])]
  return new Set(keys.filter((key) => values.get(key) !== others.get(key)))
}

const none: ReadonlySet<string> = new Set()

function valuesOf({ text }: TaskDefinition, { node }: Container): ReadonlyMap<string, string> {
  return new Map(node.entries.map(({ key, span: { start, end } }) => [String(key.value), text.slice(start, end)]))
}

/** What is known of a part in which the values of some keys are replaced. A version that nobody was asked about is passed over. */
function after(known: PartMemory, replaced: ReadonlySet<string> | undefined): PartMemory {
  if (replaced === undefined) return {}
  if (replaced.size === 0) return known
  const { asked, nearly } = known
  if (asked !== undefined) return { nearly: { known, replaced, moved: unmoved } }
  return nearly === undefined ? {} : { nearly: { ...nearly, replaced: new Set([...nearly.replaced, ...replaced]) } }
}

/** No part of a definition keeps findings. */
function unmoved(finding: Finding): Finding {
  return finding
}

/** The same, as rules are run on them. */
export function rulePartsOf({ doc, frame, all, containers }: Parts): readonly Part<TaskDefinition>[] {
  const alone = (some: readonly Container[]) => () => ({ ...doc, containers: some })
  return [
    { kind: 'frame', alone: alone([]), memory: frame },
    { kind: 'containers', alone: () => doc, memory: all },
    ...doc.containers.map((one, i): Part<TaskDefinition> => ({ kind: 'container', alone: alone([one]), memory: containers[i] ?? {} })),
  ]
}

/**
 * Whether a definition conforms to its schema, as far as that shows quickly: of JSON to the letter only those parts are held against it
 * that are not known to conform. In the schema no container has to do with another.
 */
export function conformInParts({ doc, frame, containers }: Parts, validate: (value: unknown) => boolean): boolean {
  const { text, containerList } = doc
  const root = doc.definition ?? doc.root
  if (!doc.strict || root === undefined || containerList?.kind !== 'list' || containerList.items.length !== containers.length) return false
  const unknown = doc.containers.filter((_, i) => containers[i]?.conforms === undefined)
  if (unknown.length > 0 || frame.conforms === undefined) {
    const [head, tail] = [text.slice(root.span.start, containerList.span.start), text.slice(containerList.span.end, root.span.end)]
    if (!validate(JSON.parse(`${head}[${unknown.map((one) => textOf(doc, one)).join(',')}]${tail}`))) return false
    for (const part of [frame, ...containers]) part.conforms = true
  }
  return true
}

/** Everything around the list of containers. */
function frameOf({ text, containerList }: TaskDefinition): string {
  if (containerList === undefined) return text
  return `${text.slice(0, containerList.span.start)}[${text.slice(containerList.span.end)}`
}

function textOf({ text }: TaskDefinition, { node }: Container): string {
  return text.slice(node.span.start, node.span.end)
}
