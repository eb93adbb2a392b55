import type { Container, ContainerPort } from '../objects/container.ts'
import type { Meta } from '../objects/meta.ts'
import type { Node } from '../objects/node.ts'
import type { Pod, PodSpec } from '../objects/pod.ts'
import type { ResourceList } from '../objects/quantity.ts'
import { isPodLevel, sumOfContainers } from '../requests.ts'

/**
 * A pod as the API server stores it: requests follow limits, host ports follow container ports on the host's network, and amounts
 * for the pod as a whole are completed. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function defaultPod(pod: Pod): Pod {
  const { spec } = pod
  const containers = spec.containers.map((container) => defaultContainer(container, spec.hostNetwork))
  const initContainers = spec.initContainers.map((container) => defaultContainer(container, spec.hostNetwork))
  const defaulted = { ...spec, containers, initContainers }
  return { ...pod, spec: { ...defaulted, resources: defaultPodResources(defaulted) } }
}

/** A node as the API server stores it: without any allocatable it offers its capacity. */
export function defaultNode(node: Node): Node {
  return node.allocatable === undefined ? { ...node, allocatable: node.capacity } : node
}

/** A namespace carries its name as a label. */
export function defaultNamespace(namespace: Meta): Meta {
  return { ...namespace, labels: new Map([...namespace.labels, ['kubernetes.io/metadata.name', namespace.name]]) }
}

function defaultContainer(container: Container, hostNetwork: boolean): Container {
  const requests = container.limits.size === 0 ? container.requests : new Map([...container.limits, ...container.requests])
  return { ...container, requests, ports: hostNetwork ? container.ports.map(onHost) : container.ports }
}

function onHost(port: ContainerPort): ContainerPort {
  return port.hostPort === 0 ? { ...port, hostPort: port.containerPort } : port
}

/** With limits for the whole pod, missing requests are those of the containers together, else the limit. */
function defaultPodResources(spec: PodSpec): PodSpec['resources'] {
  const { resources } = spec
  if (resources === undefined || resources.limits.size === 0) return resources
  const ofContainers = podLevelPart(sumOfContainers(spec))
  return { ...resources, requests: new Map([...podLevelPart(resources.limits), ...ofContainers, ...resources.requests]) }
}

function podLevelPart(amounts: ResourceList): ResourceList {
  return new Map([...amounts].filter(([name]) => isPodLevel(name)))
}
