import type { Refusal } from './refusal.ts'
import type { ClusterState } from './state/cluster-state.ts'
import type { NodeState } from './state/node-state.ts'
import type { PodInfo } from './state/pod-info.ts'

/** The plugins of the default profile that decide where a pod runs, by their names. */
export type PluginId =
  | 'SchedulingGates'
  | 'NodeUnschedulable'
  | 'NodeName'
  | 'TaintToleration'
  | 'NodeAffinity'
  | 'NodePorts'
  | 'NodeResourcesFit'
  | 'VolumeRestrictions'
  | 'NodeVolumeLimits'
  | 'VolumeBinding'
  | 'VolumeZone'
  | 'PodTopologySpread'
  | 'InterPodAffinity'
  | 'DynamicResources'
  | 'NodeDeclaredFeatures'
  | 'NodeResourcesBalancedAllocation'
  | 'ImageLocality'

/** One plugin. It looks at the pod first and answers for nodes then, so that what all nodes share is worked out once. */
export interface Plugin {
  readonly id: PluginId
  /** What a pod that is placed changes for the next one of the same kind. */
  readonly scope: Scope
  /** What keeps the pod from even being queued; undefined if nothing does. */
  gate?(pod: PodInfo, cluster: ClusterState): string | undefined
  /** PreFilter, and Filter for the nodes that are asked about. */
  filter?(pod: PodInfo, cluster: ClusterState): Filter
  /** PreScore over the feasible nodes, and Score for them. */
  score?(pod: PodInfo, cluster: ClusterState, feasible: readonly NodeState[]): Scorer
  /** What its score, 0 to 100, counts in the sum. */
  readonly weight?: number
}

/**
 * What a placed pod changes: nothing, only the node it is on, or all nodes that share the value of a label with it. A plugin that
 * says `node` answers from the node as it is when asked; one that says `domains` is told (`placed`) and knows what its answers
 * depend on (`signature`).
 */
export type Scope = 'nothing' | 'node' | 'domains'

/** Whether several nodes have the same value of a label, so that they are a domain; else the label tells nodes apart. */
export type IsShared = (topologyKey: string) => boolean

/** A plugin's filter for one pod. */
export type Filter = Skipped | PodRejected | NodeFilter

/** The plugin has nothing to do for the pod. */
export interface Skipped {
  readonly kind: 'skip'
}

/** The pod as a whole cannot run anywhere, whatever is evicted. */
export interface PodRejected {
  readonly kind: 'rejected'
  readonly reason: string
}

/** Asks node after node. */
export interface NodeFilter {
  readonly kind: 'filter'
  /** Only these nodes need be asked; absent, all. */
  readonly nodeNames?: ReadonlySet<string>
  /** Why the node cannot take the pod; undefined if the plugin has no objection. */
  reject(node: NodeState): Refusal | undefined
  /** The refusal with everything that is wrong with the node, where `reject` stops at the first; absent, there never is more. */
  explain?(node: NodeState, refusal: Refusal): Refusal
  /** Told when preemption tries a node with a pod more or less than there was when the filter was made. */
  moved?(pod: PodInfo, node: NodeState, by: 1 | -1): void
  /** Told when a pod was placed, so that the filter need not be made anew for the next of the same kind. */
  placed?(pod: PodInfo, node: NodeState): void
  /** Nodes with the same text get the same answer. Absent, all do that the plugin's scope allows. */
  signature?(node: NodeState, isShared: IsShared): string
}

/** A plugin's scores for one pod. */
export type Scorer = Skipped | ScoringFailed | NodeScorer

/** Scoring failed, and with it the attempt. */
export interface ScoringFailed {
  readonly kind: 'failed'
  readonly message: string
}

/** Scores node after node. */
export interface NodeScorer {
  readonly kind: 'score'
  raw(node: NodeState): number
  /** Turns the scores of all feasible nodes, in their order, into 0 to 100; absent, they are that already. */
  normalize?(scores: number[], nodes: readonly NodeState[]): void
  /** Whether there is nothing to say about any node, so that the scheduler would skip the plugin. */
  isIdle?(): boolean
  /** Told which nodes are feasible when that changed, each with how many are like it. */
  weigh?(feasible: readonly Sample[], isShared: IsShared): void
  /** As for filters. */
  placed?(pod: PodInfo, node: NodeState): void
  signature?(node: NodeState, isShared: IsShared): string
}

/** A node that stands for so many of which plugins need no more tell apart. */
export interface Sample {
  readonly node: NodeState
  readonly size: number
}

/** The plugin has nothing to do. */
export const skip: Skipped = { kind: 'skip' }

/** The highest score a plugin gives after normalising. */
export const maxScore = 100

/** Scales scores so that the highest becomes 100; reversed, so that the lowest count is the best. */
export function normalizeToMax(scores: number[], reverse: boolean): void {
  const most = scores.reduce((max, score) => Math.max(max, score), 0)
  if (most === 0) {
    if (reverse) scores.fill(maxScore)
    return
  }
  scores.forEach((score, index) => {
    const share = Math.trunc((maxScore * score) / most)
    scores[index] = reverse ? maxScore - share : share
  })
}
