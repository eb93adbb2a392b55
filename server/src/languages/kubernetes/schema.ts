import { schema } from '../../../../schemas/generated/kubernetes.ts'
import { bundleOf } from '../../schema/load.ts'
import type { Schema } from '../../schema/schema.ts'
import { kinds, versionOf } from './kinds.ts'
import type { Kind } from './manifest.ts'
import type { WrittenObject } from './objects.ts'

/** The schema of all kinds: what the pinned packages say about the API, and over it what we know. */
export const kubernetesBundle = bundleOf(schema)

/** The schema of a kind. */
export function schemaOf(kind: Kind): Schema {
  const root = kubernetesBundle().roots[`${versionOf(kind)} ${kind}`]
  if (root === undefined) throw new Error(`the schema has no ${kind}`)
  return root
}

/** The schema of an object as it is written: by its kind alone if its version is not written yet or wrong, of any object while it has none. */
export function schemaOfObject(object: WrittenObject | undefined): Schema {
  const kind = object?.kind ?? kinds.find((one) => one === object?.kindName)
  return kind === undefined ? anyObject : schemaOf(kind)
}

/** What is known of an object of no known kind. */
const anyObject: Schema = {
  type: 'object',
  required: ['apiVersion', 'kind'],
  typical: ['metadata'],
  properties: {
    apiVersion: { type: 'string', examples: [...new Set(kinds.map(versionOf))], description: 'The version of the API that has the kind.' },
    kind: { type: 'string', examples: kinds, description: 'What kind of object it is.' },
    metadata: { $ref: '#/definitions/ObjectMeta', description: 'Name, namespace, labels and annotations.' },
  },
}
