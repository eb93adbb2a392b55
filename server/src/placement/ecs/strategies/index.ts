import type { EcsStrategy } from '../../workload.ts'
import type { Plan } from '../plan.ts'
import type { InstanceState } from '../state.ts'
import { binpack } from './binpack.ts'
import { random } from './random.ts'
import { spread } from './spread.ts'

/** A placement strategy at work: it narrows the candidates to those it likes best. */
export interface Ranking {
  /** The best of the candidates, in their order; never empty unless they are. */
  best(candidates: readonly InstanceState[]): readonly InstanceState[]
  /** Hears where a task went. */
  placed(state: InstanceState): void
}

/** The strategies of a plan, ready for one run. */
export function rankings(plan: Plan, states: readonly InstanceState[]): readonly Ranking[] {
  return plan.strategies.map((strategy) => ranking(strategy, plan, states))
}

function ranking({ type, field }: EcsStrategy, plan: Plan, states: readonly InstanceState[]): Ranking {
  switch (type) {
    case 'spread':
      return spread(field ?? 'instanceId', plan.load.taskGroup, states)
    case 'binpack':
      return binpack(field ?? 'memory')
    case 'random':
      return random(plan.seed)
  }
}

/** The elements with the least value, in their order. */
export function least<T>(elements: readonly T[], value: (element: T) => number): readonly T[] {
  let best: T[] = []
  let lowest = Number.POSITIVE_INFINITY
  for (const element of elements) {
    const here = value(element)
    if (here < lowest || best.length === 0) {
      best = [element]
      lowest = here
    } else if (here === lowest) best.push(element)
  }
  return best
}
