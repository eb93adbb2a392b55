import type { Quantity } from '../../placement/kubernetes/objects/quantity.ts'
import { containersIn } from './containers.ts'
import { below } from './field.ts'
import type { Manifest } from './manifest.ts'
import { amountsOf } from './resource-lists.ts'

type Amounts = ReadonlyMap<string, Quantity>

/** What the containers of a pod use at most at one time: all that run on, or an init container beside the sidecars before it. */
export function togetherOf(doc: Manifest, list: 'requests' | 'limits'): Amounts {
  let running: Amounts = new Map()
  let sidecars: Amounts = new Map()
  let starting: Amounts = new Map()
  for (const { field } of containersIn(doc, 'containers')) running = sum(running, below(field, 'resources', list))
  for (const { field, sidecar } of containersIn(doc, 'initContainers')) {
    const own = below(field, 'resources', list)
    const beside = sum(sidecars, own)
    if (sidecar) [running, sidecars] = [sum(running, own), beside]
    starting = most(starting, beside)
  }
  return most(running, starting)
}

function sum(amounts: Amounts, list: Parameters<typeof amountsOf>[0]): Amounts {
  const total = new Map(amounts)
  for (const { name, amount = 0n } of amountsOf(list)) total.set(name, (total.get(name) ?? 0n) + amount)
  return total
}

function most(a: Amounts, b: Amounts): Amounts {
  const total = new Map(a)
  for (const [name, amount] of b) if (amount > (total.get(name) ?? amount - 1n)) total.set(name, amount)
  return total
}
