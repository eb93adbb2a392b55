import { schemaAt } from '../../schema/at.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Step } from '../../syntax/node.ts'
import type { WrittenObject } from './objects.ts'
import { kubernetesBundle, schemaOfObject } from './schema.ts'

/** A place of an object, as tables about the API name it. */
export interface Asked {
  readonly object: WrittenObject
  /** Leads to it from the object. */
  readonly path: readonly Step[]
  /** What the structure around it is called: "VolumeMount"; of an item of a list the structure that has the list. */
  readonly structure: string
  /** The key it stands behind; of an item of a list, or of a key of the writer's choice, that of the list or map. */
  readonly field: string
  /** All objects of the file. */
  readonly file: readonly WrittenObject[]
}

/**
 * The structure that has a place, and the key it has it under: what stands between are lists and maps of the writer's choice.
 * `length` is how many steps of the path may be that key: one less than all of them for a key of the writer's choice itself.
 */
export function askedAt(object: WrittenObject, path: readonly Step[], file: readonly WrittenObject[], length: number): Asked | undefined {
  const bundle = kubernetesBundle()
  const root = schemaOfObject(object)
  for (let depth = Math.min(length, path.length - 1); depth >= 0; depth--) {
    const field = path[depth]
    const structure = schemaAt(bundle, root, path.slice(0, depth))
    if (typeof field === 'string' && isStructure(structure)) return { object, path, structure: structure.title ?? '', field, file }
  }
  return undefined
}

function isStructure(schema: Schema | undefined): schema is Schema {
  return schema?.properties !== undefined
}
