import type { Help, Reason } from '../../report.ts'
import { amount } from '../../words.ts'
import type { Path } from '../../workload.ts'
import { type Fields, fields, list, text } from '../objects/json.ts'
import { milliUnits, parseQuantity, wholeUnits } from '../objects/quantity.ts'
import type { ResourceShortage } from '../refusal.ts'
import type { PodPlan } from './plan.ts'
import { podIn, podPath, specSource } from './source.ts'

/** How a resource is told to people: cpu in thousandths, bytes in MiB to a tenth, anything else in pieces. */
export interface ResourceUnit {
  readonly unit: string
  /** From the scheduler's own count. */
  readonly of: (counted: number) => number
}

const mebibyte = 1024 ** 2

const inBytes: ResourceUnit = { unit: 'MiB', of: (bytes) => Math.round((bytes * 10) / mebibyte) / 10 }

/** The unit of a resource by its name. */
export function unitOf(resource: string): ResourceUnit {
  if (resource === 'cpu') return { unit: 'm', of: (milli) => milli }
  return resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-')
    ? inBytes
    : { unit: '', of: (n) => n }
}

/** A shortage with the container that asks for most of the resource, and how much less of it would do. */
export function resourceReason(
  { resource, asked, used, allocatable }: ResourceShortage,
  plan: PodPlan,
): Pick<Reason, 'what' | 'short' | 'asked' | 'free' | 'resolvable'> & Partial<Pick<Reason, 'amounts' | 'source' | 'help'>> {
  const { unit, of } = unitOf(resource)
  const missing = asked - (allocatable - used)
  // What is missing is never told as nothing: it is rounded up.
  const shortfall = unit === 'MiB' ? Math.ceil((missing * 10) / mebibyte) / 10 : of(missing)
  const amounts = { unit, asked: of(asked), free: of(Math.max(0, allocatable - used)), capacity: of(allocatable), shortfall }
  const most = mostAsking(plan, resource)
  const source = most && specSource(plan.workload, most.path)
  const help = most && lowered(plan, resource, most, missing)
  return {
    what: resource,
    short: `${resource} −${amount(shortfall, unit)}`,
    asked: amount(amounts.asked, unit),
    free: amount(amounts.free, unit),
    resolvable: asked <= allocatable,
    amounts,
    ...(source && { source }),
    ...(help && { help }),
  }
}

/** A field of the pod's spec that asks for a resource. */
interface Asking {
  readonly path: Path
  /** In the scheduler's own count. */
  readonly counted: number
  /** "requests of container web", for advice. */
  readonly whose: string
  /** Whether the field is a request, so that less may be written there; a limit may be needed as it is. */
  readonly isRequest: boolean
}

/** The field that asks for most: of the pod as a whole, else of one container. */
function mostAsking({ workload }: PodPlan, resource: string): Asking | undefined {
  const spec = fields(podIn(workload).spec)
  const whole = asking(spec.resources, resource, ['resources'], 'the pod')
  if (whole !== undefined) return whole
  let most: Asking | undefined
  for (const kind of ['containers', 'initContainers'] as const) {
    for (const [i, container] of list(spec[kind], fields).entries()) {
      const one = asking(container.resources, resource, [kind, i, 'resources'], `container ${text(container.name)}`)
      if (one !== undefined && (most === undefined || one.counted > most.counted)) most = one
    }
  }
  return most
}

function asking(resources: unknown, resource: string, path: Path, whose: string): Asking | undefined {
  const { requests, limits } = fields(resources)
  for (const [name, list] of [['requests', fields(requests)] as const, ['limits', fields(limits)] as const]) {
    const counted = countedIn(list, resource)
    if (counted !== undefined) return { path: [...path, name, resource], counted, whose, isRequest: name === 'requests' }
  }
  return undefined
}

function countedIn(list: Fields, resource: string): number | undefined {
  const quantity = parseQuantity(list[resource])
  if (quantity === undefined) return undefined
  return resource === 'cpu' ? milliUnits(quantity) : wholeUnits(quantity)
}

/** What the field would have to say for the pod to fit. */
function lowered({ workload }: PodPlan, resource: string, { path, counted, whose, isRequest }: Asking, missing: number): Help | undefined {
  const rest = counted - missing
  if (!isRequest || rest <= 0 || unitOf(resource).unit === '') return undefined
  if (resource !== 'cpu' && rest < mebibyte) return undefined
  const value = resource === 'cpu' ? `${rest}m` : bytesText(Math.floor(rest / mebibyte))
  const edit = workload.rewrite([...podPath(workload), 'spec', ...path], value)
  return { title: `lower ${resource} of ${whose} to ${value}`, ...(edit && { edit }) }
}

/** `512Mi`, or `2Gi` where that says the same. */
function bytesText(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`
}
