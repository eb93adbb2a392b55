import { byName } from '../order.ts'
import type { WhatIf } from '../report.ts'
import { counted, grouped } from '../words.ts'
import type { Relocation, Scene, SceneNode } from './scene.ts'

/** What each zone takes along when it fails; only zones that hold some of the workload, and only if there is another one to go to. */
export function loseZones(scene: Scene): readonly WhatIf[] {
  return loseParts(scene, ({ zone }) => zone, '')
}

/** The same for groups of nodes, where they are not the zones over again. */
export function loseGroups(scene: Scene): readonly WhatIf[] {
  const zones = new Set(scene.nodes.map(({ zone, group }) => `${zone}\n${group}`))
  const sameAsZones = zones.size === new Set(scene.nodes.map(({ zone }) => zone)).size
  return sameAsZones ? [] : loseParts(scene, ({ group }) => group, 'group ')
}

function loseParts(scene: Scene, partOf: (node: SceneNode) => string, prefix: string): readonly WhatIf[] {
  const { lose } = scene
  const parts = [...new Set(scene.nodes.map(partOf))].filter((part) => part !== '' || prefix === '').sort(byName)
  if (parts.length < 2 || lose === undefined) return []
  return parts.flatMap((part) => {
    const nodes = scene.nodes.filter((node) => partOf(node) === part)
    if (!nodes.some(({ own }) => own > 0)) return []
    const names = new Set(nodes.map(({ name }) => name))
    const best = lose(names, 'none')
    const worst = best.rivals === 0 ? best : lose(names, 'first')
    const outcome = `${grouped(best.moving)} of ${counted(scene.placed, scene.unit)} must move`
    return [{ event: `lose ${prefix}${part}`, outcome, because: because(best, worst, scene.unit) }]
  })
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
