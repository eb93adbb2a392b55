import type { WhatIf } from '../report.ts'
import { amount, grouped } from '../words.ts'
import type { Scene } from './scene.ts'

/** Is there room for one more, and what ends it? Not asked where the number is not free to choose. */
export function oneMore({ unit, headroom, closest }: Scene): readonly WhatIf[] {
  if (headroom === undefined) return []
  const event = `one more ${unit}`
  const { more, atLeast = false, binding } = headroom
  if (more === 0) return [{ event, outcome: 'no', because: closest === undefined ? 'there is nowhere to put it' : lack(closest) }]
  if (more === Number.POSITIVE_INFINITY) return [{ event, outcome: 'yes', because: 'it takes nothing that could run out' }]
  return [
    {
      event,
      outcome: 'yes',
      because: `${grouped(more)} ${atLeast ? 'or more' : 'more'} fit${binding === undefined ? '' : `; then ${binding} runs out`}`,
    },
  ]
}

function lack({ node, reasons }: NonNullable<Scene['closest']>): string {
  const [first] = reasons
  if (first === undefined) return ''
  if (first.amounts === undefined) return `${first.what} ${first.free} on ${node}`
  return `${first.what} binds first; ${amount(first.amounts.shortfall, first.amounts.unit)} short on ${node}`
}
