import type { Reason } from '../report.ts'

/**
 * A finished placement of one workload, as the questions about it need it. A scheduler makes one of its state; asking changes nothing,
 * because every question takes back what it tried.
 */
export interface Scene {
  readonly unit: 'task' | 'pod'
  /** Undefined where the nodes are no machines that could fail one by one. */
  readonly nodeUnit: 'instance' | 'node' | undefined
  readonly asked: number
  readonly placed: number
  /** All nodes in the order of their names, with how many of this workload's tasks or pods this placement put there. */
  readonly nodes: readonly SceneNode[]
  /** Undefined where the number is not free to choose: one daemon per node. */
  readonly headroom: Headroom | undefined
  /** The node closest to taking one more, with what it lacks; undefined if one can, or if there is none. */
  readonly closest: { readonly node: string; readonly reasons: readonly Reason[] } | undefined
  /**
   * Takes nodes away and places this workload's tasks from there on the others. `rivals` is who else from there looks for a place first.
   * Absent where nobody can tell, as with volumes that follow no pod.
   */
  readonly lose?: (nodes: ReadonlySet<string>, rivals: 'none' | 'first') => Relocation
  /** Whether losing one node takes so long to answer that not all can be tried. */
  readonly costly?: boolean
  /** How a rolling update goes, if the workload has one. */
  readonly rollout: Rollout | undefined
  /** Ways to make room for what is left over, one for each group that can grow; empty if nothing is left over. */
  growth(): readonly Growth[]
}

export interface SceneNode {
  readonly name: string
  readonly zone: string
  /** "" if it belongs to none. */
  readonly group: string
  readonly own: number
}

/** How many more fit, and what ends it. */
export interface Headroom {
  /** Infinite if one more takes nothing that could run out. */
  readonly more: number
  /** Whether there may be more than so many, because counting ended. */
  readonly atLeast?: boolean
  readonly binding: string | undefined
}

/** What becomes of tasks whose nodes are gone. */
export interface Relocation {
  /** Tasks of this workload that ran there. */
  readonly moving: number
  /** Those of them that find no other place. */
  readonly pending: number
  /** Tasks of others that ran there. */
  readonly rivals: number
  /** What the closest node lacks for the first that is pending: "memory". */
  readonly lacking: string | undefined
}

/** A rolling update between two limits. */
export interface Rollout {
  /** With the limits as they are written: "rolling update 100 / 200 %". */
  readonly event: string
  readonly limits: RolloutLimits
  /** How rounding comes to limits between which nothing may start or stop. */
  readonly standstill: string
  /** Other limits worth trying, those that keep most running first. */
  readonly alternatives: readonly { readonly name: string; readonly limits: RolloutLimits }[]
  /** Tries the update with such limits. */
  attempt(limits: RolloutLimits): RolloutOutcome
}

/** Fewest and most that may run at once. */
export interface RolloutLimits {
  readonly lower: number
  readonly upper: number
}

export interface RolloutOutcome extends RolloutLimits {
  /** Replaced in the end; all of them if it passes. */
  readonly replaced: number
  /** How many more than were running could be started before anything had to stop. */
  readonly room: number
  readonly lacking: string | undefined
}

/** More nodes of one group, and what that would do. */
export interface Growth {
  readonly group: string
  readonly type: string
  /** Nodes to add; the least that is enough, or the most the group allows. */
  readonly nodes: number
  readonly zones: readonly string[]
  /** Of all that are asked for. */
  readonly placed: number
  readonly usdPerHour: number | undefined
}
