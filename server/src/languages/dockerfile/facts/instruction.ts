/** What is known about an instruction or one of its flags, for completion and hover. */
export interface InstructionFacts {
  readonly keyword: string
  /** What it does, one sentence of Markdown. */
  readonly summary: string
  /** What a reader may not expect, in Markdown; empty if there is nothing. */
  readonly details: string
  /** How it is written, one form a line. */
  readonly syntax: readonly string[]
  /** What it adds to the image: files in a layer, a setting of the image, or nothing. */
  readonly adds: string
  /** What to write behind the keyword, as a snippet. */
  readonly snippet: string
  readonly flags: readonly FlagFacts[]
  readonly deprecated?: true
}

export interface FlagFacts {
  /** Without the dashes. */
  readonly name: string
  readonly summary: string
  /** What stands behind the equals sign, for people: `duration`; undefined for a flag that stands alone. */
  readonly value?: string
  /** Values to choose from, with what they mean. */
  readonly values?: Readonly<Record<string, string>>
  /** Whether the flag may stand several times. */
  readonly repeats?: true
  readonly default?: string
}

/** The page of an instruction. https://docs.docker.com/reference/dockerfile/ */
export function pageOf(keyword: string): string {
  return `https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()}`
}
