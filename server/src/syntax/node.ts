import type { Span } from '../text/span.ts'

/**
 * One tree for JSON and YAML. Nodes are plain values without parent pointers, each with the span it was read from.
 * A tree is never wrong, only incomplete: what the reader could not make sense of is missing and stands among its errors.
 */
export type Node = MapNode | ListNode | ScalarNode

/** A JSON object or YAML mapping, entries in the order of the text; a key that occurs twice has two entries. */
export interface MapNode {
  readonly kind: 'map'
  readonly span: Span
  readonly entries: readonly Entry[]
  /** Entries that a YAML merge key brings in and no own entry replaces; they stand elsewhere in the text. The last of a key counts. */
  readonly merged?: readonly Entry[]
  /** The closing bracket is missing: what is not here may still come. */
  readonly open?: true
  /** A template stands between the members and may put more there, or take some away. */
  readonly steered?: true
  /** Where a YAML alias led to: `span` is the alias, the children stand here. */
  readonly anchor?: Span
}

/** A key and what stands behind it; `value` is missing while the file is half typed. */
export interface Entry {
  readonly key: ScalarNode
  readonly value: Node | undefined
  /** From the key to the end of the value. */
  readonly span: Span
}

/** A JSON array or YAML sequence. */
export interface ListNode {
  readonly kind: 'list'
  readonly span: Span
  readonly items: readonly Node[]
  /** As for maps. */
  readonly open?: true
  /** As for maps. */
  readonly steered?: true
  /** As for maps. */
  readonly anchor?: Span
}

/** A string, number, boolean or null; `span` includes the quotes where there are any. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly span: Span
  readonly value: string | number | boolean | null
  /** Whether the text has quotes (or a YAML block header) around the value. */
  readonly quoted: boolean
  /** As for maps. */
  readonly anchor?: Span
}

/** What a reader could not accept, in words, where it stands. The codes are a closed union per reader. */
export interface ReadError<Code extends string = string> {
  readonly code: Code
  readonly message: string
  readonly span: Span
}

/** The entry of a key; of duplicates the last, as every parser of the field resolves them. Accepts anything. */
export function entry(node: Node | undefined, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined
  return lastOf(node.entries, key) ?? (node.merged && lastOf(node.merged, key))
}

function lastOf(all: readonly Entry[], key: string): Entry | undefined {
  for (let i = all.length - 1; i >= 0; i--) if (all[i]?.key.value === key) return all[i]
  return undefined
}

/** The value of a key, or undefined where the node is no map, lacks the key, or its value is not typed yet. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return entry(node, key)?.value
}

/** Whether everything that belongs into a map or list stands there, so that what is absent will stay absent. */
export function isWhole(node: MapNode | ListNode): boolean {
  return node.open === undefined && node.steered === undefined
}

/** The items of a list; empty for everything else. */
export function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : []
}

/** The entries of a map, those of merge keys first; empty for everything else. */
export function entries(node: Node | undefined): readonly Entry[] {
  if (node?.kind !== 'map') return []
  return node.merged === undefined ? node.entries : [...node.merged, ...node.entries]
}

/** The value of a scalar that is a string; undefined for everything else. */
export function text(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** A step from a node to one of its children: a key of a map or an index of a list. */
export type Step = string | number

/** The node at the end of a path, or undefined where the tree does not reach so far. */
export function at(node: Node | undefined, path: readonly Step[]): Node | undefined {
  let here = node
  for (const step of path) here = typeof step === 'number' ? items(here)[step] : get(here, step)
  return here
}

/** Where an offset stands in a tree. */
export interface Place {
  /** Steps from the root to the innermost node or entry that touches the offset. */
  readonly path: readonly Step[]
  /** The nodes passed on the way, root first; the last is the innermost. */
  readonly nodes: readonly Node[]
  /** The entry whose key touches the offset, if it stands on a key. */
  readonly key: Entry | undefined
}

/** The innermost place that touches an offset; undefined for an empty tree. */
export function locate(root: Node | undefined, offset: number): Place | undefined {
  if (root === undefined) return undefined
  const path: Step[] = []
  const nodes: Node[] = [root]
  let here: Node | undefined = root
  while (here !== undefined) {
    const found = child(here, offset)
    if (found === undefined) break
    path.push(found.step)
    if (found.key !== undefined) return { path, nodes, key: found.key }
    if (found.node !== undefined) nodes.push(found.node)
    here = found.node
  }
  return { path, nodes, key: undefined }
}

interface Child {
  readonly step: Step
  readonly node?: Node | undefined
  readonly key?: Entry
}

function child(node: Node, offset: number): Child | undefined {
  if (node.kind === 'scalar') return undefined
  if (node.kind === 'list') {
    const index = lastStartingAtMost(node.items, offset)
    const item = node.items[index]
    return item !== undefined && offset <= item.span.end ? { step: index, node: item } : undefined
  }
  const found = node.entries[lastStartingAtMost(node.entries, offset)]
  if (found === undefined) return undefined
  const step = String(found.key.value)
  if (offset <= found.key.span.end) return { step, key: found }
  const { value } = found
  return value !== undefined && value.span.start <= offset && offset <= value.span.end ? { step, node: value } : undefined
}

/** The index of the last element that starts at or before the offset, -1 if none does; spans must be in order. */
function lastStartingAtMost(sorted: readonly { readonly span: Span }[], offset: number): number {
  let low = -1
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle]?.span.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Every node below and including `node`, parents first, with the path that leads to it. */
export function* walk(
  node: Node | undefined,
  path: readonly Step[] = [],
): Generator<{ readonly node: Node; readonly path: readonly Step[] }> {
  if (node === undefined) return
  yield { node, path }
  if (node.kind === 'list') for (const [i, item] of node.items.entries()) yield* walk(item, [...path, i])
  if (node.kind === 'map') for (const { key, value } of entries(node)) yield* walk(value, [...path, String(key.value)])
}

/** The plain value of a tree, as JSON.parse would give it; of duplicate keys the last, missing values are left out. */
export function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plain)
  const result: Record<string, unknown> = Object.create(null)
  for (const { key, value } of entries(node)) if (value !== undefined) result[String(key.value)] = plain(value)
  return result
}
