import { parseQuantity, type Quantity } from '../../placement/kubernetes/objects/quantity.ts'
import { qualifiedName } from './grammar/names.ts'

const standard = new Set([
  'cpu',
  'memory',
  'ephemeral-storage',
  'storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'requests.storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
])
const counted = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
])
const whole = 1_000_000_000n

/** Pages of memory: `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Whether a resource belongs to Kubernetes: without a prefix, or with one that has kubernetes.io in it. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

/** A resource that a device plugin counts: `nvidia.com/gpu`. */
function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`) === undefined
}

/** Whether more of a resource may be promised than there is: not of pages and devices. */
export function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

/** What is wrong with the name of a resource at a pod or container, as a limit. */
function resourceName(name: string): string | undefined {
  const limit = qualifiedName(name)
  if (limit !== undefined) return limit
  const known = name.includes('/') || standard.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-')
  return known ? undefined : 'one without a domain is cpu, memory, ephemeral-storage or hugepages-<size>'
}

/** What is wrong with the name of a resource that a container asks for, as a limit. */
export function containerResourceName(name: string): string | undefined {
  const limit = resourceName(name)
  if (limit !== undefined) return limit
  if (!name.includes('/'))
    return isContainerResource(name) ? undefined : 'a container can have cpu, memory, ephemeral-storage and hugepages-<size>'
  return isNative(name) || isExtended(name) ? undefined : 'a device has a name like example.com/gpu'
}

function isContainerResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || isHugePages(name)
}

/** Whether a resource can be asked for by the pod as a whole. */
export function isPodResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePages(name)
}

/** What is wrong with the name of a resource that a pod asks for as a whole, as a limit. */
export function podResourceName(name: string): string | undefined {
  return resourceName(name) ?? (isPodResource(name) ? undefined : 'a pod can have cpu, memory and hugepages-<size>')
}

/** What is wrong with an amount of a resource, as a limit. */
export function resourceAmount(name: string, amount: Quantity): string | undefined {
  if (amount < 0n) return 'the least is 0'
  // The server rounds up to thousandths before it looks for a remainder.
  const milli = (amount + 999_999n) / 1_000_000n
  if ((counted.has(name) || isExtended(name)) && milli % 1000n !== 0n) return 'devices are counted in whole numbers'
  return isHugePages(name) ? pageAmount(name, amount) : undefined
}

function pageAmount(name: string, amount: Quantity): string | undefined {
  const size = parseQuantity(name.slice('hugepages-'.length))
  if (size === undefined || size <= 0n || size % whole !== 0n) return `${name} has no page size, such as hugepages-2Mi`
  const bytes = (amount + whole - 1n) / whole
  return bytes % (size / whole) === 0n ? undefined : `it is a multiple of the page size, ${name.slice('hugepages-'.length)}`
}
