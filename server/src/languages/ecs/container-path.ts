import type { Field } from './field.ts'
import { asksReader } from './names.ts'

/**
 * A path inside a container that is written out and not absolute, neither as Linux writes paths nor as Windows does: which of the two a
 * task runs on is often left open. An empty one is still to be written.
 */
export function relativePath(path: Field<string>): Extract<Field<string>, { kind: 'known' }> | undefined {
  if (path.kind !== 'known' || path.value === '' || asksReader(path.value)) return undefined
  return /^(?:[/\\]|[A-Za-z]:(?:[/\\]|$))/.test(path.value) ? undefined : path
}

/** What a relative path most likely means: the same from the root. Undefined for one that begins at a folder nobody knows. */
export function fromRoot(path: string): string | undefined {
  return /^[\w-]/.test(path) ? `/${path}` : undefined
}
