import { entry, items, type MapNode, type Node, type ScalarNode, type Step } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'

/** What of a text stands for a field: a value on one line, else its key, else what tells the item of a list from its neighbours. */
export function spanOf(text: string, root: MapNode, path: readonly Step[], onKey = false): Span {
  let mark = markOf(root)
  let here: Node | undefined = root
  for (const [index, step] of path.entries()) {
    const found = childOf(here, step)
    if (found === undefined) return mark
    const last = index === path.length - 1
    const { key, value }: Child = found
    if (last && !onKey && value?.kind === 'scalar' && isShort(text, value.span)) return value.span
    mark = key ?? (value && markOf(value)) ?? mark
    here = value
  }
  return mark
}

interface Child {
  readonly key?: Span
  readonly value: Node | undefined
}

function childOf(node: Node | undefined, step: Step): Child | undefined {
  if (typeof step === 'number') {
    const value = items(node)[step]
    return value && { value }
  }
  const found = entry(node, step)
  return found && { key: found.key.span, value: found.value }
}

/** A word that stands for a value without a key: of a map its `name`, an object's `kind`, or the first key. */
function markOf(node: Node): Span {
  if (node.kind === 'list') return node.items[0] === undefined ? node.span : markOf(node.items[0])
  if (node.kind === 'scalar') return node.span
  const named = nameOf(node)
  return named?.span ?? node.entries[0]?.key.span ?? node.span
}

function nameOf(node: MapNode): ScalarNode | undefined {
  for (const key of ['kind', 'name']) {
    const value = entry(node, key)?.value
    if (value?.kind === 'scalar' && value.span.end > value.span.start) return value
  }
  return undefined
}

function isShort(text: string, { start, end }: Span): boolean {
  return end > start && !text.slice(start, end).includes('\n')
}
