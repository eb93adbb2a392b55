import { fields, isObject, list, number } from './json.ts'
import { type Requirement, readRequirement } from './selector.ts'

/** What a node must be: conditions on labels and on fields, all of which hold. Without any it matches no node. */
export interface NodeSelectorTerm {
  readonly expressions: readonly Requirement[]
  /** The only field there is, is `metadata.name`. */
  readonly fields: readonly Requirement[]
}

/** A wish with its weight, 1 to 100. */
export interface PreferredTerm {
  readonly weight: number
  readonly preference: NodeSelectorTerm
}

/** `nodeAffinity` of a pod. */
export interface NodeAffinity {
  /** One of these must match; undefined if nothing is required, and an empty list matches no node. */
  readonly required: readonly NodeSelectorTerm[] | undefined
  readonly preferred: readonly PreferredTerm[]
}

/** Reads `nodeAffinity`. */
export function readNodeAffinity(value: unknown): NodeAffinity {
  const affinity = fields(value)
  return {
    required: readNodeSelector(affinity.requiredDuringSchedulingIgnoredDuringExecution),
    preferred: list(affinity.preferredDuringSchedulingIgnoredDuringExecution, (item) => {
      const { weight, preference } = fields(item)
      return { weight: number(weight) ?? 0, preference: readTerm(preference) }
    }),
  }
}

/** Reads a `NodeSelector`, as pods and volumes have it; undefined if it is absent. */
export function readNodeSelector(value: unknown): readonly NodeSelectorTerm[] | undefined {
  return isObject(value) ? list(value.nodeSelectorTerms, readTerm) : undefined
}

function readTerm(value: unknown): NodeSelectorTerm {
  const { matchExpressions, matchFields } = fields(value)
  return { expressions: list(matchExpressions, readRequirement), fields: list(matchFields, readRequirement) }
}
