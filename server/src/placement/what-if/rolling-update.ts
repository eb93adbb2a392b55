import type { WhatIf } from '../report.ts'
import { counted, grouped } from '../words.ts'
import type { Rollout, RolloutOutcome, Scene } from './scene.ts'

/** Can a new version replace the old one within the deployment's limits? Only asked if anything runs. */
export function rollingUpdate(scene: Scene): readonly WhatIf[] {
  const { rollout, asked, placed } = scene
  if (rollout === undefined || placed === 0) return []
  const { event } = rollout
  const result = rollout.attempt(rollout.limits)
  if (result.replaced === asked) return [{ event, outcome: 'passes', because: passing(result, scene) }]
  const outcome = result.replaced === 0 ? 'blocked' : `stuck after ${grouped(result.replaced)} of ${grouped(asked)}`
  return [{ event, outcome, because: [blocking(result, scene), instead(rollout, asked)].filter((part) => part !== '').join('; ') }]
}

function passing({ upper, lower, room }: RolloutOutcome, { asked, unit }: Scene): string {
  if (upper > asked && room > 0) return `${grouped(Math.min(room, upper - asked))} new can start beside ${counted(asked, unit)}`
  return `stops ${counted(asked - lower, unit)} first`
}

function blocking({ replaced, upper, lower, room, lacking }: RolloutOutcome, { asked, rollout }: Scene): string {
  if (upper === asked && lower === asked) return `${rollout?.standstill}: nothing may start or stop`
  const what = lacking === undefined ? '' : ` (${lacking})`
  if (replaced > 0) return `no room for the other ${grouped(asked - replaced)}${what}`
  return `needs room for 1 more, has ${grouped(room)}${what}`
}

function instead({ attempt, alternatives }: Rollout, asked: number): string {
  const other = alternatives.find(({ limits }) => attempt(limits).replaced === asked)
  return other === undefined ? '' : `${other.name} would pass`
}
