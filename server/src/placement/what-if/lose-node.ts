import type { WhatIf } from '../report.ts'
import { counted, grouped, listed } from '../words.ts'
import type { Scene, SceneNode } from './scene.ts'

/** As many are tried where trying one takes long. */
const fewNodes = 20

/** Does the workload survive the loss of any single node? Only nodes that hold some of it can hurt. */
export function loseAnyNode(scene: Scene): readonly WhatIf[] {
  const { nodeUnit, lose } = scene
  const holding = scene.nodes.filter(({ own }) => own > 0)
  if (holding.length === 0 || nodeUnit === undefined || lose === undefined) return []
  const tried = scene.costly ? [...holding].sort((a, b) => b.own - a.own).slice(0, fewNodes) : holding
  const hurting = tried.flatMap((node) => {
    const { pending } = lose(new Set([node.name]), 'none')
    return pending === 0 ? [] : [{ node, pending }]
  })
  const total = scene.nodes.length
  if (tried.length < holding.length && hurting.length === 0) {
    return [
      {
        event: `lose any one ${nodeUnit}`,
        outcome: `survives the ${fewNodes} tried`,
        because: 'those that hold most; trying all takes too long',
      },
    ]
  }
  const outcome =
    hurting.length === 0 ? `survives all ${grouped(total)}` : `survives ${grouped(total - hurting.length)} of ${grouped(total)}`
  return [{ event: `lose any one ${nodeUnit}`, outcome, because: because(hurting, scene.unit, nodeUnit) }]
}

function because(hurting: readonly { readonly node: SceneNode; readonly pending: number }[], unit: string, nodeUnit: string): string {
  if (hurting.length === 0) return `every ${unit} finds another place`
  const worst = hurting.reduce((most, { pending }) => Math.max(most, pending), 0)
  const names = hurting.map(({ node }) => node.name)
  const which = names.length > 3 ? `one of ${counted(names.length, nodeUnit)}, ${names[0]} among them,` : listed(names, 'or')
  return `losing ${which} leaves ${hurting.some(({ pending }) => pending !== worst) ? 'up to ' : ''}${counted(worst, unit)} pending`
}
