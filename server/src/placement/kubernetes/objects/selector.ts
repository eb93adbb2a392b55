import { fields, isObject, type Labels, labels, list, text, texts } from './json.ts'

/** A compiled label selector. */
export interface Selector {
  /** Whether it was written as `{}`: it matches everything, and some parts of the scheduler treat that as nothing. */
  readonly empty: boolean
  matches(labels: Labels): boolean
}

/** One condition on a label. */
export interface Requirement {
  readonly key: string
  /** In, NotIn, Exists, DoesNotExist; for nodes also Gt and Lt. Anything else matches nothing. */
  readonly operator: string
  readonly values: readonly string[]
}

/** A label selector as written; undefined where the API has null, which matches nothing. */
export interface LabelSelector {
  readonly matchLabels: Labels
  readonly matchExpressions: readonly Requirement[]
}

/** Matches no object: what an absent selector means. */
export const nothing: Selector = { empty: false, matches: () => false }

/** Reads a `LabelSelector`; undefined if it is absent. */
export function readSelector(value: unknown): LabelSelector | undefined {
  if (!isObject(value)) return undefined
  return { matchLabels: labels(value.matchLabels), matchExpressions: list(value.matchExpressions, readRequirement) }
}

/** Reads one expression of a selector. */
export function readRequirement(value: unknown): Requirement {
  const { key, operator, values } = fields(value)
  return { key: text(key), operator: text(operator), values: texts(values) }
}

/** Compiles a selector; an absent one matches nothing, an empty one everything. */
export function compile(selector: LabelSelector | undefined): Selector {
  if (selector === undefined) return nothing
  const { matchLabels, matchExpressions } = selector
  if (matchExpressions.length === 0) return ofLabels(matchLabels)
  const pairs = [...matchLabels]
  return {
    empty: false,
    matches: (labels) =>
      pairs.every(([key, value]) => labels.get(key) === value) && matchExpressions.every((requirement) => holds(requirement, labels)),
  }
}

/** A selector that asks for exactly these labels. */
export function ofLabels(wanted: Labels): Selector {
  const pairs = [...wanted]
  const [only] = pairs
  if (pairs.length === 1 && only !== undefined) return { empty: false, matches: (labels) => labels.get(only[0]) === only[1] }
  return { empty: pairs.length === 0, matches: (labels) => pairs.every(([key, value]) => labels.get(key) === value) }
}

/** Matches what both match. */
export function both(a: Selector, b: Selector): Selector {
  if (a.empty) return b
  if (b.empty) return a
  return { empty: false, matches: (labels) => a.matches(labels) && b.matches(labels) }
}

/** Whether labels satisfy one expression. Gt and Lt compare whole numbers of 64 bits; what is no such number does not match. */
export function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels.get(key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt':
      return compares(value, values[0], operator)
    default:
      return false
  }
}

function compares(value: string | undefined, limit: string | undefined, operator: 'Gt' | 'Lt'): boolean {
  const a = int64(value)
  const b = int64(limit)
  if (a === undefined || b === undefined) return false
  return operator === 'Gt' ? a > b : a < b
}

/** A whole number of 64 bits as Go reads it; undefined if it is none. */
export function int64(value: string | undefined): bigint | undefined {
  if (value === undefined || !/^[+-]?\d+$/.test(value)) return undefined
  const parsed = BigInt(value.startsWith('+') ? value.slice(1) : value)
  return BigInt.asIntN(64, parsed) === parsed ? parsed : undefined
}
