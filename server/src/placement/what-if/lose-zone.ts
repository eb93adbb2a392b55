import { byName } from '../order.ts'
import type { WhatIf } from '../report.ts'
import { counted, grouped } from '../words.ts'
import type { Relocation, Scene } from './scene.ts'

/** What each zone takes along when it fails; only zones that hold some of the workload, and only if there is another one to go to. */
export function loseZones(scene: Scene): readonly WhatIf[] {
  const zones = [...new Set(scene.nodes.map(({ zone }) => zone))].sort(byName)
  if (zones.length < 2) return []
  return zones.flatMap((zone) => {
    const nodes = scene.nodes.filter((node) => node.zone === zone)
    return nodes.some(({ own }) => own > 0) ? [loseZone(scene, zone, new Set(nodes.map(({ name }) => name)))] : []
  })
}

function loseZone(scene: Scene, zone: string, nodes: ReadonlySet<string>): WhatIf {
  const best = scene.lose(nodes, 'none')
  const worst = best.rivals === 0 ? best : scene.lose(nodes, 'first')
  const outcome = `${grouped(best.moving)} of ${counted(scene.placed, scene.unit)} must move`
  return { event: `lose ${zone}`, outcome, because: because(best, worst, scene.unit) }
}

function because(best: Relocation, worst: Relocation, unit: string): string {
  const now = best.pending === 0 ? 'all find a place' : pending(best)
  if (worst.pending === best.pending) return now
  const others = `if the ${counted(worst.rivals, `other ${unit}`)} from there ${worst.rivals === 1 ? 'goes' : 'go'} first`
  return `${now}; ${others}, ${pending(worst)}`
}

function pending({ pending: count, lacking }: Relocation): string {
  return `${grouped(count)} pending${lacking === undefined ? '' : `: ${lacking}`}`
}
