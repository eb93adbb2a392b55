import type { NodeGroup } from '../../cluster/kubernetes.ts'
import { byName } from '../../order.ts'
import type { Growth } from '../../what-if/scene.ts'
import { readKubectlList } from '../objects/cluster.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, copyCluster } from '../state/cluster-state.ts'
import type { PodInfo } from '../state/pod-info.ts'

/** More nodes than these are not tried. */
const mostNodes = 500

/** For each group the least number of new nodes that takes what is left over, in the zones that hold the fewest of the pods. */
export function growthOf(
  info: PodInfo,
  cluster: ClusterState,
  groups: readonly NodeGroup[],
  asked: number,
  placed: number,
): readonly Growth[] {
  return groups.flatMap((group) => {
    const allowed = Math.min(mostNodes, (group.max ?? Number.POSITIVE_INFINITY) - group.size)
    const zones = [...group.zones].sort((a, b) => podsIn(info, cluster, a) - podsIn(info, cluster, b) || byName(a, b))
    if (zones.length === 0 || allowed <= 0) return []
    const more = (nodes: number) => placedWith(info, cluster, group, zones, nodes, asked - placed)
    const nodes = fewest(asked - placed, allowed, more)
    const { type, usdPerHour } = group
    const price = usdPerHour === undefined ? undefined : usdPerHour * nodes
    return [{ group: group.name, type, nodes, zones: zones.slice(0, nodes), placed: placed + more(nodes), usdPerHour: price }]
  })
}

/** The fewest nodes that take all, found by doubling and halving; 1 if none helps, the most allowed if they are not enough. */
function fewest(wanted: number, allowed: number, more: (nodes: number) => number): number {
  let [low, high] = [0, 1]
  while (more(high) < wanted) {
    if (high === 1 && more(1) === 0 && more(Math.min(3, allowed)) === 0) return 1
    if (high === allowed) return allowed
    low = high
    high = Math.min(high * 2, allowed)
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (more(middle) < wanted) low = middle
    else high = middle
  }
  return high
}

function placedWith(
  info: PodInfo,
  cluster: ClusterState,
  group: NodeGroup,
  zones: readonly string[],
  nodes: number,
  wanted: number,
): number {
  const items = Array.from({ length: nodes }, (_, i) => group.next(zones[i % zones.length] ?? '', i)).flat()
  return placeReplicas(info, copyCluster(cluster, { with: readKubectlList({ kind: 'List', items }) }), wanted).placed
}

function podsIn({ pod }: PodInfo, { nodes }: ClusterState, zone: string): number {
  const there = nodes.filter(({ labels }) => labels.get('topology.kubernetes.io/zone') === zone)
  return there.reduce((sum, { pods }) => sum + pods.filter((one) => one.pod === pod).length, 0)
}
