import { commit, decide } from '../../../server/src/placement/kubernetes/cycle/decide.ts'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { placeReplicas } from '../../../server/src/placement/kubernetes/replicas/place.ts'
import { type ClusterState, copyCluster, loadCluster } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import { type PodInfo, podInfoOf } from '../../../server/src/placement/kubernetes/state/pod-info.ts'
import { generateCluster } from './generate.ts'

/** Places replicas one by one, each decided from nothing by looking at every node: slow and obvious. `node (of so many equal)` by replica. */
export function placeOneByOne(info: PodInfo, cluster: ClusterState, count: number): readonly string[] {
  const placed: string[] = []
  for (let i = 0; i < count; i++) {
    const startTime = Date.UTC(2030, 0, 1) + (i + 1) * 1000
    const decision = decide(info, cluster, startTime)
    if (decision.kind !== 'scheduled') break
    placed.push(`${decision.node.name} of ${decision.best.length}`)
    commit(info, decision.node, cluster, startTime)
  }
  return placed
}

/** Whether both engines place thirty replicas alike on the generated cluster of a seed, ties included. */
export function agree(seed: number): boolean {
  const { cluster, pending } = loadCluster(readCluster(generateCluster(seed)))
  const [waiting] = pending
  if (waiting === undefined) return false
  const pod = podInfoOf(waiting)
  const slow = placeOneByOne(pod, copyCluster(cluster), 30)
  const { placed, nodes, equal } = placeReplicas(pod, cluster, 30)
  return placed === slow.length && slow.every((one, i) => one === `${cluster.nodes[nodes[i] ?? -1]?.name} of ${equal[i]}`)
}
