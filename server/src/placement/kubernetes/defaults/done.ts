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
  /** Containers and volumes with their defaults, by what they were made of. */
  readonly made: ReadonlyMap<unknown, Json>
  /** The same, with their defaults. */
  readonly complete: ReadonlySet<unknown>
}

/** Where there is nothing from before. */
export const nothingDone: Done = { made: new Map(), complete: new Set() }

/** The containers and volumes of an object from before. */
export function doneBefore(kind: string, object: Readonly<Json>, { object: old, completed }: Completed): Done {
  const [was, is] = [podSpecOf(kind, old), podSpecOf(kind, isObject(completed) ? completed : {})]
  if (was === undefined || is === undefined || (kind === 'Pod' && !(isLoose(was) && isLoose(podSpecOf(kind, object))))) return nothingDone
  const made = new Map<unknown, Json>()
  for (const list of ['volumes', 'initContainers', 'containers', 'ephemeralContainers']) {
    const items = objectsIn(is, list)
    const sources = objectsIn(was, list)
    if (items.length === sources.length) for (const [i, item] of items.entries()) made.set(sources[i], item)
  }
  return { made, complete: new Set(made.values()) }
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
