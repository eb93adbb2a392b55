import { below, child, type Field } from './field.ts'
import type { Manifest } from './manifest.ts'
import { structsOf, textAt } from './values.ts'

/** A container of a pod, of whatever sort. */
export interface PodContainer {
  readonly field: Field
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers'
  /** Its place in the list. */
  readonly index: number
  /** Empty without one, undefined if it cannot be told. */
  readonly name: string | undefined
  /** For messages: `container "web"`, `init container 2`. */
  readonly label: string
  /** An init container that goes on running beside the others. */
  readonly sidecar: boolean
}

const lists = { initContainers: 'init container', containers: 'container', ephemeralContainers: 'ephemeral container' } as const
const known = new WeakMap<Manifest, readonly PodContainer[]>()

/** All containers of a pod: first those that run first, as the server visits them. Empty without a pod. */
export function containersOf(doc: Manifest): readonly PodContainer[] {
  const before = known.get(doc)
  if (before !== undefined) return before
  const containers =
    doc.pod === undefined ? [] : (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) => read(doc, list))
  known.set(doc, containers)
  return containers
}

/** The containers of one list. */
export function containersIn(doc: Manifest, list: PodContainer['list']): readonly PodContainer[] {
  return containersOf(doc).filter((container) => container.list === list)
}

function read(doc: Manifest, list: PodContainer['list']): readonly PodContainer[] {
  if (doc.pod === undefined) return []
  return structsOf(below(doc.pod.spec, list)).map((field) => {
    const name = textAt(field, 'name')
    const index = Number(field.step)
    return {
      field,
      list,
      index,
      name,
      label: name ? `${lists[list]} "${name}"` : `${lists[list]} ${index + 1}`,
      sidecar: list === 'initContainers' && child(field, 'restartPolicy').value === 'Always',
    }
  })
}
