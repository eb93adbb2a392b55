import { type Refusal, reasonOf } from '../refusal.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { byBudget } from './budgets.ts'
import { enter, leave, type ReadyFilters, refusalWithNominated } from './filters.ts'
import { addReason, failureMessage } from './message.ts'

/** What came of looking for pods to evict. */
export interface Preemption {
  /** Nodes on which evictions make room, in the order of the cluster. */
  readonly candidates: readonly Candidate[]
  /** Those that no criterion tells apart; the first is taken here, any by the scheduler. */
  readonly best: readonly Candidate[]
  /** What follows the reasons in the event; "" if there is a candidate. */
  readonly message: string
}

/** A node and who has to go. */
export interface Candidate {
  readonly node: NodeState
  /** The most important first. */
  readonly victims: readonly PodInfo[]
  /** How many evictions break a budget. */
  readonly violations: number
}

const noClaims = 'no new claims to deallocate'

/**
 * Looks for nodes where evicting less important pods makes room, on all nodes that were refused for a reason evictions can remove.
 * `refusals` are those of the attempt, by index of the node; nodes without one were not asked. Nothing is evicted.
 */
export function preempt(
  info: PodInfo,
  cluster: ClusterState,
  filters: ReadyFilters,
  refusals: readonly (Refusal | undefined)[],
  now: number,
): Preemption {
  const refused = ineligible(info, cluster, refusals)
  if (refused !== undefined) return { candidates: [], best: [], message: `${noClaims}, preemption: ${refused}` }
  const candidates: Candidate[] = []
  const counts = new Map<string, number>()
  let tried = 0
  for (const node of cluster.nodes) {
    if (refusals[node.index]?.resolvable !== true) continue
    tried++
    const found = victimsOn(node, info, cluster, filters, now)
    if ('reasons' in found) for (const reason of found.reasons) addReason(counts, reason, 1)
    else candidates.push(found)
  }
  if (candidates.length > 0) return { candidates, best: bestOf(candidates, now), message: '' }
  addReason(counts, 'Preemption is not helpful for scheduling', cluster.nodes.length - tried)
  return { candidates, best: [], message: `${noClaims}, preemption: ${failureMessage(cluster.nodes.length, counts, '')}` }
}

/** Why the pod may not evict others; undefined if it may. */
function ineligible({ pod, priority }: PodInfo, { byName }: ClusterState, refusals: readonly (Refusal | undefined)[]): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const node = byName.get(pod.status.nominatedNodeName)
  if (node === undefined || refusals[node.index]?.resolvable !== true) return undefined
  const going = node.pods.some((other) => other.priority < priority && isPreempted(other))
  return going ? 'not eligible due to a terminating pod on the nominated node.' : undefined
}

/** Whether a pod is ending because the scheduler evicted it. */
function isPreempted({ pod }: PodInfo): boolean {
  const target = pod.status.conditions.find(({ type }) => type === 'DisruptionTarget')
  return pod.deleting && target?.status === 'True' && target.reason === 'PreemptionByScheduler'
}

/** The fewest and least important pods that have to go from a node, or why evictions do not help there. */
function victimsOn(
  node: NodeState,
  info: PodInfo,
  cluster: ClusterState,
  filters: ReadyFilters,
  now: number,
): Candidate | { readonly reasons: readonly string[] } {
  const weaker = node.pods.filter(({ priority }) => priority < info.priority)
  if (weaker.length === 0) return { reasons: ['No preemption victims found for incoming pod'] }
  for (const one of weaker) leave(filters, one, node)
  const refusal = refusalWithNominated(filters, node, info, cluster)
  const victims: PodInfo[] = []
  let violations = 0
  if (refusal === undefined) {
    const stays = (one: PodInfo): boolean => {
      enter(filters, one, node)
      if (refusalWithNominated(filters, node, info, cluster) === undefined) return true
      leave(filters, one, node)
      victims.push(one)
      return false
    }
    const { violating, others } = byBudget(weaker.sort(moreImportant(now)), cluster.budgets)
    for (const one of violating) if (!stays(one)) violations++
    for (const one of others) stays(one)
  }
  for (const one of refusal === undefined ? victims : weaker) enter(filters, one, node)
  if (refusal !== undefined) return { reasons: refusal.why.map((why) => reasonOf(why, cluster.behaviour)) }
  if (victims.length === 0) return { reasons: [] }
  return { node, victims: victims.sort(moreImportant(now)), violations }
}

/** Higher priority first, then who has run longest. */
function moreImportant(now: number): (a: PodInfo, b: PodInfo) => number {
  return (a, b) => b.priority - a.priority || (a.startTime ?? now) - (b.startTime ?? now)
}

/**
 * The candidates that no criterion tells apart: fewest broken budgets, least important victim, least importance together, fewest victims,
 * and of the most important victims the one that ran longest has run shortest.
 */
function bestOf(candidates: readonly Candidate[], now: number): readonly Candidate[] {
  const criteria: readonly ((candidate: Candidate) => number)[] = [
    ({ violations }) => violations,
    ({ victims }) => victims[0]?.priority ?? 0,
    ({ victims }) => victims.reduce((sum, { priority }) => sum + priority + 2 ** 31, 0),
    ({ victims }) => victims.length,
    ({ victims }) => -longestRunning(victims, now),
  ]
  return criteria.reduce(leastBy, candidates)
}

function leastBy(candidates: readonly Candidate[], criterion: (candidate: Candidate) => number): readonly Candidate[] {
  const least = candidates.reduce((min, one) => Math.min(min, criterion(one)), Number.POSITIVE_INFINITY)
  return candidates.filter((one) => criterion(one) === least)
}

function longestRunning(victims: readonly PodInfo[], now: number): number {
  const highest = victims[0]?.priority
  return victims.reduce(
    (earliest, { priority, startTime }) => (priority === highest ? Math.min(earliest, startTime ?? now) : earliest),
    Number.POSITIVE_INFINITY,
  )
}
