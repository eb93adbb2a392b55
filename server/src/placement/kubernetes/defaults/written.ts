import { type Done, nothingDone } from './done.ts'
import { canonicalQuantity } from './quantity.ts'
import { fieldKinds, type Json, type Shape } from './shape.ts'

/**
 * A copy of an object as the API writes it after reading it: nulls and fields that hold nothing are gone, amounts are in their usual
 * form. Fields that the shape does not name are copied, so that nothing of a newer version is lost. Of items that are done already there
 * is no copy.
 */
export function asWritten(value: Json, shape: Shape, done: Done = nothingDone): Json {
  const entries: [string, unknown][] = []
  for (const key of Object.keys(value)) {
    const written = fieldAsWritten(value[key], shape, key, done)
    if (written !== undefined) entries.push([key, written])
  }
  const copy: Json = Object.fromEntries(entries)
  for (const [key, zero] of Object.entries(shape.always ?? {})) {
    if (!Object.hasOwn(copy, key)) copy[key] = isObject(zero) ? asWritten({}, shape.of?.[key] ?? plain) : zero
  }
  return copy
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const plain: Shape = {}
/** Fields of this name hold whatever managers put there. */
const opaque = 'fieldsV1'

function fieldAsWritten(value: unknown, shape: Shape, key: string, done: Done): unknown {
  if (value === null || value === undefined) return undefined
  if (key === opaque) return value
  const made = done.made.get(value)
  if (made !== undefined) return made
  const kind = fieldKinds(shape).get(key)
  if (kind === 'quantity') return canonicalQuantity(value)
  const kept = kind === 'kept' || (shape.always !== undefined && Object.hasOwn(shape.always, key))
  if (Array.isArray(value)) return listAsWritten(value, shape.of?.[key], kind === 'numbers' ? 0 : '', kept, done)
  if (!isObject(value)) return value === '' || value === 0 || value === false ? (kept ? value : undefined) : value
  if (kind === 'map' || kind === 'amounts') return mapAsWritten(value, kind === 'amounts' ? canonicalQuantity : textOf)
  return asWritten(value, shape.of?.[key] ?? plain, done)
}

function listAsWritten(items: readonly unknown[], shape: Shape | undefined, zero: unknown, kept: boolean, done: Done): unknown {
  if (items.length === 0) return kept ? [] : undefined
  return items.map((item) => itemAsWritten(item, shape, zero, done))
}

function itemAsWritten(item: unknown, shape: Shape | undefined, zero: unknown, done: Done): unknown {
  if (item === null || item === undefined) return shape === undefined ? zero : asWritten({}, shape)
  return done.made.get(item) ?? (isObject(item) ? asWritten(item, shape ?? plain, done) : item)
}

function mapAsWritten(map: Json, write: (value: unknown) => unknown): Json | undefined {
  const keys = Object.keys(map)
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, write(map[key])]))
}

function textOf(value: unknown): unknown {
  return value === null ? '' : value
}
