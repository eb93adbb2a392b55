import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import type { Refused } from '../../reasons.ts'
import type { ClusterSummary, PlacementReport, WorkloadReport } from '../../report.ts'
import { askAll } from '../../what-if/index.ts'
import type { Headroom } from '../../what-if/scene.ts'
import { counted } from '../../words.ts'
import type { KubernetesWorkload } from '../../workload.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { preemption } from './evictions.ts'
import { fargateCost, fargateFidelity, fargateNodes, fargateOutcome, runOnFargate, sameOnFargate } from './fargate.ts'
import { fidelityOf } from './fidelity.ts'
import { nodesOf } from './nodes.ts'
import { openCluster } from './open.ts'
import { askedAbout, outcomeOf } from './outcome.ts'
import { type Explain, explainer } from './reasons.ts'
import { refusedBy } from './refused.ts'
import { type KubernetesRun, prepare, runOf } from './run.ts'
import { sceneOf } from './scene.ts'
import { totalsOf } from './totals.ts'

/** Places Kubernetes workloads one after the other on a cluster and tells everything about it. */
export function placeKubernetes(workloads: readonly KubernetesWorkload[], model: KubernetesCluster): PlacementReport {
  const open = openCluster(model)
  const prepared = prepare(workloads, open.cluster)
  const { cluster } = prepared
  const all = workloads.map((workload) => runOnFargate(workload, prepared, model) ?? runOf(workload, prepared))
  const runs = all.flatMap((run) => ('plan' in run ? [run] : []))
  const onFargate = all.flatMap((run) => ('plan' in run ? [] : [run]))
  const main = runs.find(({ left }) => left !== undefined) ?? runs[0]
  const asked = new Map(runs.map((run) => [run, ask(run, cluster)]))
  const about = main && asked.get(main)
  const scene = main && about && sceneOf(main, cluster, model, about.explain)
  const nodes = nodesOf(cluster, open.cluster, runs, about?.refused ?? [], model)
  const cost = onFargate.reduce((sum, run) => sum + fargateCost(run), 0)
  return {
    version: 1,
    cluster: summaryOf(model, cluster.nodes.length),
    workloads: all.map((run) => {
      if (!('plan' in run)) return fargateOutcome(run)
      const outcome = outcomeOf(run, asked.get(run)?.refused ?? [], cluster)
      return run === main && scene?.headroom ? { ...outcome, headroom: headroomOf(scene.headroom) } : outcome
    }),
    nodes: [...nodes, ...fargateNodes(onFargate)],
    totals: totalsOf(nodes, model, cost),
    whatIf: [...(main ? preemption(main, cluster) : []), ...(scene ? askAll(scene) : []), ...(main ? sameOnFargate(main, model) : [])],
    fidelity: [...fidelityOf(runs, open, model), ...(onFargate.length > 0 ? [fargateFidelity] : [])],
  }
}

/** All nodes with what keeps each from taking one more of a run. Pods that are held back are asked about nowhere. */
function ask(run: KubernetesRun, cluster: ClusterState): { readonly explain: Explain; readonly refused: readonly Refused[] } {
  const explain = explainer(run.plan)
  return { explain, refused: run.left?.kind === 'gated' ? [] : refusedBy(askedAbout(run), cluster, explain) }
}

function headroomOf({ more, atLeast, binding }: Headroom): NonNullable<WorkloadReport['headroom']> {
  return { more, ...(atLeast && { atLeast }), ...(binding !== undefined && { binding }) }
}

function summaryOf({ name, source }: KubernetesCluster, nodes: number): ClusterSummary {
  return { name, kind: 'kubernetes', source, nodes, unit: 'node', label: `${name} · Kubernetes · ${counted(nodes, 'node')}` }
}
