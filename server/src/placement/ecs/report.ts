import type { ClusterSummary, PlacementReport } from '../report.ts'
import { askAll } from '../what-if/index.ts'
import type { Scene } from '../what-if/scene.ts'
import { counted } from '../words.ts'
import type { EcsWorkload } from '../workload.ts'
import type { EcsCluster } from './cluster.ts'
import { fargateScene, prices } from './fargate-scene.ts'
import { fidelityOf } from './fidelity.ts'
import { freeOf, nodesOf } from './nodes.ts'
import { outcomeOf } from './outcome.ts'
import { type EcsRun, runOf, tally } from './run.ts'
import { sceneOf } from './scene.ts'
import { type InstanceState, statesOf } from './state.ts'
import { totalsOf } from './totals.ts'

/** Places ECS workloads one after the other on a cluster and tells everything about it. */
export function placeEcs(workloads: readonly EcsWorkload[], cluster: EcsCluster): PlacementReport {
  const states = statesOf(cluster.instances)
  const before = states.map(freeOf)
  const runs = workloads.map((workload) => runOf(workload, states, cluster))
  const main = mainOf(runs)
  const asked = main?.kind === 'instances' ? main.place : undefined
  const scene = main && sceneOfRun(main, states, cluster)
  const headroom = scene?.headroom
  return {
    version: 1,
    cluster: summaryOf(cluster),
    workloads: runs.map((run) => {
      const outcome = outcomeOf(run, states)
      if (run !== main || headroom === undefined || headroom.more === Number.POSITIVE_INFINITY) return outcome
      return { ...outcome, headroom: { more: headroom.more, ...(headroom.binding !== undefined && { binding: headroom.binding }) } }
    }),
    nodes: nodesOf(states, before, runs, asked),
    totals: totalsOf(states, before, runs, asked),
    whatIf: [...(scene ? askAll(scene) : []), ...(main ? prices(main, cluster) : [])],
    fidelity: fidelityOf(runs, cluster),
  }
}

function sceneOfRun(run: EcsRun, states: readonly InstanceState[], cluster: EcsCluster): Scene | undefined {
  switch (run.kind) {
    case 'nowhere':
      return undefined
    case 'fargate':
      return run.refusal === undefined ? fargateScene(run, cluster) : undefined
    case 'instances':
      return sceneOf(run, states, cluster)
  }
}

/** The workload that questions are about: the first with something left over, else the first. */
function mainOf(runs: readonly EcsRun[]): EcsRun | undefined {
  const leftOver = runs.find((run) => {
    const { asked, placed } = tally(run)
    return placed < asked
  })
  return leftOver ?? runs[0]
}

function summaryOf({ name, source, instances }: EcsCluster): ClusterSummary {
  const nodes = instances.length
  return { name, kind: 'ecs', source, nodes, unit: 'instance', label: `${name} · ECS · ${counted(nodes, 'instance')}` }
}
