import type { Span } from '../text/span.ts'
import { type JsonError, oneCauseEach, strayBlank, strayComment } from './json-errors.ts'
import { JsonReader } from './json-reader.ts'
import { tokensOf } from './json-tokens.ts'
import type { Node } from './node.ts'

export type { JsonError, JsonErrorCode } from './json-errors.ts'

/** What was read from a JSON text. */
export interface JsonDocument {
  /** Missing only if the text holds no value at all. */
  readonly root: Node | undefined
  /** In the order of the text. */
  readonly errors: readonly JsonError[]
  /** Spans of comments, delimiters included: not JSON, but kept for folding. */
  readonly comments: readonly Span[]
}

/**
 * Reads JSON as it is while somebody types it: every prefix of every text gives a tree, with what is missing left out.
 * Comments, trailing commas, templates and duplicate keys are read and, as far as the services refuse them, reported.
 * Where brackets do not match up, the text is read again with its indentation as a witness, which mostly finds the one that is missing.
 */
export function readJson(text: string): JsonDocument {
  const plainly = read(text, false)
  if (plainly.balanced || !isIndented(text)) return plainly
  const byIndent = read(text, true)
  return syntaxErrors(byIndent) <= syntaxErrors(plainly) ? byIndent : plainly
}

function read(text: string, byIndent: boolean): JsonDocument & { readonly balanced: boolean } {
  const tokens = tokensOf(text)
  const reader = new JsonReader(text, tokens, byIndent)
  const root = reader.document()
  const errors = [
    ...oneCauseEach(text, reader.errors),
    ...tokens.comments.map((comment) => strayComment(text, comment)),
    ...tokens.oddBlanks.map((blank) => strayBlank(text, blank)),
  ]
  errors.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return { root, errors, comments: tokens.comments.map(({ span }) => span), balanced: reader.balanced }
}

function isIndented(text: string): boolean {
  return /^\s*[{[][^\r\n]*\r?\n[ \t]+\S/.test(text)
}

function syntaxErrors({ errors }: JsonDocument): number {
  return errors.filter(({ code }) => code === 'json-syntax').length
}
