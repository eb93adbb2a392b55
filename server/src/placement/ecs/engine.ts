import type { Reason } from '../report.ts'
import { room, standing } from './filters/index.ts'
import type { Plan } from './plan.ts'
import { type InstanceState, take } from './state.ts'
import { type Ranking, rankings } from './strategies/index.ts'

/** Where one task went; `state` is missing if no instance could take it. */
export interface Decision {
  readonly state: InstanceState | undefined
  /** How many instances were equally good; the first by name was taken. */
  readonly equal: number
}

/** Places tasks of one plan on a fixed set of instances. What it puts there stays in the states. */
export interface Placer {
  /** Why an instance cannot take one more; every reason, not the first only. */
  refusals(state: InstanceState): readonly Reason[]
  /** Places so many tasks one after the other; those that find no place are last. */
  place(count: number): readonly Decision[]
}

/**
 * A placer over instances, which must come in the order of their names. All tasks of a plan are alike, so an instance that refused
 * one refuses the next, and only the instance that took one is asked again.
 */
export function placer(plan: Plan, states: readonly InstanceState[]): Placer {
  const standsFor = new Map<InstanceState, readonly Reason[]>()
  const standingRefusals = (state: InstanceState) => {
    const known = standsFor.get(state)
    if (known !== undefined) return known
    const reasons = standing.flatMap((filter) => filter.refuse(plan, state))
    standsFor.set(state, reasons)
    return reasons
  }
  const refusals = (state: InstanceState) => [...standingRefusals(state), ...room.flatMap((filter) => filter.refuse(plan, state))]
  const fits = (state: InstanceState) =>
    standingRefusals(state).length === 0 && room.every((filter) => filter.refuse(plan, state).length === 0)

  const place = (count: number): readonly Decision[] => {
    const ranks = rankings(plan, states)
    let candidates = states.filter(fits)
    const decisions: Decision[] = []
    while (decisions.length < count) {
      const best = preferred(candidates, ranks)
      const [chosen] = best
      if (chosen === undefined) break
      decisions.push({ state: chosen, equal: best.length })
      take(chosen, plan.load)
      for (const rank of ranks) rank.placed(chosen)
      if (!fits(chosen)) candidates = candidates.filter((state) => state !== chosen)
    }
    while (decisions.length < count) decisions.push({ state: undefined, equal: 0 })
    return decisions
  }
  return { refusals, place }
}

/** The candidates that no strategy puts behind another, strategies deciding in their order. */
function preferred(candidates: readonly InstanceState[], ranks: readonly Ranking[]): readonly InstanceState[] {
  return ranks.reduce((left, rank) => (left.length > 1 ? rank.best(left) : left), candidates)
}
