import type { RolloutOutcome } from './scene.ts'

/** What a rolling update is tried on. */
export interface RolloutTrial {
  readonly desired: number
  /** How many of the old version run now. */
  readonly running: number
  /** Fewest and most that may run at once. */
  readonly lower: number
  readonly upper: number
  /** Starts up to so many of the new version; says how many found a place. */
  start(count: number): number
  /** Stops so many of the old version. */
  stop(count: number): void
}

/**
 * Goes through a rolling update: starts as many new ones as the upper limit and the room allow, then stops as many old ones as the lower
 * limit allows, and so on until all are new or nothing moves any more. What is started counts as healthy at once.
 */
export function tryRollout({ desired, running, lower, upper, start, stop }: RolloutTrial): Omit<RolloutOutcome, 'lacking'> {
  let old = running
  let replaced = 0
  let room: number | undefined
  while (replaced < desired) {
    const wanted = Math.max(0, Math.min(upper - old - replaced, desired - replaced))
    const started = wanted === 0 ? 0 : start(wanted)
    room ??= started
    replaced += started
    const stopping = Math.max(0, Math.min(old, old + replaced - lower))
    stop(stopping)
    old -= stopping
    if (started === 0 && stopping === 0) break
  }
  return { replaced, lower, upper, room: room ?? 0 }
}
