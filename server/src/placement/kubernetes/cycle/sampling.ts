import type { NodeState } from '../state/node-state.ts'

/**
 * How the scheduler saves work in large clusters: it looks at nodes only until it has found enough that fit, and begins with the next pod
 * where it stopped. Absent, all nodes are looked at.
 */
export interface Sampling {
  /** Of all nodes, in percent; 0 lets the scheduler choose by the size of the cluster. */
  readonly percentage: number
  /** Where the next pod begins, in the scheduler's own order of nodes. */
  next: number
}

/** Fewer are never enough. */
const least = 100

/** How many nodes that fit are enough. https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/ */
export function enoughOf(nodes: number, percentage: number): number {
  if (nodes < least) return nodes
  const share = percentage === 0 ? Math.max(5, 50 - Math.floor(nodes / 125)) : percentage
  return Math.max(least, Math.floor((nodes * share) / 100))
}

/** The nodes in the scheduler's own order: one of each zone in turn. */
export function inTurns(nodes: readonly NodeState[]): readonly NodeState[] {
  const zones = new Map<string, NodeState[]>()
  for (const node of nodes) {
    const zone = zoneKey(node)
    const members = zones.get(zone)
    if (members) members.push(node)
    else zones.set(zone, [node])
  }
  const lists = [...zones.values()]
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0)
  return Array.from({ length: longest }, (_, i) => lists.flatMap((members) => members[i] ?? [])).flat()
}

/** Region and zone together; the old labels win. */
function zoneKey({ labels }: NodeState): string {
  const region = labels.get('failure-domain.beta.kubernetes.io/region') ?? labels.get('topology.kubernetes.io/region') ?? ''
  const zone = labels.get('failure-domain.beta.kubernetes.io/zone') ?? labels.get('topology.kubernetes.io/zone') ?? ''
  return `${region}\n${zone}`
}
