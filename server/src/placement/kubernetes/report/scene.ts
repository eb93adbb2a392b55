import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import { closestOf } from '../../reasons.ts'
import type { Relocation, Scene } from '../../what-if/scene.ts'
import { filtersFor } from '../cycle/filters.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, copyCluster } from '../state/cluster-state.ts'
import { addPod, type NodeState, removePod } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { growthOf } from './growth.ts'
import { kindsOf } from './kinds.ts'
import type { Explain } from './reasons.ts'
import { refusedBy } from './refused.ts'
import { rolloutOf } from './rollout.ts'
import { type Room, roomFor } from './room.ts'
import type { KubernetesRun } from './run.ts'

/** Makes a finished placement ready for questions. */
export function sceneOf(run: KubernetesRun, cluster: ClusterState, model: KubernetesCluster, explain: Explain): Scene {
  const { plan, placements, info } = run
  const own = new Map<NodeState, number>()
  for (const { node } of placements) if (node) own.set(node, (own.get(node) ?? 0) + 1)
  const placed = placements.filter(({ node }) => node !== undefined).length
  const free = plan.mode === 'alike'
  const gated = run.left?.kind === 'gated'
  const room = free && !gated ? roomFor(info, cluster) : undefined
  const standing = { run, cluster, own, room, explain }
  const pending = placements.length - placed
  return {
    unit: 'pod',
    nodeUnit: 'node',
    asked: placements.length,
    placed,
    nodes: cluster.nodes.map((node) => ({
      name: node.name,
      zone: zoneOf(node),
      group: model.groupOf.get(node.name) ?? '',
      own: own.get(node) ?? 0,
    })),
    headroom: room && { more: room.more, atLeast: room.atLeast, binding: bindingOf(standing) },
    closest: room === undefined || room.more > 0 ? undefined : closestOf(refusedBy(info, cluster, explain)),
    ...(free && placed > 0 && { lose: (names: ReadonlySet<string>, rivals: 'none' | 'first') => lose(standing, names, rivals) }),
    costly: room?.byNode === undefined && own.size * cluster.nodes.length > mostTrials,
    rollout: free && placed > 0 ? rolloutOf(run, cluster, explain) : undefined,
    growth: () => (free && pending > 0 && !gated ? growthOf(info, cluster, model.groups, placements.length, placed) : []),
  }
}

/** So many nodes may be looked at to try the loss of each one: half a second's work. */
const mostTrials = 100_000

/** The zone that a node says it is in; "" if it says none. */
export function zoneOf({ labels }: NodeState): string {
  return labels.get('topology.kubernetes.io/zone') ?? labels.get('failure-domain.beta.kubernetes.io/zone') ?? ''
}

interface Standing {
  readonly run: KubernetesRun
  readonly cluster: ClusterState
  readonly own: ReadonlyMap<NodeState, number>
  readonly room: Room | undefined
  readonly explain: Explain
}

/** What most nodes lack once they are full. Only nodes count on which a pod of the kind could run at all. */
function bindingOf({ run: { info }, cluster, room, explain }: Standing): string | undefined {
  const filters = filtersFor(info, cluster)
  if (room?.byNode === undefined || room.more === 0 || filters.kind === 'rejected') return undefined
  const ends = new Map<string, number>()
  for (const [node, more] of room.byNode) {
    if (more === 0) continue
    for (let i = 0; i < more; i++) addPod(node, info)
    const refusals = filters.filters.flatMap((filter) => filter.reject(node) ?? [])
    for (const { what } of explain(refusals, node)) ends.set(what, (ends.get(what) ?? 0) + 1)
    for (let i = 0; i < more; i++) removePod(node, info)
  }
  return [...ends].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** More other pods than these are not placed anew to answer one question. */
const mostRivals = 3000

function lose(standing: Standing, names: ReadonlySet<string>, rivals: 'none' | 'first'): Relocation {
  const { run, cluster, own, room } = standing
  const lost = cluster.nodes.filter(({ name }) => names.has(name))
  const moving = lost.reduce((sum, node) => sum + (own.get(node) ?? 0), 0)
  const others = lost.flatMap(({ pods }) => pods.filter(({ pod }) => pod !== run.info.pod && isReplaced(pod)))
  const counted = others.length > mostRivals ? 0 : others.length
  const gone = room?.byNode === undefined ? undefined : lost.reduce((sum, node) => sum + (room.byNode?.get(node) ?? 0), 0)
  if (rivals === 'none' && room !== undefined && gone !== undefined && room.more - gone >= moving) {
    return { moving, pending: 0, rivals: counted, lacking: undefined }
  }
  return { moving, rivals: counted, ...relocate(standing, names, moving, rivals === 'first' ? kindsOf(others) : []) }
}

/** Daemons and static pods go with their node, and nobody makes a pod anew that has no owner. */
function isReplaced({ controller, deleting }: PodInfo['pod']): boolean {
  return controller !== undefined && controller.kind !== 'DaemonSet' && controller.kind !== 'Node' && !deleting
}

/** Places pods on what is left without some nodes, after others that are quicker. */
function relocate(
  { run: { info }, cluster, explain }: Standing,
  names: ReadonlySet<string>,
  moving: number,
  others: readonly { readonly info: PodInfo; readonly count: number }[],
): Pick<Relocation, 'pending' | 'lacking'> {
  const left = copyCluster(cluster, { without: names })
  for (const one of others) placeReplicas(one.info, left, one.count)
  const pending = moving - placeReplicas(info, left, moving).placed
  const lacking = pending === 0 ? undefined : closestOf(refusedBy(info, left, explain))?.reasons[0]?.what
  return { pending, lacking }
}
