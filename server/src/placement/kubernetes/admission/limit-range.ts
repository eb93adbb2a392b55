import type { Container } from '../objects/container.ts'
import type { Pod } from '../objects/pod.ts'
import type { LimitRange } from '../objects/policy.ts'
import type { ResourceList } from '../objects/quantity.ts'

/**
 * Gives containers that do not say what they ask for, or may take, what the limit ranges of their namespace say, as admission does. What
 * follows from limits was added before, so a container with limits of its own asks for these.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function withLimitRanges(pod: Pod, ranges: readonly LimitRange[]): Pod {
  const own = ranges.filter(({ namespace }) => namespace === pod.namespace)
  if (own.length === 0) return pod
  const completed = (container: Container) => own.reduce(complete, container)
  const { spec } = pod
  return { ...pod, spec: { ...spec, containers: spec.containers.map(completed), initContainers: spec.initContainers.map(completed) } }
}

function complete(container: Container, { requests, limits }: LimitRange): Container {
  return { ...container, requests: filled(container.requests, requests), limits: filled(container.limits, limits) }
}

function filled(own: ResourceList, defaults: ResourceList): ResourceList {
  return new Map([...defaults, ...own])
}
