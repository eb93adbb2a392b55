import { fields, list, number, text, texts } from './json.ts'
import { type NodeAffinity, readNodeAffinity } from './node-selector.ts'
import { type LabelSelector, readSelector } from './selector.ts'

/** What a pod says about the nodes and the pods it wants to be with. */
export interface Affinity {
  readonly node: NodeAffinity
  readonly pods: PodAffinity
  readonly antiPods: PodAffinity
}

/** `podAffinity` or `podAntiAffinity`. */
export interface PodAffinity {
  readonly required: readonly PodAffinityTerm[]
  readonly preferred: readonly WeightedTerm[]
}

/** Pods to be together with, or apart from, in the same value of a node label. */
export interface PodAffinityTerm {
  readonly topologyKey: string
  readonly selector: LabelSelector | undefined
  readonly namespaces: readonly string[]
  readonly namespaceSelector: LabelSelector | undefined
  readonly matchLabelKeys: readonly string[]
  readonly mismatchLabelKeys: readonly string[]
}

/** A wish with its weight, 1 to 100. */
export interface WeightedTerm {
  readonly weight: number
  readonly term: PodAffinityTerm
}

/** A rule of `topologySpreadConstraints`. */
export interface SpreadConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly selector: LabelSelector | undefined
  readonly matchLabelKeys: readonly string[]
  /** 1 if it is not set. */
  readonly minDomains: number
  readonly nodeAffinityPolicy: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy: 'Honor' | 'Ignore'
}

/** Reads `affinity`. */
export function readAffinity(value: unknown): Affinity {
  const { nodeAffinity, podAffinity, podAntiAffinity } = fields(value)
  return { node: readNodeAffinity(nodeAffinity), pods: readPodAffinity(podAffinity), antiPods: readPodAffinity(podAntiAffinity) }
}

/** Reads one rule of `topologySpreadConstraints`. */
export function readSpreadConstraint(value: unknown): SpreadConstraint {
  const constraint = fields(value)
  return {
    maxSkew: number(constraint.maxSkew) ?? 1,
    topologyKey: text(constraint.topologyKey),
    whenUnsatisfiable: constraint.whenUnsatisfiable === 'ScheduleAnyway' ? 'ScheduleAnyway' : 'DoNotSchedule',
    selector: readSelector(constraint.labelSelector),
    matchLabelKeys: texts(constraint.matchLabelKeys),
    minDomains: number(constraint.minDomains) ?? 1,
    nodeAffinityPolicy: constraint.nodeAffinityPolicy === 'Ignore' ? 'Ignore' : 'Honor',
    nodeTaintsPolicy: constraint.nodeTaintsPolicy === 'Honor' ? 'Honor' : 'Ignore',
  }
}

function readPodAffinity(value: unknown): PodAffinity {
  const affinity = fields(value)
  return {
    required: list(affinity.requiredDuringSchedulingIgnoredDuringExecution, readTerm),
    preferred: list(affinity.preferredDuringSchedulingIgnoredDuringExecution, (item) => {
      const { weight, podAffinityTerm } = fields(item)
      return { weight: number(weight) ?? 0, term: readTerm(podAffinityTerm) }
    }),
  }
}

function readTerm(value: unknown): PodAffinityTerm {
  const term = fields(value)
  return {
    topologyKey: text(term.topologyKey),
    selector: readSelector(term.labelSelector),
    namespaces: texts(term.namespaces),
    namespaceSelector: readSelector(term.namespaceSelector),
    matchLabelKeys: texts(term.matchLabelKeys),
    mismatchLabelKeys: texts(term.mismatchLabelKeys),
  }
}
