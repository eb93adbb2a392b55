import type { Source } from './workload.ts'

/**
 * What a placement says: one complete snapshot with its numbers and its words. Panel, text view, command line and code lens
 * render this and nothing else, so that all say the same.
 */
export interface PlacementReport {
  /** Of this shape; a field that changes its meaning raises it. */
  readonly version: 1
  readonly cluster: ClusterSummary
  readonly workloads: readonly WorkloadReport[]
  /** All nodes after placement, lanes in order: zone, then name. */
  readonly nodes: readonly NodeReport[]
  readonly totals: Totals
  readonly whatIf: readonly WhatIf[]
  /** What the real scheduler looks at and this preview does not, one sentence each. */
  readonly fidelity: readonly string[]
}

export interface ClusterSummary {
  readonly name: string
  readonly kind: 'ecs' | 'kubernetes'
  /** Whether it is the built-in example or comes from a file of the user. */
  readonly source: 'example' | 'file'
  /** How many nodes (instances) it has and what they are called. */
  readonly nodes: number
  readonly unit: 'instance' | 'node'
  /** "prod-eu · ECS · 9 instances" */
  readonly label: string
}

/** What became of one workload. */
export interface WorkloadReport {
  readonly name: string
  /** "ECS task definition, EC2", "Deployment" */
  readonly kind: string
  readonly unit: 'task' | 'pod'
  readonly asked: number
  readonly placed: number
  /** How nodes were ranked: "spread(zone), binpack(memory)". */
  readonly strategy: string
  readonly verdict: Verdict
  /** One per replica in the order of placement; `node` is missing for those that found no place. */
  readonly placements: readonly Placement[]
  /** Why nodes cannot take one more, alike reasons together, most frequent first; empty if every node can. */
  readonly reasons: readonly ReasonGroup[]
  /** The message the real scheduler would give, word for word, where something is left over. */
  readonly schedulerMessage?: string
  /** How many more of the same fit behind these, and the resource that ends it; absent where unlimited (Fargate). */
  readonly headroom?: { readonly more: number; readonly atLeast?: true; readonly binding?: string }
  readonly source: Source
}

/** The answer in one sentence, and what to know beside it. */
export interface Verdict {
  readonly kind: 'fits' | 'partly' | 'none' | 'gated'
  /** "2 of 3 tasks fit. The third is short of memory by 96 MiB." */
  readonly sentence: string
  /** "Closest: i-0b77 has 928 MiB free, the task asks 1,024 MiB at line 14. ..." May be empty. */
  readonly detail: string
  /** The place that `detail` names by its line. */
  readonly source?: Source
}

export interface Placement {
  /** Absent: pending. */
  readonly node?: string
  /** How many nodes were equally good; the first by name was taken. */
  readonly equal?: number
}

/** A node with what it holds after the placement. */
export interface NodeReport {
  readonly name: string
  /** The lane it is drawn in; "" if the model names no zone. */
  readonly zone: string
  readonly group?: string
  /** Instance type, or "Fargate". */
  readonly type: string
  /** The bars: the first two are drawn, cpu before memory. */
  readonly resources: readonly ResourceUse[]
  /** What this placement puts here. */
  readonly takes: readonly { readonly workload: string; readonly count: number }[]
  /** Why it cannot take one more of the first workload that is left over, or of the first at all; all of them, not the first only. */
  readonly refusals: readonly Reason[]
}

/** Amounts of one resource on one node, in `unit`; `free` = capacity - system - running - placed. */
export interface ResourceUse {
  readonly resource: string
  /** "cpu", "mem": fits in front of a bar. */
  readonly label: string
  readonly unit: string
  readonly capacity: number
  readonly system: number
  readonly running: number
  readonly placed: number
  readonly free: number
}

/** Why one node cannot take one task or pod. */
export interface Reason {
  /** The filter that says so, named as in the real scheduler: "RESOURCE:MEMORY", "NodeResourcesFit". */
  readonly filter: string
  /** What is short or wrong: "memory", "CPU", "host port 80", "status". Groups are made by filter and this. */
  readonly what: string
  /** For the foot of a node box: "memory −96 MiB", "port 80 taken", "draining". */
  readonly short: string
  /** Written amounts or words: "1,024 MiB", "ACTIVE". */
  readonly asked: string
  readonly free: string
  /** Numbers behind the words, in `unit`, where there are any. */
  readonly amounts?: {
    readonly unit: string
    readonly asked: number
    readonly free: number
    readonly capacity: number
    readonly shortfall: number
  }
  /** Whether other tasks or pods leaving could help. */
  readonly resolvable: boolean
  /** The line that asked. */
  readonly source?: Source
  readonly help?: Help
}

/** Alike reasons of several nodes, as a row of the table. */
export interface ReasonGroup {
  readonly filter: string
  readonly what: string
  readonly nodes: readonly string[]
  /** "3 instances", "1 node" */
  readonly where: string
  readonly asked: string
  /** A range over the nodes: "614–928 MiB". */
  readonly free: string
  /** Of the closest node: "96 MiB"; empty where nothing is counted. */
  readonly shortBy: string
  /** The node that misses least. */
  readonly closest: string
  readonly source?: Source
  readonly help?: Help
}

/** A change to the definition that would remove a reason. */
export interface Help {
  /** "lower memoryReservation to 928" */
  readonly title: string
  readonly edit?: { readonly span: { readonly start: number; readonly end: number }; readonly text: string }
}

/** Shares of the whole cluster in percent, rounded, before and after the placement. */
export interface Totals {
  readonly cpuPercent: { readonly before: number; readonly after: number }
  readonly memoryPercent: { readonly before: number; readonly after: number }
  /** Free memory on nodes whose CPU (or another need) cannot take one more, in MiB. */
  readonly strandedMemoryMiB?: number
  /** The same for CPU, in the unit of the nodes' first resource. */
  readonly strandedCpu?: number
  readonly costPerHourUsd?: number
  /** 730 hours of that. */
  readonly costPerMonthUsd?: number
}

/** A question about the same state and its answer. */
export interface WhatIf {
  readonly event: string
  readonly outcome: string
  readonly because: string
}
