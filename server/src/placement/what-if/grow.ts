import { byName } from '../order.ts'
import type { WhatIf } from '../report.ts'
import { dollars, grouped, listed } from '../words.ts'
import type { Growth, Scene } from './scene.ts'

/** The cheapest growth that makes room for all that is left over, or the one that helps most. Not asked if everything is placed. */
export function grow(scene: Scene): readonly WhatIf[] {
  const ways = scene.growth()
  const [best] = [...ways].sort((a, b) => b.placed - a.placed || cost(a) - cost(b) || a.nodes - b.nodes)
  if (best === undefined) return []
  if (best.placed <= scene.placed) {
    return [
      {
        event: `more of any group`,
        outcome: 'does not help',
        because: `no group has ${scene.nodeUnit ?? 'node'}s that can take the ${scene.unit}`,
      },
    ]
  }
  const zones =
    best.zones.length > 2
      ? ` over ${best.zones.length} zones`
      : best.zones.length === 0
        ? ''
        : ` in ${listed([...best.zones].sort(byName))}`
  const outcome = `${grouped(best.placed)} of ${grouped(scene.asked)} fit`
  const price = best.usdPerHour === undefined ? 'its price is not known' : `+${dollars(best.usdPerHour)} per hour`
  const limit = best.placed < scene.asked ? `; ${best.group} may not grow further` : ''
  return [{ event: `+${grouped(best.nodes)} ${best.type}${zones}`, outcome, because: `${price}${limit}` }]
}

function cost({ usdPerHour }: Growth): number {
  return usdPerHour ?? Number.POSITIVE_INFINITY
}
