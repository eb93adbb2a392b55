import type { WhatIf } from '../report.ts'
import { counted, grouped } from '../words.ts'
import type { Rollout, RolloutOutcome, Scene } from './scene.ts'

/** Other limits worth trying, those that keep most tasks running first. */
const alternatives: readonly (readonly [minimum: number, maximum: number])[] = [
  [100, 200],
  [50, 200],
  [50, 100],
  [0, 100],
]

/** Can a new version replace the old one within the deployment's limits? Only asked if anything runs. */
export function rollingUpdate(scene: Scene): readonly WhatIf[] {
  const { rollout, asked, placed } = scene
  if (rollout === undefined || placed === 0) return []
  const { minimumHealthyPercent, maximumPercent } = rollout
  const result = rollout.attempt(minimumHealthyPercent, maximumPercent)
  const event = `rolling update ${minimumHealthyPercent} / ${maximumPercent} %`
  if (result.replaced === asked) return [{ event, outcome: 'passes', because: passing(result, scene) }]
  const outcome = result.replaced === 0 ? 'blocked' : `stuck after ${grouped(result.replaced)} of ${grouped(asked)}`
  return [{ event, outcome, because: [blocking(result, scene), instead(rollout, asked)].filter((part) => part !== '').join('; ') }]
}

function passing({ upper, lower, room }: RolloutOutcome, { asked, unit }: Scene): string {
  if (upper > asked && room > 0) return `${grouped(Math.min(room, upper - asked))} new can start beside ${counted(asked, unit)}`
  return `stops ${counted(asked - lower, unit)} first`
}

function blocking({ replaced, upper, lower, room, lacking }: RolloutOutcome, { asked, rollout }: Scene): string {
  if (upper === asked && lower === asked) {
    const limits = `${rollout?.maximumPercent} % of ${grouped(asked)} rounds down to ${grouped(upper)}, ${rollout?.minimumHealthyPercent} % up to ${grouped(lower)}`
    return `${limits}: nothing may start or stop`
  }
  const what = lacking === undefined ? '' : ` (${lacking})`
  if (replaced > 0) return `no room for the other ${grouped(asked - replaced)}${what}`
  return `needs room for 1 more, has ${grouped(room)}${what}`
}

function instead({ attempt, minimumHealthyPercent, maximumPercent }: Rollout, asked: number): string {
  const other = alternatives.find(
    ([minimum, maximum]) =>
      (minimum !== minimumHealthyPercent || maximum !== maximumPercent) && attempt(minimum, maximum).replaced === asked,
  )
  return other === undefined ? '' : `${other[0]} / ${other[1]} % would pass`
}
