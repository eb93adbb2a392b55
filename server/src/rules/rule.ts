import type { Fixes, Related, Severity, Stand } from '../text/finding.ts'
import type { Span } from '../text/span.ts'

/** Levels of the Pod Security Standards, the stricter one last; each holds those before it. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const ruleProfiles = ['baseline', 'restricted'] as const

/**
 * Parts that many rules look at one by one: a container of a task, all its containers together, a stage of a Dockerfile; and the frame, which
 * is the document without these.
 */
export type PartKind = 'container' | 'containers' | 'frame' | 'stage'

/** A named set of rules that is turned on as a whole. */
export type RuleProfile = (typeof ruleProfiles)[number]

/**
 * One thing a service (or good practice) demands of a document. A rule is one file named after its id and one line in the
 * list beside it; its examples are its tests and, with `summary` and `why`, the page that explains it.
 */
export interface Rule<Doc> {
  /** Code of its findings and name of its file: lower case words with hyphens, or the name the field already has for it. */
  readonly id: string
  /** Other names under which people search for it, silence it and configure it. */
  readonly aliases?: readonly string[]
  /** What its findings weigh unless a setting says otherwise; `off` for matters of taste. */
  readonly severity: Severity | 'off'
  /** The profile that demands it: where a setting asks for that profile, the rule is on as a warning. */
  readonly profile?: RuleProfile
  /** The demand in one sentence of Markdown, as it appears in settings and tables. */
  readonly summary: string
  /** What happens if it is broken, in Markdown: the service's own words where they are known, and what to write instead. */
  readonly why: string
  /** Where the demand is documented or was seen. */
  readonly source: readonly string[]
  /** Whole documents. In `bad` every finding is drawn below its line: carets, a blank, the message. */
  readonly examples: {
    readonly bad: readonly string[]
    readonly good: readonly string[]
    /** A file beside all of them that has a say, for rules that are silent without it. */
    readonly beside?: { readonly file: string; readonly text: string }
  }
  /**
   * The parts it looks at one by one: where it is silent about every such part alone (with the frame around it, without the others), it
   * is silent about the document. Absent: it looks at the document as a whole.
   */
  readonly about?: PartKind
  /**
   * What it says of the document is what it says of its parts, one by one, and nothing else: findings may stay with a part while that, and
   * what is around it, is the same.
   */
  readonly apart?: true
  /**
   * All that it looks at in a part, by names that the language gives it, such as keywords of instructions or keys: where something else in the part
   * is replaced, what it says stays the same. Absent: anything.
   */
  readonly reads?: readonly string[]
  /** The violations, in any order. Never throws; says nothing about values that are absent, unknown or of the wrong type. */
  check(doc: Doc): Iterable<Problem>
}

/** A finding before severity, code and field path are added. */
export interface Problem {
  readonly at: Span
  readonly message: string
  /** Where the service names another field than the one that stands at `at`, such as one that is missing. */
  readonly path?: string
  /** Further fields that the service complains of for the same cause, such as a request that it fills in from a limit. */
  readonly alsoPaths?: readonly string[]
  readonly related?: readonly Related[]
  readonly fixes?: Fixes
  /** A clause of the rule with less evidence than the rest. */
  readonly severity?: Severity
  readonly tag?: 'unnecessary' | 'deprecated'
  readonly stands?: readonly Stand[]
}
