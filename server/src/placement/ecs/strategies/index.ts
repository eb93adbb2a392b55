import type { EcsStrategy } from '../../workload.ts'
import type { Plan } from '../plan.ts'
import type { InstanceState } from '../state.ts'
import { binpack } from './binpack.ts'
import { random } from './random.ts'
import { spread } from './spread.ts'

/** A placement strategy at work. It sees instances as numbers: the lower, the better. */
export interface Ranking {
  /** Begins a run over these instances. */
  start(among: readonly InstanceState[]): void
  /** How good an instance is for the next task. */
  measure(state: InstanceState): number
  /** Hears where a task went. */
  placed(state: InstanceState): void
}

/** The strategies of a plan; what they find out about instances serves all runs. */
export function rankingsOf(plan: Plan): readonly Ranking[] {
  return plan.strategies.map((strategy) => ranking(strategy, plan))
}

function ranking({ type, field }: EcsStrategy, plan: Plan): Ranking {
  switch (type) {
    case 'spread':
      return spread(field ?? 'instanceId', plan.load.taskGroup)
    case 'binpack':
      return binpack(field ?? 'memory')
    case 'random':
      return random(plan.seed)
  }
}

/** The best of the candidates, earlier strategies deciding before later ones, the first among equals; and how many are equal. */
export function preferred(
  candidates: readonly InstanceState[],
  ranks: readonly Ranking[],
): { readonly state: InstanceState | undefined; readonly equal: number } {
  let best: InstanceState | undefined
  let equal = 0
  const lowest = ranks.map(() => Number.POSITIVE_INFINITY)
  for (const candidate of candidates) {
    const order = best === undefined ? -1 : compare(candidate, ranks, lowest)
    if (order > 0) continue
    equal = order < 0 ? 1 : equal + 1
    if (order === 0) continue
    best = candidate
    for (let i = 0; i < ranks.length; i++) lowest[i] = ranks[i]?.measure(candidate) ?? 0
  }
  return { state: best, equal }
}

/** Negative if the candidate is better than the lowest measures so far, zero if it is as good. */
function compare(candidate: InstanceState, ranks: readonly Ranking[], lowest: readonly number[]): number {
  for (let i = 0; i < ranks.length; i++) {
    const here = ranks[i]?.measure(candidate) ?? 0
    const low = lowest[i] ?? 0
    if (here !== low) return here < low ? -1 : 1
  }
  return 0
}
