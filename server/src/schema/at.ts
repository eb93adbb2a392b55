import type { Step } from '../syntax/node.ts'
import type { Schema, SchemaBundle, SchemaType } from './schema.ts'

/**
 * The schema of the place a path leads to, counted from `root` (one of `bundle.roots`), resolved; undefined where the schema
 * says nothing about such a place: an unknown key, a step into a scalar, an index into an object.
 */
export function schemaAt(bundle: SchemaBundle, root: Schema | undefined, path: readonly Step[]): Schema | undefined {
  let here = root && resolve(bundle, root)
  for (const step of path) here = here && childSchema(bundle, here, step)
  return here
}

/** The schema of a key of an object or of an item of a list, resolved; `parent` must be resolved. */
export function childSchema(bundle: SchemaBundle, parent: Schema, step: Step): Schema | undefined {
  const child = typeof step === 'number' ? parent.items : propertySchema(parent, step)
  return child && resolve(bundle, child)
}

function propertySchema({ properties, additionalProperties }: Schema, key: string): Schema | undefined {
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key]
  return additionalProperties === false ? undefined : additionalProperties
}

/**
 * A schema without `$ref`: the target's keywords, and over them those beside the reference. What the key means stands beside the
 * reference, what the structure means in the target, so `description` of the result is the key's wherever the key has one.
 * The same schema gives the same object every time. A reference that leads nowhere gives what stands beside it.
 */
export function resolve(bundle: SchemaBundle, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const known = resolved.get(schema)
  if (known !== undefined) return known
  const { $ref, ...own } = schema
  const target = definitionOf(bundle, $ref)
  const result = target === undefined ? own : { ...resolve(bundle, target), ...own }
  resolved.set(schema, result)
  return result
}

/** The definition a reference names, not resolved further. */
export function definitionOf(bundle: SchemaBundle, $ref: string): Schema | undefined {
  const name = $ref.slice('#/definitions/'.length)
  return Object.hasOwn(bundle.definitions, name) ? bundle.definitions[name] : undefined
}

/** Schemas are constants, and a schema object belongs to one bundle, so what one resolves to can be kept with it. */
const resolved = new WeakMap<Schema, Schema>()

/** The types a schema allows; empty where anything goes. */
export function typesOf({ type }: Schema): readonly SchemaType[] {
  if (type === undefined) return []
  return typeof type === 'string' ? [type] : type
}
