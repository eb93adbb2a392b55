import type { Json } from './shape.ts'
import { isObject } from './written.ts'

/** Sets each field that the object does not have yet. */
export function fill(object: Json, defaults: Readonly<Json>): void {
  for (const [key, value] of Object.entries(defaults)) if (!Object.hasOwn(object, key)) object[key] = value
}

/** The object in a field; undefined if there is none. */
export function objectIn(parent: Json, key: string): Json | undefined {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  return isObject(value) ? value : undefined
}

/** The object in a field, made if the field is not set; one that is not kept if something else stands there. */
export function objectMade(parent: Json, key: string): Json {
  fill(parent, { [key]: {} })
  return objectIn(parent, key) ?? {}
}

/** The objects in a list. */
export function objectsIn(parent: Json, key: string): readonly Json[] {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  return Array.isArray(value) ? value.filter(isObject) : []
}
