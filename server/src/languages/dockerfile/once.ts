import type { Dockerfile } from './document.ts'

/**
 * A part of a Dockerfile that is worked out when somebody first asks for it and kept until another one is asked about. A weak map would
 * keep every version of a text until the next full collection of garbage.
 */
export function once<T>(read: (doc: Dockerfile) => T): (doc: Dockerfile) => T {
  let known: { readonly about: Dockerfile; readonly value: T } | undefined
  return (doc) => {
    if (known?.about !== doc) known = { about: doc, value: read(doc) }
    return known.value
  }
}
