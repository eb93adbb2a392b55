import { fields, number, text } from './json.ts'

/** What keeps pods away from a node. */
export interface Taint {
  readonly key: string
  readonly value: string
  /** NoSchedule, PreferNoSchedule or NoExecute. */
  readonly effect: string
}

/** What lets a pod stand a taint. */
export interface Toleration {
  /** "" together with `Exists` stands every key. */
  readonly key: string
  /** "" means `Equal`. */
  readonly operator: string
  readonly value: string
  /** "" means every effect. */
  readonly effect: string
  readonly seconds: number | undefined
}

/** Reads a taint. */
export function readTaint(value: unknown): Taint {
  const { key, value: own, effect } = fields(value)
  return { key: text(key), value: text(own), effect: text(effect) }
}

/** Reads a toleration. */
export function readToleration(value: unknown): Toleration {
  const { key, operator, value: own, effect, tolerationSeconds } = fields(value)
  return { key: text(key), operator: text(operator), value: text(own), effect: text(effect), seconds: number(tolerationSeconds) }
}

/** Whether a toleration stands a taint. The operators `Gt` and `Lt` are not on by default and stand nothing. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key, operator, value, effect } = toleration
  if (effect !== '' && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  return operator === 'Exists' || ((operator === '' || operator === 'Equal') && value === taint.value)
}

/** Whether the effect keeps pods away for good, rather than being a wish. */
export function forbids({ effect }: Taint): boolean {
  return effect === 'NoSchedule' || effect === 'NoExecute'
}

/** The first taint that keeps a pod away and that none of its tolerations stands. */
export function untolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | undefined {
  return taints.find((taint) => forbids(taint) && !tolerations.some((toleration) => tolerates(toleration, taint)))
}

/** All taints that keep a pod away. */
export function allUntolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): readonly Taint[] {
  return taints.filter((taint) => forbids(taint) && !tolerations.some((toleration) => tolerates(toleration, taint)))
}
