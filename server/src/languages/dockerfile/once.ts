import type { Dockerfile } from './document.ts'

/** A part of a Dockerfile that is worked out when somebody first asks for it and kept as long as the document. */
export function once<T>(read: (doc: Dockerfile) => T): (doc: Dockerfile) => T {
  const known = new WeakMap<Dockerfile, { readonly value: T }>()
  return (doc) => {
    const found = known.get(doc) ?? { value: read(doc) }
    known.set(doc, found)
    return found.value
  }
}
