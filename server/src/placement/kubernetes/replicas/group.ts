import { pop, push } from './heap.ts'

/**
 * Nodes that all plugins treat alike but for the score that depends on the node alone. They wait in a bucket for each score, the first in
 * the order of the cluster on top.
 */
export interface Group {
  readonly buckets: number[][]
  /** The highest score of its nodes. */
  top: number
  size: number
}

/** A group without nodes. */
export function newGroup(): Group {
  return { buckets: [], top: 0, size: 0 }
}

/** Adds a node, by its index, with its score. */
export function addNode(group: Group, index: number, score: number): void {
  const bucket = group.buckets[score]
  if (bucket) push(bucket, index)
  else group.buckets[score] = [index]
  if (score > group.top || group.size === 0) group.top = score
  group.size++
}

/** The node to take: the first of those with the highest score; -1 if the group is empty. */
export function firstNode({ buckets, top }: Group): number {
  return buckets[top]?.[0] ?? -1
}

/** How many nodes have the highest score. */
export function equalNodes({ buckets, top }: Group): number {
  return buckets[top]?.length ?? 0
}

/** Takes out the node that `firstNode` gave. */
export function takeFirst(group: Group): void {
  const { buckets } = group
  const bucket = buckets[group.top]
  if (bucket === undefined || bucket.length === 0) return
  pop(bucket)
  group.size--
  while (group.top > 0 && (buckets[group.top]?.length ?? 0) === 0) group.top--
}
