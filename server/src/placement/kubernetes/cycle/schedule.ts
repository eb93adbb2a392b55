import type { ClusterObjects } from '../objects/cluster.ts'
import { type ClusterState, type LoadedCluster, loadCluster } from '../state/cluster-state.ts'
import { type PodInfo, podInfoOf } from '../state/pod-info.ts'
import type { KubernetesVersion } from '../version.ts'
import { commit, type Decision, decide, forget, gateOf } from './decide.ts'

/** One step of scheduling: a pod and what was decided, with the cluster as it was then. */
export interface Step {
  readonly pod: PodInfo
  readonly decision: Decision
  /** Changes with the next step. */
  readonly cluster: ClusterState
}

/** When the first pod is placed, for want of a clock: later than anything that runs. Each pod placed starts a second after the one before. */
const begin = Date.UTC(2030, 0, 1)

/** Schedules the waiting pods one after the other. A pod counts on its node for those that follow. */
export function* scheduleAll(objects: ClusterObjects, version?: KubernetesVersion): Generator<Step> {
  yield* scheduleWaiting(loadCluster(objects, version))
}

/** The same for a cluster that was loaded. */
export function* scheduleWaiting({ cluster, pending }: LoadedCluster): Generator<Step> {
  const waiting = pending.map(podInfoOf)
  for (const info of waiting) expectNominated(info, cluster)
  let started = begin
  for (const pod of waiting) {
    const decision = decide(pod, cluster, started)
    yield { pod, decision, cluster }
    // Whatever came of it, room is not kept any longer: the scheduler forgets what it had planned, or plans anew.
    forget(pod, cluster)
    if (decision.kind !== 'scheduled') continue
    started += 1000
    commit(pod, decision.node, cluster, started)
  }
}

/** Room that preemption made for a pod is kept for it, if the pod is queued. */
function expectNominated(info: PodInfo, cluster: ClusterState): void {
  const node = info.pod.status.nominatedNodeName
  if (node === '' || gateOf(info, cluster) !== undefined) return
  const { nominated } = cluster
  nominated.set(node, [...(nominated.get(node) ?? []), info])
}
