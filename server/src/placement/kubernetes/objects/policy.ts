import { fields, number, text } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import { type LabelSelector, readSelector } from './selector.ts'

/** A priority class. */
export interface PriorityClass extends Meta {
  readonly value: number
  readonly globalDefault: boolean
  readonly preemptionPolicy: 'PreemptLowerPriority' | 'Never'
}

/** A budget that evictions should respect. */
export interface PodDisruptionBudget extends Meta {
  readonly selector: LabelSelector | undefined
  readonly disruptionsAllowed: number
  /** Names of pods whose eviction is already under way. */
  readonly disruptedPods: ReadonlySet<string>
}

/** Reads a priority class. */
export function readPriorityClass(value: unknown): PriorityClass {
  const object = fields(value)
  return {
    ...readMeta(object, 'cluster'),
    value: number(object.value) ?? 0,
    globalDefault: object.globalDefault === true,
    preemptionPolicy: text(object.preemptionPolicy) === 'Never' ? 'Never' : 'PreemptLowerPriority',
  }
}

/** Reads a budget. */
export function readBudget(value: unknown): PodDisruptionBudget {
  const object = fields(value)
  const status = fields(object.status)
  return {
    ...readMeta(object),
    selector: readSelector(fields(object.spec).selector),
    disruptionsAllowed: number(status.disruptionsAllowed) ?? 0,
    disruptedPods: new Set(Object.keys(fields(status.disruptedPods))),
  }
}
