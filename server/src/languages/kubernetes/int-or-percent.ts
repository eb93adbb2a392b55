import { hasPlaceholder } from '../../syntax/placeholder.ts'
import type { Problems } from './demands.ts'
import type { Field } from './field.ts'
import type { Manifest } from './manifest.ts'

/** What a field such as `maxSurge` comes to: a number of pods or a percentage; what is neither counts as the server reads it. */
export interface IntOrPercent {
  readonly field: Field
  /** Undefined where nobody can tell yet. */
  readonly value: number | undefined
  readonly isPercent: boolean
}

/** Reads a number of pods or a share of them. */
export function intOrPercent(field: Field): IntOrPercent {
  const { value } = field
  if (typeof value === 'number') return { field, value, isPercent: false }
  if (typeof value !== 'string' || hasPlaceholder(value)) return { field, value: undefined, isPercent: false }
  if (/^[0-9]+%$/.test(value)) return { field, value: Number(value.slice(0, -1)), isPercent: true }
  return { field, value: /^[+-]?[0-9]{1,18}$/.test(value) ? Number(value) : 0, isPercent: false }
}

/** What is wrong with a number of pods or a share of them in itself. */
export function* formProblems(doc: Manifest, { field, value, isPercent }: IntOrPercent): Problems {
  if (value === undefined || isPercent) return
  if (typeof field.value === 'string') {
    yield doc.problem(field, `${field.step} is ${JSON.stringify(field.value)}; it is a number, or a percentage such as "25%"`)
  } else if (value < 0) yield doc.problem(field, `${field.step} is ${value}; the least is 0`)
}

/** A share of more than everything. */
export function* over100(doc: Manifest, { field, value, isPercent }: IntOrPercent): Problems {
  if (isPercent && value !== undefined && value > 100) yield doc.problem(field, `${field.step} is ${value}%; the most is 100%`)
}
