import type { Problem } from '../../rules/rule.ts'
import type { MapNode } from '../../syntax/node.ts'
import type { Field } from './field.ts'

/** The kinds whose fields and rules are known. */
export type Kind =
  | 'Pod'
  | 'PodTemplate'
  | 'ReplicationController'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'Job'
  | 'CronJob'

/**
 * One object of a file as rules see it: what the API server has in hand when it validates. Made only of documents that name a known kind
 * in its version; where fields have the wrong type, they are left out of `object`, and the finding about them stands already. Whether a rule
 * speaks depends on the kind and on values alone, not on how they are written down: so it need not be asked again while those are the same.
 */
export interface Manifest {
  readonly kind: Kind
  /** The text of the document, in which the spans of the tree count. */
  readonly text: string
  /** The object of the text as a tree. */
  readonly root: MapNode
  /** As written: of duplicate keys the last, null for null, keys that no type knows included. For advice about what the user wrote. */
  readonly written: Field
  /** As the server validates it: decoded, nulls unset, unknown fields and those of closed gates dropped, defaults applied. */
  readonly object: Field
  /** The pod or its template; undefined if there is none yet. */
  readonly pod: PodPlace | undefined
  /**
   * A finding about a field. It is shown at the field if that is written, else at the nearest thing written around it, and carries the
   * server's path; `path` says another one where the server's is odd.
   */
  problem(field: Field, message: string, options?: ProblemOptions): Problem
}

/** Where the pod of a manifest stands. */
export interface PodPlace {
  /** The object with `metadata` and `spec`: the Pod itself or the template. */
  readonly holder: Field
  readonly metadata: Field
  readonly spec: Field
  /** Whether it is the Pod itself: some rules look only at Pods, others only at templates. */
  readonly bare: boolean
}

/** What may be said of a problem beside its place and words. */
export interface ProblemOptions extends Partial<Omit<Problem, 'at' | 'message'>> {
  /** Show the key rather than the value. */
  readonly onKey?: boolean
}
