import { resolve, typesOf } from '../../schema/at.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Step } from '../../syntax/node.ts'
import type { Kind } from './manifest.ts'
import { kubernetesBundle, schemaOf } from './schema.ts'

/** How the server's decoder reads a value. */
export type Shape = StructShape | ListShape | MapShape | ScalarShape | { readonly kind: 'any' }

/** An object with fields of its own; no other key is a field. */
export interface StructShape {
  readonly kind: 'struct'
  /** As Kubernetes calls it: "PodSpec". */
  readonly name: string
  readonly fields: ReadonlyMap<string, Shape>
}

export interface ListShape {
  readonly kind: 'list'
  readonly of: Shape
}

/** An object whose keys are free, such as labels. */
export interface MapShape {
  readonly kind: 'map'
  readonly of: Shape
}

export interface ScalarShape {
  readonly kind: 'scalar'
  readonly type: 'string' | 'boolean' | 'int32' | 'int64' | 'quantity' | 'int-or-string' | 'date-time' | 'byte'
}

/** The shape of a kind. */
export function shapeOf(kind: Kind): StructShape {
  const shape = shapeOfSchema(schemaOf(kind))
  if (shape.kind !== 'struct') throw new Error(`the schema of ${kind} has no fields`)
  return shape
}

/** The shape of a field; undefined where there is none. */
export function childShape(shape: Shape | undefined, step: Step): Shape | undefined {
  if (shape === undefined) return undefined
  if (typeof step === 'number') return shape.kind === 'list' ? shape.of : undefined
  return shape.kind === 'map' ? shape.of : shape.kind === 'struct' ? shape.fields.get(step) : undefined
}

/** A path as the server writes it: `spec.containers[0].resources.limits[cpu]`. Keys of maps stand in brackets, names of fields behind points. */
export function serverPath(shape: Shape | undefined, path: readonly Step[]): string {
  let text = ''
  let here = shape
  for (const step of path) {
    if (typeof step === 'number' || here?.kind === 'map') text += `[${step}]`
    else text += text === '' ? step : `.${step}`
    here = childShape(here, step)
  }
  return text
}

const shapes = new WeakMap<Schema, Shape>()

function shapeOfSchema(schema: Schema): Shape {
  const resolved = resolve(kubernetesBundle(), schema)
  const known = shapes.get(resolved)
  if (known !== undefined) return known
  const shape = newShape(resolved)
  shapes.set(resolved, shape)
  return shape
}

function newShape(schema: Schema): Shape {
  const { properties, additionalProperties, items, format, title = '' } = schema
  if (properties !== undefined) return lazyStruct(title, properties)
  if (items !== undefined) return { kind: 'list', of: shapeOfSchema(items) }
  if (typeof additionalProperties === 'object') return { kind: 'map', of: shapeOfSchema(additionalProperties) }
  if (format !== undefined) return { kind: 'scalar', type: format }
  const [type] = typesOf(schema)
  if (type === 'string' || type === 'boolean') return { kind: 'scalar', type }
  return { kind: 'any' }
}

/** The fields are looked at when the first of them is asked for: most of the API is in no manifest. */
function lazyStruct(name: string, properties: Readonly<Record<string, Schema>>): StructShape {
  let fields: ReadonlyMap<string, Shape> | undefined
  return {
    kind: 'struct',
    name,
    get fields() {
      fields ??= new Map(Object.entries(properties).map(([key, schema]) => [key, shapeOfSchema(schema)]))
      return fields
    },
  }
}
