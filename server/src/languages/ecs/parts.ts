import type { Memory, Part } from '../../rules/parts.ts'
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
  const same = before !== undefined && frameOf(before.doc) === frameOf(doc) ? before : undefined
  const containers = doc.containers.map((container, i) => {
    const known = same?.doc.containers[i]
    const isSame = same && known?.index === container.index && textOf(same.doc, known) === textOf(doc, container)
    return (isSame && same.containers[i]) || {}
  })
  return { doc, frame: same?.frame ?? {}, containers }
}

/** The same, as rules are run on them. */
export function rulePartsOf({ doc, frame, containers }: Parts): readonly Part<TaskDefinition>[] {
  const alone = (some: readonly Container[]) => () => ({ ...doc, containers: some })
  return [
    { kind: 'frame', alone: alone([]), memory: frame },
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
