import type { Reason } from '../report.ts'
import { type Filter, none } from './filters/filter.ts'
import { room, standing } from './filters/index.ts'
import type { Plan } from './plan.ts'
import { assignments } from './providers.ts'
import { type InstanceState, take } from './state.ts'
import { preferred, type Ranking, rankingsOf } from './strategies/index.ts'

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
  /** Whether an instance could ever take one, whatever runs on it. */
  eligible(state: InstanceState): boolean
  /** Whether an instance can take one more now. */
  fits(state: InstanceState): boolean
  /**
   * Places so many tasks one after the other; a daemon gets one for each instance that is eligible instead. `among` are the instances to
   * look at, all of them by default; `open` those of them that can take one more, where the caller knows already.
   */
  place(count: number, among?: readonly InstanceState[], open?: readonly InstanceState[]): readonly Decision[]
}

/**
 * A placer over instances, which must come in the order of their names. All tasks of a plan are alike, so an instance that refused
 * one refuses the next, and only the instance that took one is asked again.
 */
export function placer(plan: Plan, states: readonly InstanceState[]): Placer {
  const ranks = rankingsOf(plan)
  const answers = new Map<InstanceState, readonly Reason[]>()
  const lasting = (state: InstanceState) => {
    const known = answers.get(state)
    if (known !== undefined) return known
    const reasons = ask(standing, plan, state)
    answers.set(state, reasons)
    return reasons
  }
  const eligible = (state: InstanceState) => lasting(state).length === 0
  const fits = (state: InstanceState) => eligible(state) && room.every((filter) => filter.refuse(plan, state).length === 0)
  return {
    refusals: (state) => [...lasting(state), ...ask(room, plan, state)],
    eligible,
    fits,
    place(count, among = states, open = among.filter(fits)) {
      return plan.daemon ? placeDaemon(plan, among.filter(eligible), fits) : placeReplicas({ plan, ranks, fits }, count, among, open)
    },
  }
}

/** What any of the filters objects. A loop, because nearly always there is nothing to collect. */
function ask(filters: readonly Filter[], plan: Plan, state: InstanceState): readonly Reason[] {
  let all = none
  for (const filter of filters) {
    const reasons = filter.refuse(plan, state)
    if (reasons.length > 0) all = [...all, ...reasons]
  }
  return all
}

/** One task on each instance, or none where there is no room for it. */
function placeDaemon(plan: Plan, states: readonly InstanceState[], fits: (state: InstanceState) => boolean): readonly Decision[] {
  return states.map((state) => {
    if (!fits(state)) return { state: undefined, equal: 0 }
    take(state, plan.load)
    return { state, equal: 1 }
  })
}

interface Rules {
  readonly plan: Plan
  readonly ranks: readonly Ranking[]
  fits(state: InstanceState): boolean
}

function placeReplicas(
  { plan, ranks, fits }: Rules,
  count: number,
  among: readonly InstanceState[],
  open: readonly InstanceState[],
): readonly Decision[] {
  if (count === 0) return []
  for (const rank of ranks) rank.start(among)
  const pools = poolsOf(plan, open)
  const providers = assignments(plan.providers, presentTasks(plan, among))
  const decisions: Decision[] = []
  for (let i = 0; i < count; i++) {
    const provider = plan.providers.length === 0 ? '' : (providers.next().value ?? '')
    const candidates = pools.get(provider) ?? []
    const decision = preferred(candidates, ranks)
    const { state } = decision
    decisions.push(decision)
    if (state === undefined) continue
    take(state, plan.load)
    for (const rank of ranks) rank.placed(state)
    if (!fits(state))
      pools.set(
        provider,
        candidates.filter((one) => one !== state),
      )
  }
  return decisions
}

/** Tasks of the group that each capacity provider has already. */
function presentTasks({ providers, load }: Plan, among: readonly InstanceState[]): ReadonlyMap<string, number> {
  const present = new Map<string, number>()
  if (providers.length === 0) return present
  for (const { instance, tasks } of among) {
    const name = instance.capacityProvider
    if (name !== undefined) present.set(name, (present.get(name) ?? 0) + (tasks.get(load.taskGroup) ?? 0))
  }
  return present
}

/** The candidates by capacity provider; all of them under "" where no strategy tells providers apart. */
function poolsOf({ providers }: Plan, candidates: readonly InstanceState[]): Map<string, readonly InstanceState[]> {
  if (providers.length === 0) return new Map([['', candidates]])
  return new Map(providers.map(({ name }) => [name, candidates.filter(({ instance }) => instance.capacityProvider === name)]))
}
