import { filtersFor, type ReadyFilters } from '../cycle/filters.ts'
import type { NodeFilter } from '../plugin.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, copyCluster } from '../state/cluster-state.ts'
import { addPod, type NodeState, removePod } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { claimUse, isFullyBound } from '../state/volumes.ts'

/** How many more pods of a kind there is room for. */
export interface Room {
  readonly more: number
  /** There may be more than so many: it was not counted further. */
  readonly atLeast: boolean
  /** By node, where each takes what it has whatever the others do; undefined where pods of the kind get in each other's way. */
  readonly byNode: ReadonlyMap<NodeState, number> | undefined
}

/** Where more fit than anyone asks for, counting ends; a full count would keep an editor waiting. */
const enough = 2000

/** Counts room. Nothing is left on the nodes. */
export function roomFor(info: PodInfo, cluster: ClusterState): Room {
  const filters = filtersFor(info, cluster)
  if (filters.kind === 'rejected') return { more: 0, atLeast: false, byNode: new Map() }
  if (!isIndependent(info, cluster, filters)) {
    const more = placeReplicas(info, copyCluster(cluster), enough).placed
    return { more, atLeast: more === enough, byNode: undefined }
  }
  const byNode = new Map(cluster.nodes.map((node) => [node, roomOn(node, info, filters)]))
  let more = 0
  for (const one of byNode.values()) more += one
  return { more, atLeast: false, byNode }
}

/** Whether a pod on one node changes nothing for the next on another. */
function isIndependent(info: PodInfo, cluster: ClusterState, { scopes }: ReadyFilters): boolean {
  if (scopes.includes('domains')) return false
  return info.pod.spec.volumes.every((volume) => {
    const use = claimUse(info.pod, volume)
    const claim = use && cluster.volumes.claims.get(use.key)
    return use === undefined || (claim !== undefined && isFullyBound(claim) && !claim.accessModes.includes('ReadWriteOncePod'))
  })
}

/** How many more a node takes. Amounts are divided; what else a pod takes from its node is tried. */
export function roomOn(node: NodeState, info: PodInfo, { filters, scopes, nodeNames }: ReadyFilters): number {
  if (nodeNames?.has(node.name) === false || filters.some((filter) => filter.reject(node) !== undefined)) return 0
  const byAmounts = amountsRoom(node, info)
  const others = filters.filter((_, index) => scopes[index] === 'node')
  return takesOnlyAmounts(info) ? byAmounts : tried(node, info, others, byAmounts)
}

function takesOnlyAmounts({ hostPorts, pod }: PodInfo): boolean {
  return hostPorts.length === 0 && pod.spec.volumes.every(({ kind }) => kind === 'other' || kind === 'image')
}

function tried(node: NodeState, info: PodInfo, filters: readonly NodeFilter[], most: number): number {
  let more = 0
  do {
    addPod(node, info)
    more++
  } while (more < most && filters.every((filter) => filter.reject(node) === undefined))
  for (let i = 0; i < more; i++) removePod(node, info)
  return more
}

function amountsRoom({ columns, index, scalars }: NodeState, { requests }: PodInfo): number {
  const free = ({ allocatable, used }: { readonly allocatable: Float64Array; readonly used: Float64Array }) =>
    (allocatable[index] ?? 0) - (used[index] ?? 0)
  let most = free(columns.pods)
  const limit = (left: number, each: number) => {
    if (each > 0) most = Math.min(most, Math.floor(left / each))
  }
  limit(free(columns.cpuMilli), requests.cpuMilli)
  limit(free(columns.memoryBytes), requests.memoryBytes)
  limit(free(columns.ephemeralBytes), requests.ephemeralBytes)
  for (const [name, each] of requests.scalars) limit((scalars.allocatable.get(name) ?? 0) - (scalars.used.get(name) ?? 0), each)
  return Math.max(0, most)
}
