import type { Memory, Part } from '../../rules/parts.ts'
import type { Container, TaskDefinition } from './document.ts'

/** The parts of a definition with what is known of them. */
export interface Parts {
  readonly doc: TaskDefinition
  readonly frame: Memory<TaskDefinition>
  /** In the order of `doc.containers`. */
  readonly containers: readonly Memory<TaskDefinition>[]
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

/** Everything around the list of containers. */
function frameOf({ text, containerList }: TaskDefinition): string {
  if (containerList === undefined) return text
  return `${text.slice(0, containerList.span.start)}[${text.slice(containerList.span.end)}`
}

function textOf({ text }: TaskDefinition, { node }: Container): string {
  return text.slice(node.span.start, node.span.end)
}
