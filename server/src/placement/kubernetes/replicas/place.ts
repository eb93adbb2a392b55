import { commit, decide, gateOf } from '../cycle/decide.ts'
import { filtersFor, type ReadyFilters } from '../cycle/filters.ts'
import { type PluginScorer, scorersFor } from '../cycle/scores.ts'
import { type ClusterState, place } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { claimUse, isFullyBound } from '../state/volumes.ts'
import { placeByGroups } from './by-groups.ts'

/** Where replicas went, in their order. Those from `placed` on found no node. */
export interface ReplicaPlacements {
  readonly asked: number
  readonly placed: number
  /** Index of the node by replica. */
  readonly nodes: Int32Array
  /** How many nodes were equally good, the one taken included. */
  readonly equal: Int32Array
}

/** When the first replica starts, for want of a clock; each one a second after the one before. */
const begin = Date.UTC(2030, 0, 1)

/**
 * Places so many pods of one kind, each as if it was scheduled alone after those before it, and leaves them on their nodes. The decisions
 * are those of `decide` one by one. As pods of a kind change little for the next of the kind, the work is done for groups of like nodes.
 */
export function placeReplicas(info: PodInfo, cluster: ClusterState, asked: number): ReplicaPlacements {
  const result = { nodes: new Int32Array(asked), equal: new Int32Array(asked) }
  let placed = 0
  const put = (node: NodeState, equal: number) => {
    result.nodes[placed] = node.index
    result.equal[placed] = equal
    placed++
  }
  const parts = asked > 1 ? groupable(info, cluster) : undefined
  if (parts) {
    const { filters, scorers } = parts
    placeByGroups(cluster, filters, scorers, asked, (node, equal) => {
      put(node, equal)
      const replica = { ...info, startTime: begin + placed * 1000 }
      place(cluster, replica, node)
      return replica
    })
  } else placeOneByOne(info, cluster, asked, put)
  return { asked, placed, ...result }
}

function placeOneByOne(info: PodInfo, cluster: ClusterState, asked: number, put: (node: NodeState, equal: number) => void): void {
  for (let i = 0; i < asked; i++) {
    const startTime = begin + (i + 1) * 1000
    const decision = decide(info, cluster, startTime)
    if (decision.kind !== 'scheduled') return
    put(decision.node, decision.best.length)
    commit(info, decision.node, cluster, startTime)
  }
}

/** Filters and scorers that stay good for all replicas; undefined where one replica may change what they stand on for the next. */
function groupable(
  info: PodInfo,
  cluster: ClusterState,
): { readonly filters: ReadyFilters; readonly scorers: readonly PluginScorer[] } | undefined {
  if (cluster.sampling !== undefined || gateOf(info, cluster) !== undefined || !keepsVolumes(info, cluster)) return undefined
  if (info.pod.status.nominatedNodeName !== '' || cluster.nominated.size > 0) return undefined
  const filters = filtersFor(info, cluster)
  const scorers = scorersFor(info, cluster, cluster.nodes)
  return filters.kind === 'rejected' || 'error' in scorers ? undefined : { filters, scorers }
}

/** Whether all claims have their volumes and may be used by several pods. */
function keepsVolumes({ pod }: PodInfo, { volumes }: ClusterState): boolean {
  return pod.spec.volumes.every((volume) => {
    const use = claimUse(pod, volume)
    if (use === undefined) return true
    const claim = volumes.claims.get(use.key)
    return claim !== undefined && isFullyBound(claim) && !claim.accessModes.includes('ReadWriteOncePod')
  })
}
