import type { Dockerfile } from './document.ts'

/**
 * A part of a Dockerfile that is worked out when somebody first asks for it and kept until another one is asked about. A weak map would
 * keep every version of a text until the next full collection of garbage. `of` names all that the part hangs on, where that is not the
 * whole document: documents that share it share the part.
 */
export function once<T>(read: (doc: Dockerfile) => T, of: (doc: Dockerfile) => unknown = (doc) => doc): (doc: Dockerfile) => T {
  let known: { readonly about: unknown; readonly value: T } | undefined
  return (doc) => {
    const about = of(doc)
    if (known === undefined || known.about !== about) known = { about, value: read(doc) }
    return known.value
  }
}
