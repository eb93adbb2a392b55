import { fill, objectIn, objectMade, objectsIn } from './fill.ts'
import { readAmount, writeAmount } from './quantity.ts'
import type { Json } from './shape.ts'

/**
 * Requests of a Pod where only limits are given: of each container, then of the pod as a whole, whose huge pages are also limited by what
 * its containers may use together. Templates get none of this.
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function defaultRequests(spec: Json): void {
  for (const container of [...objectsIn(spec, 'containers'), ...objectsIn(spec, 'initContainers')]) {
    const resources = objectIn(container, 'resources')
    const limits = resources && objectIn(resources, 'limits')
    if (resources !== undefined && limits !== undefined) fill(objectMade(resources, 'requests'), limits)
  }
  const whole = objectIn(spec, 'resources')
  if (whole === undefined) return
  limitHugePages(whole, spec)
  requestAsWhole(whole, spec)
}

function limitHugePages(whole: Json, spec: Json): void {
  const requests = objectIn(whole, 'requests') ?? {}
  if (Object.keys(requests).length === 0 && objectIn(whole, 'limits') === undefined) return
  const missing = [...together(spec, 'limits')].filter(([name]) => name.startsWith('hugepages-') && !Object.hasOwn(requests, name))
  if (missing.length > 0) fill(objectMade(whole, 'limits'), Object.fromEntries(missing))
}

function requestAsWhole(whole: Json, spec: Json): void {
  const limits = objectIn(whole, 'limits')
  if (limits === undefined) return
  const asked = [...together(spec, 'requests')].filter(([name]) => name === 'cpu' || name === 'memory')
  const limited = Object.entries(limits).filter(([name]) => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-'))
  const defaults = { ...Object.fromEntries(limited), ...Object.fromEntries(asked) }
  if (Object.keys(defaults).length > 0) fill(objectMade(whole, 'requests'), defaults)
}

type Amounts = ReadonlyMap<string, unknown>

/** What the containers of a pod use at most at one time: all that run on, or an init container beside the sidecars before it. */
function together(spec: Json, list: 'limits' | 'requests'): Amounts {
  let running: Amounts = new Map()
  let sidecars: Amounts = new Map()
  let starting: Amounts = new Map()
  for (const container of objectsIn(spec, 'containers')) running = sum(running, amountsOf(container, list))
  for (const container of objectsIn(spec, 'initContainers')) {
    const own = amountsOf(container, list)
    const isSidecar = container.restartPolicy === 'Always'
    if (isSidecar) [running, sidecars] = [sum(running, own), sum(sidecars, own)]
    starting = most(starting, isSidecar ? sidecars : sum(own, sidecars))
  }
  return most(running, starting)
}

function amountsOf(container: Json, list: string): Amounts {
  return new Map(Object.entries(objectIn(objectIn(container, 'resources') ?? {}, list) ?? {}))
}

function sum(a: Amounts, b: Amounts): Amounts {
  const total = new Map(a)
  for (const [name, amount] of b) total.set(name, total.has(name) ? plus(total.get(name), amount) : amount)
  return total
}

/** A sum keeps the way its first amount is written. */
function plus(a: unknown, b: unknown): unknown {
  const [one, other] = [readAmount(a), readAmount(b)]
  if (one === undefined || other === undefined) return a
  return writeAmount({ nano: one.nano + other.nano, format: one.nano === 0n ? other.format : one.format })
}

function most(a: Amounts, b: Amounts): Amounts {
  const total = new Map(a)
  for (const [name, amount] of b) if (!total.has(name) || nano(amount) > nano(total.get(name))) total.set(name, amount)
  return total
}

function nano(amount: unknown): bigint {
  return readAmount(amount)?.nano ?? 0n
}
