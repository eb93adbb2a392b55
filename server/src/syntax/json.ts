import type { Span } from '../text/span.ts'
import { readAgain } from './json-again.ts'
import { type JsonError, oneCauseEach, strayBlank, strayComment } from './json-errors.ts'
import { JsonReader } from './json-reader.ts'
import { tokensOf } from './json-tokens.ts'
import type { Node } from './node.ts'

export type { JsonError, JsonErrorCode } from './json-errors.ts'

/** What was read from a JSON text. */
export interface JsonDocument {
  readonly text: string
  /** Missing only if the text holds no value at all. */
  readonly root: Node | undefined
  /** In the order of the text. */
  readonly errors: readonly JsonError[]
  /** Spans of comments, delimiters included: not JSON, but kept for folding. */
  readonly comments: readonly Span[]
  /** Whether the text is JSON to the letter, without comments, templates and repeated keys. */
  readonly strict: boolean
}

/**
 * Reads JSON as it is while somebody types it: every prefix of every text gives a tree, with what is missing left out.
 * Comments, trailing commas, templates and duplicate keys are read and, as far as the services refuse them, reported.
 * Where brackets do not match up, the text is read again with its indentation as a witness, which mostly finds the one that is missing.
 * Of `before`, the document before an edit, is taken over what the edit has left alone.
 */
export function readJson(text: string, before?: JsonDocument): JsonDocument {
  const again = before?.strict ? readAgain(text, before) : undefined
  if (again !== undefined) return { text, root: again, errors: [], comments: [], strict: true }
  const plainly = read(text, false)
  if (plainly.balanced || !isIndented(text)) return plainly.document
  const byIndent = read(text, true).document
  return syntaxErrors(byIndent) <= syntaxErrors(plainly.document) ? byIndent : plainly.document
}

function read(text: string, byIndent: boolean): { readonly document: JsonDocument; readonly balanced: boolean } {
  const tokens = tokensOf(text)
  const reader = new JsonReader(text, tokens, byIndent)
  const root = reader.document()
  const errors = [
    ...oneCauseEach(text, reader.errors),
    ...tokens.comments.map((comment) => strayComment(text, comment)),
    ...tokens.oddBlanks.map((blank) => strayBlank(text, blank)),
  ]
  errors.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const comments = tokens.comments.map(({ span }) => span)
  const strict = root !== undefined && errors.length === 0 && !tokens.templated()
  return { document: { text, root, errors, comments, strict }, balanced: reader.balanced }
}

function isIndented(text: string): boolean {
  return /^\s*[{[][^\r\n]*\r?\n[ \t]+\S/.test(text)
}

function syntaxErrors({ errors }: JsonDocument): number {
  return errors.filter(({ code }) => code === 'json-syntax').length
}
