import { childSchema, schemaAt } from '../../schema/at.ts'
import type { FieldFacts } from '../../schema/describe.ts'
import type { Scalar, Schema, SchemaBundle } from '../../schema/schema.ts'
import type { Step } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'

/** The part of a schema that describes a document. */
export interface Described {
  readonly bundle: SchemaBundle
  readonly schema: Schema
}

/** The pages of the requests and structures of ECS. */
export const reference = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference'

/** A value as far as it is one already. */
export function known(value: Scalar | null): Scalar | undefined {
  return value === null || (typeof value === 'string' && hasPlaceholder(value)) ? undefined : value
}

/** The field a path leads to. An item of a list, or a key of a free map, is described by what it belongs to where it has no words itself. */
export function fieldOf({ bundle, schema: root }: Described, path: readonly Step[]): FieldFacts | undefined {
  const parent = schemaAt(bundle, root, path.slice(0, -1))
  const last = path.at(-1)
  const schema = parent && last !== undefined ? childSchema(bundle, parent, last) : undefined
  if (parent === undefined || schema === undefined || last === undefined) return undefined
  if (typeof last === 'string' && schema.description !== undefined) return { name: last, schema, parent }
  const outer = path.slice(0, -1)
  const holder = outer.at(-1)
  const around = schemaAt(bundle, root, outer.slice(0, -1))
  if (typeof holder !== 'string') return undefined
  return { name: holder, schema: described(parent, schema), parent: around }
}

/** A list or map with what is known about its items. */
function described(holder: Schema, item: Schema): Schema {
  const { enum: values, examples, values: meanings } = item
  return { ...holder, ...(values && { enum: values }), ...(examples && { examples }), ...(meanings && { values: meanings }) }
}

/** The paragraph about a field on the page of its structure; of what has no paragraph, about the field it belongs to. */
export function pageOf({ bundle, schema: root }: Described, path: readonly Step[]): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const name = path[length - 1]
    const page = schemaAt(bundle, root, path.slice(0, length - 1))?.href
    if (page === undefined || typeof name !== 'string') continue
    const structure = /API_(\w+)\.html$/.exec(page)?.[1]
    if (structure === undefined) return page
    return requests.has(structure) ? `${page}#ECS-${structure}-request-${name}` : `${page}#ECS-Type-${structure}-${name}`
  }
  return undefined
}

const requests: ReadonlySet<string> = new Set(['RegisterTaskDefinition', 'CreateService'])
