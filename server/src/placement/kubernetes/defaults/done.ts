import { objectIn, objectsIn } from './fill.ts'
import type { Json } from './shape.ts'
import { isObject } from './written.ts'

/** An object and what it is with its defaults. */
export interface Completed {
  readonly object: Readonly<Json>
  /** What `defaulted` made of it. */
  readonly completed: unknown
}

/** What need not be done again. */
export interface Done {
  /** Objects and lists with their defaults, by what they were made of. */
  readonly made: ReadonlyMap<unknown, unknown>
  /** The containers and volumes among them, with their defaults. */
  readonly complete: ReadonlySet<unknown>
}

/** Where there is nothing from before. */
export const nothingDone: Done = { made: new Map(), complete: new Set() }

/**
 * What a pod is made of that has its defaults without regard to anything around it: its containers, its volumes, and their fields. Fields
 * beside the pod are not among it, as labels are copied from one to the other.
 */
export function doneBefore(kind: string, object: Readonly<Json>, { object: old, completed }: Completed): Done {
  const [was, is] = [podSpecOf(kind, old), podSpecOf(kind, isObject(completed) ? completed : {})]
  if (was === undefined || is === undefined || (kind === 'Pod' && !(isLoose(was) && isLoose(podSpecOf(kind, object))))) return nothingDone
  const done = { made: new Map<unknown, unknown>(), complete: new Set<unknown>() }
  addFields(done.made, was, is)
  for (const list of ['volumes', 'initContainers', 'containers', 'ephemeralContainers'])
    addItems(done, objectsIn(was, list), objectsIn(is, list))
  return done
}

function addItems(
  { made, complete }: { made: Map<unknown, unknown>; complete: Set<unknown> },
  was: readonly Json[],
  is: readonly Json[],
): void {
  if (was.length !== is.length) return
  for (const [i, item] of is.entries()) {
    made.set(was[i], item)
    complete.add(item)
    addFields(made, was[i] ?? {}, item)
  }
}

function addFields(made: Map<unknown, unknown>, was: Json, is: Json): void {
  for (const key of Object.keys(was)) if (typeof was[key] === 'object' && is[key] !== undefined) made.set(was[key], is[key])
}

/** In the network of its node, or with amounts of its own, a Pod and its containers depend on each other. */
function isLoose(spec: Json | undefined): boolean {
  return spec !== undefined && spec.hostNetwork !== true && spec.resources === undefined
}

function podSpecOf(kind: string, object: Readonly<Json>): Json | undefined {
  return (podPaths[kind] ?? ['spec', 'template', 'spec']).reduce<Json | undefined>((here, key) => here && objectIn(here, key), object)
}

const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}
