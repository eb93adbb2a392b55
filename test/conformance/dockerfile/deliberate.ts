/** What is compared: a code and the line of the instruction it is about. */
export interface Reported {
  readonly code: string
  readonly line: number
}

/** A place where Bayplan is right to differ from hadolint: a code, the reason, and the texts it is about. */
export interface Deliberate {
  /** What the run prints. */
  readonly name: string
  readonly code: string
  readonly reason: string
  /** Whether the difference is meant here. Judged by the text alone. */
  applies(dockerfile: string, line: number): boolean
}

/** Every deliberate difference; each is about a rule and the text, never about one recorded case. */
export const deliberate: readonly Deliberate[] = []
