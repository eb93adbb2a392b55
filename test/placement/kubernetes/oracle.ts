import { commit, decide } from '../../../server/src/placement/kubernetes/cycle/decide.ts'
import type { ClusterState } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import type { PodInfo } from '../../../server/src/placement/kubernetes/state/pod-info.ts'

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
