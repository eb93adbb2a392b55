import type { ClusterModel } from './model.ts'

/** `eu-west-1a` for `a`; full names stay as they are. */
export function fullZone(region: string, zone: string): string {
  return /^[a-z]$/.test(zone) ? `${region}${zone}` : zone
}

/** The name of the n-th machine of a group in a zone, which is told as written. */
export function nodeName(group: string, zone: string, position: number): string {
  return `${group}-${zone}-${position}`
}

/** Every machine of a model. */
export function* nodeNames({ groups }: ClusterModel): Generator<string> {
  for (const { name, counts } of groups) {
    for (const [zone, count] of counts) for (let i = 1; i <= count; i++) yield nodeName(name, zone, i)
  }
}
