import type { Step } from '../../syntax/node.ts'

/** A value of a manifest and where it stands, absent ones included: a rule names what is missing as well as what is wrong. */
export interface Field {
  readonly value: unknown
  /** The field this one stands in; undefined for the object itself. */
  readonly parent: Field | undefined
  readonly step: Step
}

/** The object itself as a field. */
export function rootField(value: unknown): Field {
  return { value, parent: undefined, step: '' }
}

/** A field of an object or an item of a list, there or not. */
export function child(parent: Field, step: Step): Field {
  return { value: valueAt(parent.value, step), parent, step }
}

/** A field further down. */
export function below(field: Field, ...steps: readonly Step[]): Field {
  let here = field
  for (const step of steps) here = child(here, step)
  return here
}

/** The items of a list; empty for everything else. */
export function itemsOf(list: Field): readonly Field[] {
  return Array.isArray(list.value) ? list.value.map((value, step) => ({ value, parent: list, step })) : []
}

/** The entries of a map such as labels, as fields named after their keys; empty for everything else. */
export function entriesOf(map: Field): readonly Field[] {
  return isObject(map.value) ? Object.entries(map.value).map(([step, value]) => ({ value, parent: map, step })) : []
}

/** Whether something is set: neither absent nor null. */
export function isSet({ value }: Field): boolean {
  return value !== undefined && value !== null
}

/** The steps from the object to a field. */
export function stepsOf(field: Field): readonly Step[] {
  const steps: Step[] = []
  for (let at = field; at.parent !== undefined; at = at.parent) steps.push(at.step)
  return steps.reverse()
}

/** Whether a value is a map of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(value: unknown, step: Step): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
}
