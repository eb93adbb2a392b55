import { readResources } from './container.ts'
import { fields, isObject, list, number, texts } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import type { ResourceList } from './quantity.ts'
import { readTaint, type Taint } from './taint.ts'

/** A node. */
export interface Node extends Meta {
  readonly unschedulable: boolean
  readonly taints: readonly Taint[]
  /** Undefined if the status says nothing, as on nodes that no kubelet runs on. */
  readonly allocatable: ResourceList | undefined
  readonly capacity: ResourceList | undefined
  readonly images: readonly NodeImage[]
  /** Features that the node says it has. */
  readonly declaredFeatures: readonly string[]
}

/** An image that is on the node, under all its names. */
export interface NodeImage {
  readonly names: readonly string[]
  readonly sizeBytes: number
}

/** Reads a node as the API has it. */
export function readNode(value: unknown): Node {
  const node = fields(value)
  const spec = fields(node.spec)
  const status = fields(node.status)
  return {
    ...readMeta(node, 'cluster'),
    unschedulable: spec.unschedulable === true,
    taints: list(spec.taints, readTaint),
    allocatable: isObject(status.allocatable) ? readResources(status.allocatable) : undefined,
    capacity: isObject(status.capacity) ? readResources(status.capacity) : undefined,
    images: list(status.images, (image) => {
      const { names, sizeBytes } = fields(image)
      return { names: texts(names), sizeBytes: number(sizeBytes) ?? 0 }
    }),
    declaredFeatures: texts(status.declaredFeatures),
  }
}
