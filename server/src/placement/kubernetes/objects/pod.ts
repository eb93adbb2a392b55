import { type Affinity, readAffinity, readSpreadConstraint, type SpreadConstraint } from './affinity.ts'
import { type Container, type ContainerStatus, readContainer, readContainerStatus, readResources } from './container.ts'
import { type Fields, fields, isObject, type Labels, labels, list, number, text, time } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import type { ResourceList } from './quantity.ts'
import { readToleration, type Toleration } from './taint.ts'
import { readVolume, type Volume } from './volume.ts'

/** A pod, as far as it matters where it runs. */
export interface Pod extends Meta {
  readonly spec: PodSpec
  readonly status: PodStatus
}

/** `spec` of a pod. */
export interface PodSpec {
  /** "" while it waits. */
  readonly nodeName: string
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  /** Amounts for the pod as a whole; undefined if there are none. */
  readonly resources: { readonly requests: ResourceList; readonly limits: ResourceList } | undefined
  readonly overhead: ResourceList
  readonly hostNetwork: boolean
  /** Undefined if the pod has none, which is not the same as an empty one to the NodeAffinity plugin. */
  readonly nodeSelector: Labels | undefined
  readonly affinity: Affinity
  readonly tolerations: readonly Toleration[]
  readonly spread: readonly SpreadConstraint[]
  readonly volumes: readonly Volume[]
  readonly priorityClassName: string
  readonly runtimeClassName: string
  /** Undefined until admission looked up the class. */
  readonly priority: number | undefined
  readonly preemptionPolicy: 'PreemptLowerPriority' | 'Never' | undefined
  readonly schedulingGates: readonly string[]
  readonly resourceClaims: readonly ResourceClaimUse[]
}

/** A claim for devices that the pod uses. */
export interface ResourceClaimUse {
  readonly name: string
  /** "" if it is made from a template. */
  readonly claim: string
  /** "" if it is no template's. */
  readonly template: string
}

/** `status` of a pod. */
export interface PodStatus {
  /** Pods that are `Succeeded` or `Failed` take nothing any more. */
  readonly phase: string
  /** Milliseconds since 1970; undefined if it has not started. */
  readonly startTime: number | undefined
  /** The node on which preemption made room for it; "" if none. */
  readonly nominatedNodeName: string
  readonly conditions: readonly Condition[]
  readonly containers: readonly ContainerStatus[]
  /** Claims for devices that were made from templates, by their name in the pod; "" where none is needed. */
  readonly resourceClaims: ReadonlyMap<string, string>
  /** What the pod as a whole runs with and was given, where it was resized in place. */
  readonly requests: ResourceList | undefined
  readonly allocated: ResourceList
}

/** A condition of a pod. */
export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
}

/** Reads a pod as the API has it. What is missing is absent, not an error. */
export function readPod(value: unknown): Pod {
  const pod = fields(value)
  return { ...readMeta(pod), spec: readSpec(fields(pod.spec)), status: readStatus(fields(pod.status)) }
}

function readSpec(spec: Fields): PodSpec {
  return {
    nodeName: text(spec.nodeName),
    containers: list(spec.containers, readContainer),
    initContainers: list(spec.initContainers, readContainer),
    resources: isObject(spec.resources)
      ? { requests: readResources(spec.resources.requests), limits: readResources(spec.resources.limits) }
      : undefined,
    overhead: readResources(spec.overhead),
    hostNetwork: spec.hostNetwork === true,
    nodeSelector: isObject(spec.nodeSelector) ? labels(spec.nodeSelector) : undefined,
    affinity: readAffinity(spec.affinity),
    tolerations: list(spec.tolerations, readToleration),
    spread: list(spec.topologySpreadConstraints, readSpreadConstraint),
    volumes: list(spec.volumes, readVolume),
    priorityClassName: text(spec.priorityClassName),
    runtimeClassName: text(spec.runtimeClassName),
    priority: number(spec.priority),
    preemptionPolicy: policy(spec.preemptionPolicy),
    schedulingGates: list(spec.schedulingGates, (gate) => text(fields(gate).name)),
    resourceClaims: list(spec.resourceClaims, (claim) => {
      const { name, resourceClaimName, resourceClaimTemplateName } = fields(claim)
      return { name: text(name), claim: text(resourceClaimName), template: text(resourceClaimTemplateName) }
    }),
  }
}

function readStatus(status: Fields): PodStatus {
  return {
    phase: text(status.phase),
    startTime: time(status.startTime),
    nominatedNodeName: text(status.nominatedNodeName),
    conditions: list(status.conditions, (condition) => {
      const { type, status: value, reason } = fields(condition)
      return { type: text(type), status: text(value), reason: text(reason) }
    }),
    containers: [...list(status.containerStatuses, readContainerStatus), ...list(status.initContainerStatuses, readContainerStatus)],
    resourceClaims: new Map(
      list(status.resourceClaimStatuses, fields).map(({ name, resourceClaimName }) => [text(name), text(resourceClaimName)]),
    ),
    requests: isObject(status.resources) ? readResources(status.resources.requests) : undefined,
    allocated: readResources(status.allocatedResources),
  }
}

function policy(value: unknown): PodSpec['preemptionPolicy'] {
  return value === 'Never' || value === 'PreemptLowerPriority' ? value : undefined
}
