import { type Refusal, reasonOf } from '../refusal.ts'
import type { Behaviour } from '../version.ts'

/** How often each reason occurs. */
export type ReasonCounts = ReadonlyMap<string, number>

/** Counts reasons over nodes; a node that lacks two things counts in both. */
export function countReasons(refusals: Iterable<Refusal>, behaviour: Behaviour): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { why } of refusals) for (const one of why) addReason(counts, reasonOf(one, behaviour), 1)
  return counts
}

/** Adds a reason of several nodes. */
export function addReason(counts: Map<string, number>, reason: string, nodes: number): void {
  if (nodes > 0) counts.set(reason, (counts.get(reason) ?? 0) + nodes)
}

/**
 * The sentence of the event: counts with their reasons, sorted as text, so that "10 ..." comes before "2 ...". `tail` is what came of
 * looking for evictions.
 */
export function failureMessage(allNodes: number, counts: ReasonCounts, tail: string): string {
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).sort(byCodeUnits)
  const head = `0/${allNodes} nodes are available:${reasons.length === 0 ? '' : ` ${reasons.join(', ')}.`}`
  return tail === '' ? head : `${head} ${tail}`
}

/** The sentence where the pod as a whole was rejected. What follows the reason is all that is left of the search for evictions. */
export function rejectionMessage(allNodes: number, reason: string): string {
  return `0/${allNodes} nodes are available: ${reason}. ${notLooked}`
}

/** What the search for evictions says if it did not get as far as looking at claims for devices. */
export const notLooked = 'not found'

/** Bytes in UTF-8, which is how Go compares; the texts are ASCII but for names of resources. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
