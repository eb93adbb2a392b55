import { at, entries, get, items, type MapNode, type Node, type Step, text } from '../../syntax/node.ts'
import { kindOf } from './kinds.ts'
import type { Kind } from './manifest.ts'
import { podPaths } from './pod-place.ts'

/** An object of a document as it is written: the document itself, or an item of a list of objects. Of any kind, ours or not. */
export interface WrittenObject {
  readonly root: MapNode
  /** Leads from the root of the document to it. */
  readonly path: readonly Step[]
  /** As it is written; empty while it is not. */
  readonly kindName: string
  /** The kind, if it is one of ours in its version. */
  readonly kind: Kind | undefined
}

/** The objects of a document. */
export function objectsOf(root: Node | undefined): readonly WrittenObject[] {
  if (root?.kind !== 'map') return []
  const own = written(root, [])
  if (own.kind !== undefined || !own.kindName.endsWith('List')) return [own]
  return items(get(root, 'items')).flatMap((item, i) => (item.kind === 'map' ? [written(item, ['items', i])] : []))
}

function written(root: MapNode, path: readonly Step[]): WrittenObject {
  const kindName = text(get(root, 'kind')) ?? ''
  return { root, path, kindName, kind: kindOf(text(get(root, 'apiVersion')) ?? '', kindName) }
}

/** The object that a path of its document leads into, with the rest of the path. */
export function objectAt(
  root: Node | undefined,
  path: readonly Step[],
): { readonly object: WrittenObject; readonly inner: readonly Step[] } | undefined {
  const object = objectsOf(root).find((one) => one.path.every((step, i) => step === path[i]))
  return object && { object, inner: path.slice(object.path.length) }
}

/** Where the pod of a kind stands in its object. */
export function podPathOf(kind: Kind): readonly Step[] {
  return podPaths[kind]
}

/** The spec of the pod of an object. */
export function podSpecOf({ root, kind }: WrittenObject): Node | undefined {
  return kind === undefined ? undefined : at(root, [...podPaths[kind], 'spec'])
}

/** A container as it is written. */
export interface WrittenContainer {
  readonly node: MapNode
  readonly list: ContainerList
  readonly index: number
  readonly name: string | undefined
}

/** The lists that hold containers. */
export const containerLists = ['containers', 'initContainers', 'ephemeralContainers'] as const
export type ContainerList = (typeof containerLists)[number]

/** All containers of a pod: those that run together first. */
export function containersOf(spec: Node | undefined): readonly WrittenContainer[] {
  return containerLists.flatMap((list) =>
    items(get(spec, list)).flatMap((node, index) => (node.kind === 'map' ? [{ node, list, index, name: text(get(node, 'name')) }] : [])),
  )
}

/** The container that a path of an object leads into. */
export function containerAt(object: WrittenObject, inner: readonly Step[]): WrittenContainer | undefined {
  if (object.kind === undefined) return undefined
  const depth = podPaths[object.kind].length + 1
  return containersOf(podSpecOf(object)).find(({ list, index }) => inner[depth] === list && inner[depth + 1] === index)
}

/** The maps of a list. */
export function mapsIn(parent: Node | undefined, key: string): readonly MapNode[] {
  return items(get(parent, key)).flatMap((node) => (node.kind === 'map' ? [node] : []))
}

/** What a volume is made of, in the word of the API: `emptyDir`, which it also is without any source. */
export function volumeSource(volume: Node): string {
  const source = entries(volume).find(({ key }) => key.value !== 'name')
  return source === undefined ? 'emptyDir' : String(source.key.value)
}
