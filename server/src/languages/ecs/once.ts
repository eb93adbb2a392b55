import type { TaskDefinition } from './document.ts'

/**
 * A part of a definition that is worked out when somebody first asks for it and kept until another one is asked about: a dozen rules
 * ask for the same lists. A weak map would keep every version of a text until the next full collection of garbage.
 */
export function once<T>(read: (doc: TaskDefinition) => T): (doc: TaskDefinition) => T {
  let known: { readonly about: TaskDefinition; readonly value: T } | undefined
  return (doc) => {
    if (known?.about !== doc) known = { about: doc, value: read(doc) }
    return known.value
  }
}
