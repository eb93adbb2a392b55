import { schema } from '../../../../schemas/generated/kubernetes.ts'
import { bundleOf } from '../../schema/load.ts'
import type { Schema } from '../../schema/schema.ts'
import { versionOf } from './kinds.ts'
import type { Kind } from './manifest.ts'

/** The schema of all kinds: what the pinned packages say about the API, and over it what we know. */
export const kubernetesBundle = bundleOf(schema)

/** The schema of a kind. */
export function schemaOf(kind: Kind): Schema {
  const root = kubernetesBundle().roots[`${versionOf(kind)} ${kind}`]
  if (root === undefined) throw new Error(`the schema has no ${kind}`)
  return root
}
