import type { Dockerfile } from '../document.ts'
import { once } from '../once.ts'
import type { Refusal } from './log.ts'

/** What BuildKit makes of a file before the first step runs. */
export interface Build {
  /** In the order in which BuildKit would come to them; the real one stops at the first. */
  readonly refusals: readonly Refusal[]
}

/** The whole of a build that needs neither a registry nor files. */
export const buildOf = once((doc: Dockerfile): Build => {
  const refusals = doc.tree.errors.map(
    ({ message, span }): Refusal => ({ step: 'parse', code: 'dockerfile-syntax', message, at: span, lines: undefined }),
  )
  return { refusals }
})
