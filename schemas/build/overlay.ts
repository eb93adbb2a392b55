import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts'

/**
 * What we know and the source of a schema does not say, written by hand as JSON. `definitions` speaks about what exists: its `required`
 * and `enum` add to those of the source, what is `wanted` is required no more, `properties` and `items` go deeper, every other keyword
 * is set. `add` brings new properties.
 */
export interface Overlay {
  readonly definitions: Readonly<Record<string, Schema>>
  readonly add?: Readonly<Record<string, Readonly<Record<string, Schema>>>>
}

/** The bundle with the overlay over it. Throws where the overlay speaks about something that does not exist, with its path. */
export function withOverlay(bundle: SchemaBundle, { definitions, add = {} }: Overlay): SchemaBundle {
  const result: Record<string, Schema> = { ...bundle.definitions }
  for (const [name, over] of Object.entries(definitions)) result[name] = merged(existing(result, name, name), over, name)
  for (const [name, properties] of Object.entries(add)) {
    const target = existing(result, name, name)
    for (const key of Object.keys(properties)) if (target.properties?.[key] !== undefined) throw new Error(`overlay: ${name}.${key} exists`)
    result[name] = { ...target, properties: { ...target.properties, ...properties } }
  }
  return { ...bundle, definitions: result }
}

function merged(schema: Schema, over: Schema, path: string): Schema {
  const { required, enum: values, properties, items, ...set } = over
  for (const key of required ?? []) existing(schema.properties, key, `${path}.${key}`)
  for (const group of [over.wanted ?? [], over.typical ?? [], ...(over.requiredAny ?? [])]) {
    for (const key of group) existing(schema.properties, key, `${path}.${key}`)
  }
  const needed = [...new Set([...(schema.required ?? []), ...(required ?? [])])].filter((key) => !over.wanted?.includes(key))
  return {
    ...schema,
    ...set,
    ...((schema.required ?? required) && { required: needed }),
    ...(values && { enum: [...new Set([...(schema.enum ?? []), ...values])] }),
    ...(properties && { properties: mergedProperties(schema, properties, path) }),
    ...(items && { items: merged(existing({ items: schema.items }, 'items', `${path}[]`), items, `${path}[]`) }),
  }
}

function mergedProperties(schema: Schema, over: Readonly<Record<string, Schema>>, path: string): Readonly<Record<string, Schema>> {
  const result: Record<string, Schema> = { ...schema.properties }
  for (const [key, value] of Object.entries(over)) {
    // A map of anything has no keys of its own; naming some is no contradiction.
    const known = schema.properties === undefined ? schema.additionalProperties || undefined : schema.properties[key]
    if (known === undefined) throw new Error(`overlay: ${path}.${key} does not exist`)
    result[key] = merged(known, value, `${path}.${key}`)
  }
  return result
}

function existing(from: Readonly<Record<string, Schema | undefined>> | undefined, key: string, path: string): Schema {
  const found = from?.[key]
  if (found === undefined) throw new Error(`overlay: ${path} does not exist`)
  return found
}
