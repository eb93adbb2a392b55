import type { KubernetesWorkload } from '../../workload.ts'
import { commit, type Decision, decide } from '../cycle/decide.ts'
import { list } from '../objects/json.ts'
import { readClaim } from '../objects/storage.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, copyCluster } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import { type PodInfo, podInfoOf } from '../state/pod-info.ts'
import { pinnedTo, wantsNode } from './daemon.ts'
import { objectsBeside } from './owners.ts'
import { mostNumbered, type PodPlan, planOf, podObject } from './plan.ts'
import { claimsOfPods, type Prepared, withDefaultClass } from './volumes.ts'

/** What became of one workload. */
export interface KubernetesRun {
  readonly plan: PodPlan
  /** The pod that questions are about: the first that is left over, else one more of the kind. */
  readonly info: PodInfo
  /** One per pod in the order of placement. */
  readonly placements: readonly PlacedPod[]
  /** What the scheduler said of the first that is left over, when it was its turn. */
  readonly left: Exclude<Decision, { kind: 'scheduled' }> | undefined
  /** Nodes that should have a pod of a daemon; undefined for everything else. */
  readonly wanted: readonly NodeState[] | undefined
}

/** A pod and where it went. */
export interface PlacedPod {
  /** Missing: pending. */
  readonly node: NodeState | undefined
  /** How many nodes were equally good. */
  readonly equal: number
  readonly info: PodInfo
}

/** A cluster that knows, beside its own objects, those that go with workloads. Nothing of it is shared with the one given. */
export function prepare(workloads: readonly KubernetesWorkload[], cluster: ClusterState): Prepared {
  const { persistentVolumeClaims, ...objects } = objectsBeside(workloads)
  const known = copyCluster(cluster, { with: { ...objects, persistentVolumeClaims: [] } })
  const claims = list(
    workloads.flatMap((workload) => claimsMadeFor(workload, mostNumbered(known))),
    readClaim,
  )
  const newClaims = new Set<string>()
  for (const claim of withDefaultClass([...persistentVolumeClaims, ...claims], known)) {
    const key = `${claim.namespace}/${claim.name}`
    if (known.volumes.claims.has(key)) continue
    known.volumes.claims.set(key, claim)
    newClaims.add(key)
  }
  return { cluster: known, newClaims }
}

function claimsMadeFor(workload: KubernetesWorkload, most: number): readonly unknown[] {
  if (claimsOfPods(workload, podObject(workload, 0)).length === 0) return []
  return Array.from({ length: Math.min(workload.count, most) }, (_, i) => claimsOfPods(workload, podObject(workload, i))).flat()
}

/** Places one workload; what it takes stays on the nodes. */
export function runOf(workload: KubernetesWorkload, prepared: Prepared): KubernetesRun {
  const plan = planOf(workload, prepared)
  const { cluster } = prepared
  switch (plan.mode) {
    case 'alike':
      return runAlike(plan, cluster)
    case 'numbered':
      return runNumbered(plan, cluster)
    case 'daemon':
      return runDaemon(plan, cluster)
  }
}

/** Replicas that are alike: if one is left over, so are all behind it. */
function runAlike(plan: PodPlan, cluster: ClusterState): KubernetesRun {
  const info = podInfoOf(plan.pod)
  const { count } = plan
  const { placed, nodes, equal } = placeReplicas(info, cluster, count)
  const placements = Array.from({ length: count }, (_, i): PlacedPod => {
    if (i >= placed) return { node: undefined, equal: 0, info }
    return { node: cluster.nodes[nodes[i] ?? -1], equal: equal[i] ?? 0, info }
  })
  return { plan, info, placements, left: placed < count ? leftOver(decide(info, cluster, startOf(placed))) : undefined, wanted: undefined }
}

/** Pods with claims of their own may fare differently. */
function runNumbered(plan: PodPlan, cluster: ClusterState): KubernetesRun {
  return {
    ...oneByOne(
      plan,
      Array.from({ length: plan.count }, (_, i) => podInfoOf(plan.numbered(i))),
      cluster,
    ),
    wanted: undefined,
  }
}

/** One pod for each node that should have one, meant for that node alone. */
function runDaemon(plan: PodPlan, cluster: ClusterState): KubernetesRun {
  const wanted = cluster.nodes.filter((node) => wantsNode(plan.pod, node))
  const infos = wanted.map(({ name }) => podInfoOf(pinnedTo(plan.pod, name)))
  return { ...oneByOne(plan, infos, cluster), wanted }
}

function oneByOne(plan: PodPlan, infos: readonly PodInfo[], cluster: ClusterState): Omit<KubernetesRun, 'wanted'> {
  const placements: PlacedPod[] = []
  let left: KubernetesRun['left']
  let asked: PodInfo | undefined
  for (const info of infos) {
    const startTime = startOf(placements.length)
    const decision = decide(info, cluster, startTime)
    if (decision.kind === 'scheduled') {
      commit(info, decision.node, cluster, startTime)
      placements.push({ node: decision.node, equal: decision.best.length, info })
      continue
    }
    placements.push({ node: undefined, equal: 0, info })
    left ??= decision
    asked ??= info
  }
  return { plan, info: asked ?? infos.at(-1) ?? podInfoOf(plan.pod), placements, left }
}

function leftOver(decision: Decision): KubernetesRun['left'] {
  return decision.kind === 'scheduled' ? undefined : decision
}

/** For want of a clock: later than anything that runs, each pod a second after the one before. */
function startOf(index: number): number {
  return Date.UTC(2030, 0, 1) + (index + 1) * 1000
}
