import file from '../../../../schemas/cluster.schema.json' with { type: 'json' }
import { childSchema, schemaAt } from '../../schema/at.ts'
import type { FieldFacts } from '../../schema/describe.ts'
import type { Schema, SchemaBundle } from '../../schema/schema.ts'
import { get, type Step, text } from '../../syntax/node.ts'
import type { ClusterDocument } from './read.ts'

const roots = { ecs: { $ref: '#/definitions/ecsCluster' }, kubernetes: { $ref: '#/definitions/kubernetesCluster' } } as const

/** The schema that the project publishes, in the form that completion and hover read. */
export const clusterBundle: SchemaBundle = { roots, definitions: file.definitions as unknown as SchemaBundle['definitions'] }

/** The schema of a whole file of its kind; of an ECS cluster while the kind is not written. */
export function rootSchema({ root }: ClusterDocument): Schema {
  const kind = text(get(root, 'kind'))
  return kind === 'kubernetes' || kind === 'eks' ? roots.kubernetes : roots.ecs
}

/** The field a path leads to; an item of a list, or a key of the writer's choice, is described by what it belongs to. */
export function fieldAt(doc: ClusterDocument, path: readonly Step[]): FieldFacts | undefined {
  const last = path.at(-1)
  const parent = schemaAt(clusterBundle, rootSchema(doc), path.slice(0, -1))
  const schema = parent && last !== undefined ? childSchema(clusterBundle, parent, last) : undefined
  if (last === undefined || schema === undefined) return undefined
  if (typeof last === 'string' && schema.description !== undefined) return { name: last, schema, parent }
  return fieldAt(doc, path.slice(0, -1))
}
