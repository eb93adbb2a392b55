import { entries, fields, list, number, text } from './json.ts'
import { type ResourceList, readAmount } from './quantity.ts'

/** A container or init container. */
export interface Container {
  readonly name: string
  readonly image: string
  readonly ports: readonly ContainerPort[]
  readonly requests: ResourceList
  readonly limits: ResourceList
  /** An init container that goes on running beside the containers: a sidecar. */
  readonly restartable: boolean
  /** Actions of `restartPolicyRules`. */
  readonly restartActions: readonly string[]
}

/** A port of a container. */
export interface ContainerPort {
  readonly containerPort: number
  /** 0 if the node's port is not taken. */
  readonly hostPort: number
  readonly hostIP: string
  readonly protocol: string
}

/** What the kubelet reported of a container that was resized in place. */
export interface ContainerStatus {
  readonly name: string
  /** What it runs with; undefined if nothing is reported. */
  readonly requests: ResourceList | undefined
  readonly allocated: ResourceList
}

/** Reads a container. */
export function readContainer(value: unknown): Container {
  const container = fields(value)
  const resources = fields(container.resources)
  return {
    name: text(container.name),
    image: text(container.image),
    ports: list(container.ports, readPort),
    requests: readResources(resources.requests),
    limits: readResources(resources.limits),
    restartable: container.restartPolicy === 'Always',
    restartActions: list(container.restartPolicyRules, (rule) => text(fields(rule).action)),
  }
}

/** Reads an entry of `containerStatuses`. */
export function readContainerStatus(value: unknown): ContainerStatus {
  const { name, resources, allocatedResources } = fields(value)
  return {
    name: text(name),
    requests: resources === undefined || resources === null ? undefined : readResources(fields(resources).requests),
    allocated: readResources(allocatedResources),
  }
}

/** Reads amounts by resource name. */
export function readResources(value: unknown): ResourceList {
  return entries(value, readAmount)
}

function readPort(value: unknown): ContainerPort {
  const { containerPort, hostPort, hostIP, protocol } = fields(value)
  return {
    containerPort: number(containerPort) ?? 0,
    hostPort: number(hostPort) ?? 0,
    hostIP: text(hostIP),
    protocol: text(protocol) || 'TCP',
  }
}
