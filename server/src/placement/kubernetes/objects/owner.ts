import { fields, isObject, type Labels, labels } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import { type LabelSelector, readSelector } from './selector.ts'

/** A Service. */
export interface Service extends Meta {
  /** Undefined if it chooses no pods. */
  readonly selector: Labels | undefined
}

/** A ReplicationController, with the selector that the API takes from its template if it has none. */
export interface ReplicationController extends Meta {
  readonly selector: Labels
}

/** A ReplicaSet or StatefulSet. */
export interface ReplicaOwner extends Meta {
  readonly selector: LabelSelector | undefined
}

/** Reads a Service. */
export function readService(value: unknown): Service {
  const object = fields(value)
  const { selector } = fields(object.spec)
  return { ...readMeta(object), selector: isObject(selector) ? labels(selector) : undefined }
}

/** Reads a ReplicationController. */
export function readReplicationController(value: unknown): ReplicationController {
  const object = fields(value)
  const spec = fields(object.spec)
  const own = labels(spec.selector)
  return { ...readMeta(object), selector: own.size > 0 ? own : labels(fields(fields(spec.template).metadata).labels) }
}

/** Reads a ReplicaSet or StatefulSet. */
export function readReplicaOwner(value: unknown): ReplicaOwner {
  const object = fields(value)
  return { ...readMeta(object), selector: readSelector(fields(object.spec).selector) }
}
