import type { Edit } from './edit.ts'
import { movedSpan, type Span } from './span.ts'

/** `error`: the real service refuses it. `warning`: documented, or it will fail later. `info`, `hint`: practice. */
export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** A second place that takes part, such as the other of two equal names. */
export interface Related {
  readonly span: Span
  readonly message: string
}

/** A code of another tool that a finding stands for, and where that tool reports it. */
export interface Stand {
  readonly code: string
  readonly at: Span
  /** A pragma of that tool silences it there. */
  readonly silenced?: true
}

/** Edits that mend a finding and keep the layout of the rest. */
export interface Fix {
  /** What it does, as a command: "Remove the comma". */
  readonly title: string
  readonly edits: readonly Edit[]
  /** The writer has to choose or know something: offered, but never applied by fix-all. */
  readonly guess?: true
}

/** Fixes, the preferred one first, or what makes them: most findings are shown again and again before anyone asks how to mend one. */
export type Fixes = readonly Fix[] | (() => readonly Fix[])

/** What is wrong with a document, at one place, said once. */
export interface Finding {
  /** Stable and searchable; the id of the rule that spoke. */
  readonly code: string
  readonly severity: Severity
  /** Lower case, no full stop; the fact first, the limit second, with the numbers. */
  readonly message: string
  /** One token: a key, a value, a name. */
  readonly span: Span
  /** The field as the service itself writes it: `containerDefinitions[0].memory`. Absent where the format has no fields. */
  readonly path?: string
  /** Further fields that the service names for the same cause. */
  readonly alsoPaths?: readonly string[]
  readonly related?: readonly Related[]
  /** Asked with `fixesOf`. */
  readonly fixes?: Fixes
  readonly tag?: 'unnecessary' | 'deprecated'
  /** Where one finding speaks for several tools: each by its code. Absent: the finding stands for its own code alone. */
  readonly stands?: readonly Stand[]
}

/** The fixes of a finding, the preferred one first; made now where they were not made with it. */
export function fixesOf({ fixes = [] }: Pick<Finding, 'fixes'>): readonly Fix[] {
  return typeof fixes === 'function' ? fixes() : fixes
}

/** The same findings so many characters further on. */
export function shifted(findings: readonly Finding[], by: number): readonly Finding[] {
  return by === 0 ? findings : findings.map((finding) => shiftedFinding(finding, by))
}

/** The same finding so many characters further on; of its spans those that begin at an offset or behind it. */
export function shiftedFinding(finding: Finding, by: number, from = Number.NEGATIVE_INFINITY): Finding {
  if (by === 0) return finding
  const moved = (where: Span) => (where.start < from ? where : movedSpan(where, by))
  return {
    ...finding,
    span: moved(finding.span),
    ...(finding.related && { related: finding.related.map((one) => ({ ...one, span: moved(one.span) })) }),
    ...(finding.stands && { stands: finding.stands.map((one) => ({ ...one, at: moved(one.at) })) }),
    ...(finding.fixes && {
      fixes: () => fixesOf(finding).map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: moved(edit.span) })) })),
    }),
  }
}
