import type { Container, ContainerStatus } from './objects/container.ts'
import type { Pod, PodSpec } from './objects/pod.ts'
import { milliUnits, type Quantity, type ResourceList, wholeUnits } from './objects/quantity.ts'

/** What a pod asks for or a node has, in the units that the scheduler counts in. */
export interface Amounts {
  readonly cpuMilli: number
  readonly memoryBytes: number
  readonly ephemeralBytes: number
  /** Extended resources and huge pages by name; what is not asked for is absent. */
  readonly scalars: ReadonlyMap<string, number>
}

/** What counts for the score of a container that asks for no cpu or memory: 100m and 200 MiB. */
export const assumed: ResourceList = new Map<string, Quantity>([
  ['cpu', 100_000_000n],
  ['memory', 209_715_200_000_000_000n],
])

/** Whether a resource may be asked for by the pod as a whole: cpu, memory and huge pages. */
export function isPodLevel(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}

/** Whether a pod asks for something as a whole. */
export function asksAsWhole({ resources }: PodSpec): boolean {
  return resources !== undefined && [...resources.requests.keys()].some(isPodLevel)
}

/**
 * What a pod asks for, exactly, before any rounding: all containers and sidecars together, or more where an init container needs more;
 * what the pod asks for as a whole instead, where it does; and the overhead of its runtime.
 * `missing` is taken for resources that a container does not mention. Pods that were resized in place count what they have and what they
 * are to get, whichever is more. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function requestsOf(pod: Pod, missing?: ResourceList): ResourceList {
  const total = new Map(sumOfContainers(pod.spec, { pod, missing }))
  if (pod.spec.resources !== undefined) {
    for (const [name, amount] of wholePodRequests(pod, pod.spec.resources.requests)) if (isPodLevel(name)) total.set(name, amount)
  }
  add(total, pod.spec.overhead)
  return total
}

/**
 * The same by the containers alone, whatever the pod asks for as a whole. So the score of NodeResourcesFit takes a pod that is to be
 * placed (seen with 1.36.3).
 */
export function containerRequestsOf(pod: Pod, missing: ResourceList): ResourceList {
  const total = new Map(sumOfContainers(pod.spec, { pod, missing }))
  add(total, pod.spec.overhead)
  return total
}

/** How the containers of a pod are added up. */
interface Summing {
  /** Whose status says what was resized. */
  readonly pod?: Pod
  readonly missing?: ResourceList | undefined
}

/** What the containers ask for together, without what the pod asks for as a whole and without overhead. */
export function sumOfContainers(spec: PodSpec, { pod, missing }: Summing = {}): ResourceList {
  const statuses = pod && pod.status.containers.length > 0 ? new Map(pod.status.containers.map((one) => [one.name, one])) : undefined
  const requests = (container: Container, status: ContainerStatus | undefined) =>
    completed(resized(container.requests, status, pod), missing)
  const total = new Map<string, Quantity>()
  for (const container of spec.containers) add(total, requests(container, statuses?.get(container.name)))
  if (spec.initContainers.length === 0) return total
  const sidecars = new Map<string, Quantity>()
  const starting = new Map<string, Quantity>()
  for (const container of spec.initContainers) {
    if (container.restartable) {
      const own = requests(container, statuses?.get(container.name))
      add(total, own)
      add(sidecars, own)
      raise(starting, sidecars)
    } else {
      const together = new Map(requests(container, undefined))
      add(together, sidecars)
      raise(starting, together)
    }
  }
  raise(total, starting)
  return total
}

/** Exact amounts in the units of the scheduler, each rounded up. Names that are no resource of a node are left out. */
export function amountsOf(list: ResourceList): Amounts {
  let scalars: Map<string, number> | undefined
  for (const [name, amount] of list) {
    if (!isScalar(name)) continue
    scalars ??= new Map()
    scalars.set(name, wholeUnits(amount))
  }
  return {
    cpuMilli: milliUnits(list.get('cpu') ?? 0n),
    memoryBytes: wholeUnits(list.get('memory') ?? 0n),
    ephemeralBytes: wholeUnits(list.get('ephemeral-storage') ?? 0n),
    scalars: scalars ?? none,
  }
}

const none: ReadonlyMap<string, number> = new Map<string, number>()

/** Whether the scheduler counts a resource by its name: extended resources, huge pages and attachable volumes. */
function isScalar(name: string): boolean {
  if (name === 'cpu' || name === 'memory' || name === 'pods' || name === 'ephemeral-storage') return false
  return (name.includes('/') && !name.startsWith('requests.')) || name.startsWith('hugepages-') || name.startsWith('attachable-volumes-')
}

function resized(requests: ResourceList, status: ContainerStatus | undefined, pod: Pod | undefined): ResourceList {
  if (status?.requests === undefined) return requests
  return most(
    pod !== undefined && resizeIsInfeasible(pod) ? [status.requests, status.allocated] : [requests, status.requests, status.allocated],
  )
}

function wholePodRequests(pod: Pod, requests: ResourceList): ResourceList {
  const { status } = pod
  if (status.requests === undefined || requests.size === 0) return requests
  return most(resizeIsInfeasible(pod) ? [status.requests, status.allocated] : [requests, status.requests, status.allocated])
}

function resizeIsInfeasible({ status }: Pod): boolean {
  return status.conditions.find(({ type }) => type === 'PodResizePending')?.reason === 'Infeasible'
}

function completed(requests: ResourceList, missing: ResourceList | undefined): ResourceList {
  return missing === undefined ? requests : new Map([...missing, ...requests])
}

function most(lists: readonly ResourceList[]): ResourceList {
  const result = new Map<string, Quantity>()
  for (const list of lists) raise(result, list)
  return result
}

function add(total: Map<string, Quantity>, more: ResourceList): void {
  for (const [name, amount] of more) total.set(name, (total.get(name) ?? 0n) + amount)
}

function raise(total: Map<string, Quantity>, other: ResourceList): void {
  for (const [name, amount] of other) {
    const own = total.get(name)
    if (own === undefined || amount > own) total.set(name, amount)
  }
}
