import { resolve, typesOf } from './at.ts'
import { meaningOf, typeText } from './describe.ts'
import type { Json, Scalar, Schema, SchemaBundle } from './schema.ts'
import { amountWords } from './unit.ts'

/** A key that may be written in an object. */
export interface KeyOffer {
  readonly key: string
  /** Of its value, resolved. */
  readonly schema: Schema
  /** "required", "one of a, b is required", else the type of the value. */
  readonly detail: string
  readonly rank: number
  readonly deprecated: boolean
}

/** A value that may be written. */
export interface ValueOffer {
  readonly value: Scalar | readonly Json[]
  /** A word or two: what it means, that it is the default. */
  readonly detail: string
  readonly rank: number
}

/** Lower comes first. Behind `value` the values of a schema stand in its order. */
export const ranks = {
  required: 0,
  reference: 1,
  oneOf: 2,
  property: 10,
  snippet: 20,
  unsupported: 30,
  deprecated: 40,
  value: 100,
  empty: 999,
} as const

/** The keys an object lacks, as far as its schema names them; what the service alone writes is not among them. */
export function keyOffers(bundle: SchemaBundle, object: Schema, present: ReadonlySet<string>): readonly KeyOffer[] {
  return Object.entries(object.properties ?? {}).flatMap(([key, property]) => {
    const schema = resolve(bundle, property)
    if (present.has(key) || schema.readOnly) return []
    return [{ key, schema, deprecated: schema.deprecated !== undefined, ...standing(bundle, object, key, schema, present) }]
  })
}

function standing(
  bundle: SchemaBundle,
  { required = [], wanted = [], typical = [], requiredAny = [] }: Schema,
  key: string,
  schema: Schema,
  present: ReadonlySet<string>,
): Pick<KeyOffer, 'detail' | 'rank'> {
  if (schema.deprecated !== undefined) return { detail: 'deprecated', rank: ranks.deprecated }
  if (required.includes(key) || wanted.includes(key)) return { detail: 'required', rank: ranks.required }
  const group = requiredAny.find((one) => one.includes(key) && !one.some((other) => present.has(other)))
  if (group === undefined) return { detail: typeText(bundle, schema), rank: typical.includes(key) ? ranks.oneOf : ranks.property }
  return group.length === 1
    ? { detail: 'required', rank: ranks.required }
    : { detail: `required: this or ${others(group, key)}`, rank: ranks.oneOf }
}

function others(group: readonly string[], key: string): string {
  return group.filter((one) => one !== key).join(' or ')
}

/** The values a schema names: those it allows, its default, usual ones, and both truth values; in the order of the schema. */
export function valueOffers(schema: Schema): readonly ValueOffer[] {
  const offers = new Map<string, ValueOffer>()
  const truth = typesOf(schema).includes('boolean') ? [true, false] : []
  for (const value of [
    ...(schema.enum ?? []),
    ...truth,
    ...(schema.examples ?? []),
    ...(schema.default === undefined ? [] : [schema.default]),
  ]) {
    if (value === null || (typeof value === 'object' && !isList(value))) continue
    const id = JSON.stringify(value)
    if (!offers.has(id)) offers.set(id, { value, detail: detailOf(schema, value), rank: ranks.value + offers.size })
  }
  return [...offers.values()]
}

function detailOf(schema: Schema, value: Scalar | readonly Json[]): string {
  const scalar = isList(value) ? undefined : value
  const usual = JSON.stringify(schema.default) === JSON.stringify(value) ? 'default' : undefined
  const amount = scalar === undefined || schema.unit === undefined ? undefined : amountWords(schema.unit, scalar)?.replace(/^.*= /, '')
  const meaning = scalar === undefined ? undefined : (meaningOf(schema, scalar) ?? amount)
  return [usual, meaning].filter((part) => part !== undefined).join('; ')
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
