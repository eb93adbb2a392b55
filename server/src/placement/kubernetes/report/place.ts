import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import type { ClusterSummary, PlacementReport, WhatIf } from '../../report.ts'
import { askAll } from '../../what-if/index.ts'
import { counted } from '../../words.ts'
import type { KubernetesWorkload } from '../../workload.ts'
import { fidelityOf } from './fidelity.ts'
import { nodesOf } from './nodes.ts'
import { openCluster } from './open.ts'
import { askedAbout, evicted, outcomeOf } from './outcome.ts'
import { explainer } from './reasons.ts'
import { refusedBy } from './refused.ts'
import { type KubernetesRun, prepare, runOf } from './run.ts'
import { sceneOf } from './scene.ts'
import { totalsOf } from './totals.ts'

/** Places Kubernetes workloads one after the other on a cluster and tells everything about it. */
export function placeKubernetes(workloads: readonly KubernetesWorkload[], model: KubernetesCluster): PlacementReport {
  const open = openCluster(model)
  const prepared = prepare(workloads, open.cluster)
  const { cluster } = prepared
  const runs = workloads.map((workload) => runOf(workload, prepared))
  const main = runs.find(({ left }) => left !== undefined) ?? runs[0]
  const refusals = new Map(
    runs.map((run) => {
      const explain = explainer(run.plan)
      return [run, { explain, refused: run.left?.kind === 'gated' ? [] : refusedBy(askedAbout(run), cluster, explain) }] as const
    }),
  )
  const asked = main && refusals.get(main)
  const scene = main && asked && sceneOf(main, cluster, model, asked.explain)
  const nodes = nodesOf(cluster, open.cluster, runs, asked?.refused ?? [], model)
  const headroom = scene?.headroom
  return {
    version: 1,
    cluster: summaryOf(model, cluster.nodes.length),
    workloads: runs.map((run) => {
      const outcome = outcomeOf(run, refusals.get(run)?.refused ?? [], cluster)
      if (run !== main || headroom === undefined) return outcome
      const { more, atLeast, binding } = headroom
      return { ...outcome, headroom: { more, ...(atLeast && { atLeast }), ...(binding !== undefined && { binding }) } }
    }),
    nodes,
    totals: totalsOf(nodes, model, 0),
    whatIf: [...(main ? preemption(main) : []), ...(scene ? askAll(scene) : [])],
    fidelity: fidelityOf(runs, open, model),
  }
}

function summaryOf({ name, source }: KubernetesCluster, nodes: number): ClusterSummary {
  return { name, kind: 'kubernetes', source, nodes, unit: 'node', label: `${name} · Kubernetes · ${counted(nodes, 'node')}` }
}

/** What the scheduler would do next for a pod that finds no node, where it has enough priority. */
function preemption({ left }: KubernetesRun): readonly WhatIf[] {
  if (left?.kind !== 'unschedulable' || left.preemption === undefined) return []
  const { best, candidates } = left.preemption
  const [first] = best
  if (first === undefined) return []
  const others =
    candidates.length === 1 ? 'it is the only node where that helps' : `one of ${counted(candidates.length, 'node')} where that helps`
  return [{ event: 'preemption', outcome: `evicts ${counted(first.victims.length, 'pod')}`, because: `${evicted(first)}; ${others}` }]
}
