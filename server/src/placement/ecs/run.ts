import type { EcsWorkload } from '../workload.ts'
import type { EcsCluster } from './cluster.ts'
import { placer } from './engine.ts'
import { type FargatePlace, type FargateRefusal, fargateRefusal, placeOnFargate } from './fargate.ts'
import { planOf } from './plan.ts'
import { routeOf } from './providers.ts'
import type { InstancesRun } from './scene.ts'
import type { InstanceState } from './state.ts'

/** What became of one workload, by where it was sent. */
export type EcsRun =
  | ({ readonly kind: 'instances' } & InstancesRun)
  | {
      readonly kind: 'fargate'
      readonly workload: EcsWorkload
      readonly places: readonly FargatePlace[]
      /** Why there can be no such task at all. */
      readonly refusal: FargateRefusal | undefined
    }
  /** The request itself fails. */
  | { readonly kind: 'nowhere'; readonly workload: EcsWorkload; readonly because: string }

/** Places one workload; what it takes on instances stays in their states, which come in the order of their names. */
export function runOf(workload: EcsWorkload, states: readonly InstanceState[], cluster: EcsCluster): EcsRun {
  const route = routeOf(workload, cluster)
  switch (route.kind) {
    case 'nowhere':
      return { kind: 'nowhere', workload, because: route.because }
    case 'fargate': {
      const refusal = fargateRefusal(workload.task)
      const count = refusal === undefined ? workload.count : 0
      return { kind: 'fargate', workload, refusal, places: placeOnFargate(count, route.providers, cluster.fargate?.zones ?? []) }
    }
    case 'instances': {
      const plan = planOf(workload, route)
      const place = placer(plan, states)
      return { kind: 'instances', workload, plan, place, decisions: place.place(workload.count) }
    }
  }
}

/** How many tasks were asked for and how many have a place. */
export function tally(run: EcsRun): { readonly asked: number; readonly placed: number } {
  switch (run.kind) {
    case 'nowhere':
      return { asked: run.workload.count, placed: 0 }
    case 'fargate':
      return { asked: run.workload.count, placed: run.places.length }
    case 'instances':
      return { asked: run.decisions.length, placed: run.decisions.filter(({ state }) => state !== undefined).length }
  }
}
