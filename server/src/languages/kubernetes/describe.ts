import { schemaAt } from '../../schema/at.ts'
import { type DescribeOptions, describeField, describeValue, type FieldFacts } from '../../schema/describe.ts'
import type { Scalar, Schema } from '../../schema/schema.ts'
import type { Step } from '../../syntax/node.ts'
import type { WrittenObject } from './objects.ts'
import { kubernetesBundle, schemaOfObject } from './schema.ts'

/** What is known about a field of an object, in Markdown; undefined where the schema has nothing to say. */
export function describeAt(object: WrittenObject | undefined, path: readonly Step[], options: DescribeOptions = {}): string | undefined {
  const field = fieldAt(object, path)
  return field && describeField(kubernetesBundle(), field, { href: hrefOf(object, path), ...options })
}

/** The field a path leads to. An item of a list, or a key of a free map, is described by what it belongs to where it has no words itself. */
export function fieldAt(object: WrittenObject | undefined, path: readonly Step[]): FieldFacts | undefined {
  const bundle = kubernetesBundle()
  const root = schemaOfObject(object)
  for (let length = path.length; length > 0; length--) {
    const name = path[length - 1]
    const schema = schemaAt(bundle, root, path.slice(0, length))
    if (schema === undefined) return undefined
    const parent = schemaAt(bundle, root, path.slice(0, length - 1))
    if (typeof name === 'string' && parent?.properties !== undefined) return { name, schema: withItems(bundle, schema), parent }
  }
  return undefined
}

/** A list with what is known about the values of its items. */
function withItems(bundle: ReturnType<typeof kubernetesBundle>, schema: Schema): Schema {
  const item = schemaAt(bundle, schema, [0])
  if (item?.values === undefined) return schema
  return { ...schema, values: item.values, ...(item.enum && { enum: item.enum }), ...(item.examples && { examples: item.examples }) }
}

/** What a value that is written means, with its field in short; undefined for values without a meaning of their own. */
export function describeValueAt(object: WrittenObject, path: readonly Step[], value: Scalar, options: DescribeOptions): string | undefined {
  const field = fieldAt(object, path)
  return field && describeValue(kubernetesBundle(), field, value, { href: hrefOf(object, path), ...options })
}

/** The page of the API reference about the structure that has the field. */
function hrefOf(object: WrittenObject | undefined, path: readonly Step[]): string | undefined {
  const bundle = kubernetesBundle()
  const root = schemaOfObject(object)
  for (let length = path.length - 1; length >= 0; length--) {
    const href = schemaAt(bundle, root, path.slice(0, length))?.href
    if (href !== undefined) return href
  }
  return undefined
}
