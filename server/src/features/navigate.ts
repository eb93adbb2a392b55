import type { Name, Reading } from '../languages/language.ts'
import { type Span, touches } from '../text/span.ts'

/** A name under the cursor. */
export interface NameAt {
  readonly name: Name
  /** The occurrence that the cursor stands on. */
  readonly span: Span
}

/** The name an offset stands on or directly behind, with everything that has to do with it; undefined where there is none. */
export function nameAt(reading: Reading, offset: number): NameAt | undefined {
  let behind: NameAt | undefined
  for (const name of reading.names()) {
    for (const span of [...name.definitions, ...name.references]) {
      if (!touches(span, offset)) continue
      // Of two names side by side, the one that the cursor stands in front of counts.
      if (offset < span.end) return { name, span }
      behind ??= { name, span }
    }
  }
  return behind
}
