import type { TaskDefinition } from './document.ts'

/**
 * A part of a definition that is worked out when somebody first asks for it and kept as long as the definition:
 * a dozen rules ask for the same lists.
 */
export function once<T extends object>(read: (doc: TaskDefinition) => T): (doc: TaskDefinition) => T {
  const known = new WeakMap<TaskDefinition, T>()
  return (doc) => {
    const found = known.get(doc) ?? read(doc)
    known.set(doc, found)
    return found
  }
}
