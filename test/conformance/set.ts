import type { Tally } from './tally.ts'

/** Recorded answers of a real thing, and how Bayplan's are compared with them. */
export interface ConformanceSet {
  /** The word on the command line, and the folder beside this file. */
  readonly name: string
  /** Answers every input of a folder, or of one family in it, and counts where the recorded answer agrees. */
  run(folder: string, tally: Tally, family?: string): void | Promise<void>
}

/** One input with the answer recorded for it. */
export interface Case<Input, Expected> {
  /** Printed where they differ. */
  readonly id: string
  /** What the case is about, several joined by `+`; for looking at one family alone. */
  readonly family?: string
  readonly input: Input
  readonly expected: Expected
}

/** What a set is made of. */
interface SetParts<Input, Expected, Own> {
  readonly name: string
  cases(folder: string): Iterable<Case<Input, Expected>>
  /** Bayplan's own answer. It is given nothing but the input. */
  answer(input: Input): Own
  compare(id: string, own: Own, expected: Expected, tally: Tally): void
  /** Told when every case was compared. */
  finish?(tally: Tally): void
}

/** A set from its parts, so that no answer can be made with a look at what is expected. */
export function conformanceSet<Input, Expected, Own>(parts: SetParts<Input, Expected, Own>): ConformanceSet {
  return {
    name: parts.name,
    run(folder, tally, wanted) {
      for (const { id, family, input, expected } of parts.cases(folder)) {
        if (wanted !== undefined && !family?.split('+').includes(wanted)) continue
        parts.compare(id, parts.answer(input), expected, tally)
      }
      parts.finish?.(tally)
    },
  }
}
