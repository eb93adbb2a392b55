import { readResources } from './container.ts'
import { fields, type Labels, labels, list, number, text } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import type { ResourceList } from './quantity.ts'
import { type LabelSelector, readSelector } from './selector.ts'
import { readToleration, type Toleration } from './taint.ts'

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

/** What a limit range says about containers that say nothing, completed as the API does it. Other kinds of limits are not kept. */
export interface LimitRange extends Meta {
  readonly requests: ResourceList
  readonly limits: ResourceList
}

/** A runtime class. */
export interface RuntimeClass extends Meta {
  readonly overhead: ResourceList
  readonly nodeSelector: Labels
  readonly tolerations: readonly Toleration[]
}

/** Reads a limit range: the largest limit stands for one that is missing, limits for requests, the least request for one that is missing still. */
export function readLimitRange(value: unknown): LimitRange {
  const object = fields(value)
  const items = list(fields(object.spec).limits, fields).filter(({ type }) => type === 'Container')
  const all = (key: string) => items.flatMap((item) => [...readResources(item[key])])
  const limits = new Map([...all('max'), ...all('default')])
  return { ...readMeta(object), limits, requests: new Map([...all('min'), ...limits, ...all('defaultRequest')]) }
}

/** Reads a runtime class. */
export function readRuntimeClass(value: unknown): RuntimeClass {
  const object = fields(value)
  const scheduling = fields(object.scheduling)
  return {
    ...readMeta(object, 'cluster'),
    overhead: readResources(fields(object.overhead).podFixed),
    nodeSelector: labels(scheduling.nodeSelector),
    tolerations: list(scheduling.tolerations, readToleration),
  }
}
