import type { PluginId } from '../plugin.ts'
import { plugins } from '../plugins/index.ts'
import { assume } from '../plugins/volume-binding/bind.ts'
import type { Refusal } from '../refusal.ts'
import { type ClusterState, place } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { claimUse, isFullyBound } from '../state/volumes.ts'
import { filtersFor, type PodFilters, type ReadyFilters, refusalWithNominated } from './filters.ts'
import { addReason, countReasons, failureMessage, notLooked, rejectionMessage } from './message.ts'
import { type Preemption, preempt } from './preemption.ts'
import { enoughOf, inTurns } from './sampling.ts'
import { bestOf, type Scores, scoresOf } from './scores.ts'

/** What the scheduler decides for one pod. */
export type Decision = Gated | Scheduled | Unschedulable | Failed

/** The pod is not even queued. */
export interface Gated {
  readonly kind: 'gated'
  readonly message: string
}

/** The pod gets a node. */
export interface Scheduled {
  readonly kind: 'scheduled'
  /** The first of `best`. */
  readonly node: NodeState
  /** All nodes with the highest total, in the order of the cluster. */
  readonly best: readonly NodeState[]
  /** Whether it got the node that preemption had made room on; the others were not looked at. */
  readonly nominated: boolean
  /** Absent where one node only was feasible, which is taken without scoring. */
  readonly scores: Scores | undefined
  readonly filters: ReadyFilters
  readonly refusals: readonly (Refusal | undefined)[]
}

/** No node can take the pod. */
export interface Unschedulable {
  readonly kind: 'unschedulable'
  /** The text of the event, word for word. */
  readonly message: string
  /** Undefined in a cluster without nodes. */
  readonly filters: PodFilters | undefined
  /** By index of the node; undefined for nodes that were not asked. */
  readonly refusals: readonly (Refusal | undefined)[]
  readonly preemption: Preemption | undefined
}

/** The attempt failed; the scheduler would try again. */
export interface Failed {
  readonly kind: 'failed'
  readonly message: string
  readonly filters: ReadyFilters
  readonly refusals: readonly (Refusal | undefined)[]
}

/** Decides where a pod goes. All nodes are looked at and scored; nothing is changed. `now` is the start time of pods that have none. */
export function decide(info: PodInfo, cluster: ClusterState, now: number): Decision {
  const gate = gateOf(info, cluster)
  if (gate !== undefined) return { kind: 'gated', message: gate }
  if (cluster.nodes.length === 0) {
    const message = 'no nodes available to schedule pods'
    return { kind: 'unschedulable', message, filters: undefined, refusals: [], preemption: undefined }
  }
  const filters = filtersFor(info, cluster)
  if (filters.kind === 'rejected') return rejected(filters, cluster)
  const refusals: (Refusal | undefined)[] = new Array(cluster.nodes.length).fill(undefined)
  const nominated = cluster.byName.get(info.pod.status.nominatedNodeName)
  if (nominated !== undefined) {
    refusals[nominated.index] = refusalWithNominated(filters, nominated, info, cluster)
    if (refusals[nominated.index] === undefined) {
      return { kind: 'scheduled', node: nominated, best: [nominated], nominated: true, scores: undefined, filters, refusals }
    }
  }
  return among(info, cluster, filters, refusals, now)
}

/** What keeps a pod from being queued; undefined if nothing does. */
export function gateOf(info: PodInfo, cluster: ClusterState): string | undefined {
  for (const { gate } of plugins) {
    const message = gate?.(info, cluster)
    if (message !== undefined) return message
  }
  return undefined
}

/** Puts a pod on the node that was decided, with what is assumed about its volumes. */
export function commit(info: PodInfo, node: NodeState, cluster: ClusterState, startTime: number): void {
  const waiting = info.pod.spec.volumes.flatMap((volume) => {
    const use = claimUse(info.pod, volume)
    const claim = use && cluster.volumes.claims.get(use.key)
    return claim === undefined || isFullyBound(claim) ? [] : [claim]
  })
  if (waiting.length > 0) assume(node, waiting, cluster.volumes)
  place(cluster, { ...info, startTime }, node)
  forget(info, cluster)
}

/** A pod that was decided about is not expected on the node any more that preemption had made room on. */
export function forget({ pod }: PodInfo, { nominated }: ClusterState): void {
  const expected = nominated.get(pod.status.nominatedNodeName)
  if (expected)
    nominated.set(
      pod.status.nominatedNodeName,
      expected.filter((one) => one.pod !== pod),
    )
}

function among(info: PodInfo, cluster: ClusterState, filters: ReadyFilters, refusals: (Refusal | undefined)[], now: number): Decision {
  const feasible = feasibleNodes(info, cluster, filters, refusals)
  const [only] = feasible
  if (only === undefined) return unschedulable(info, cluster, filters, refusals, now)
  if (feasible.length === 1) {
    return { kind: 'scheduled', node: only, best: feasible, nominated: false, scores: undefined, filters, refusals }
  }
  const scores = scoresOf(info, cluster, feasible)
  if ('error' in scores) return { kind: 'failed', message: scores.error, filters, refusals }
  const best = bestOf(scores)
  return { kind: 'scheduled', node: best[0] ?? only, best, nominated: false, scores, filters, refusals }
}

/** Asks node after node, and writes down what each objects to: all of them, or until enough fit. */
function feasibleNodes(
  info: PodInfo,
  cluster: ClusterState,
  filters: ReadyFilters,
  refusals: (Refusal | undefined)[],
): readonly NodeState[] {
  const { sampling } = cluster
  const asked = filters.nodeNames === undefined ? cluster.nodes : named(filters.nodeNames, cluster)
  const order = sampling === undefined ? asked : inTurns(asked)
  const enough = sampling === undefined ? asked.length : enoughOf(asked.length, sampling.percentage)
  const start = sampling?.next ?? 0
  const feasible: NodeState[] = []
  let processed = 0
  while (processed < order.length && feasible.length < enough) {
    const node = order[(start + processed) % order.length]
    processed++
    if (node === undefined) break
    const refusal = refusalWithNominated(filters, node, info, cluster)
    refusals[node.index] = refusal
    if (refusal === undefined) feasible.push(node)
  }
  if (sampling !== undefined && order.length > 0) sampling.next = (start + processed) % order.length
  return feasible
}

/** Nodes by their names, in the order of the cluster. */
function named(names: ReadonlySet<string>, { byName }: ClusterState): readonly NodeState[] {
  return [...names].flatMap((name) => byName.get(name) ?? []).sort((a, b) => a.index - b.index)
}

function unschedulable(
  info: PodInfo,
  cluster: ClusterState,
  filters: ReadyFilters,
  refusals: readonly (Refusal | undefined)[],
  now: number,
): Unschedulable {
  const { nodes, behaviour } = cluster
  const preemption = preempt(info, cluster, filters, refusals, now)
  const found = refusals.filter((one) => one !== undefined)
  const counts = countReasons(found, behaviour)
  addReason(counts, outside(filters.restrictedBy), nodes.length - found.length)
  const message = failureMessage(nodes.length, counts, preemption.message)
  return { kind: 'unschedulable', message, filters, refusals, preemption }
}

function outside(plugins: readonly PluginId[]): string {
  return `node(s) didn't satisfy plugin(s) [${plugins.join(' ')}]`
}

function rejected(filters: Extract<PodFilters, { kind: 'rejected' }>, { nodes }: ClusterState): Unschedulable {
  return {
    kind: 'unschedulable',
    message: rejectionMessage(nodes.length, filters.reason),
    filters,
    refusals: [],
    preemption: { candidates: [], best: [], message: notLooked },
  }
}
