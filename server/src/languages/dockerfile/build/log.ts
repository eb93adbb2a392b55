import type { Fix } from '../../../text/finding.ts'
import type { Span } from '../../../text/span.ts'

/** The steps of a build before anything runs; each begins only when the one before refused nothing. */
export type BuildStep = 'parse' | 'instructions' | 'convert'

/** Something BuildKit refuses. */
export interface Refusal {
  readonly step: BuildStep
  /** The rule that explains it. */
  readonly code: string
  readonly message: string
  readonly at: Span
  /** First and last line that BuildKit names, counted from one; undefined where it names none. */
  readonly lines: { readonly start: number; readonly end: number } | undefined
  readonly fixes?: readonly Fix[]
}
