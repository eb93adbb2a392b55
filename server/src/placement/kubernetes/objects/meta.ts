import { type Fields, fields, isObject, type Labels, labels, list, text, time } from './json.ts'

/** What every object carries. */
export interface Meta {
  readonly name: string
  /** "" for objects of the whole cluster. */
  readonly namespace: string
  readonly uid: string
  readonly labels: Labels
  readonly annotations: Labels
  /** Whether it is being deleted. */
  readonly deleting: boolean
  /** The owner that controls it, if one does. */
  readonly controller: Owner | undefined
}

/** A reference to an owner. */
export interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
}

/** Reads `metadata`; namespaced objects without a namespace are in `default`. */
export function readMeta(object: Fields, scope: 'namespaced' | 'cluster' = 'namespaced'): Meta {
  const meta = fields(object.metadata)
  return {
    name: text(meta.name),
    namespace: scope === 'cluster' ? '' : text(meta.namespace) || 'default',
    uid: text(meta.uid),
    labels: labels(meta.labels),
    annotations: labels(meta.annotations),
    deleting: time(meta.deletionTimestamp) !== undefined,
    controller: controllerOf(meta.ownerReferences),
  }
}

function controllerOf(references: unknown): Owner | undefined {
  const [owner] = list(references, (item) => item).filter((item) => isObject(item) && item.controller === true)
  if (owner === undefined) return undefined
  const { apiVersion, kind, name, uid } = fields(owner)
  return { apiVersion: text(apiVersion), kind: text(kind), name: text(name), uid: text(uid) }
}
