import { insert, remove, replace } from '../text/edit.ts'
import type { Fix, Related } from '../text/finding.ts'
import { linesOf } from '../text/lines.ts'
import { type Span, span } from '../text/span.ts'
import type { Comment } from './json-tokens.ts'
import { unclosedString } from './json-words.ts'
import type { Entry, ReadError, ScalarNode } from './node.ts'

export type JsonErrorCode = 'json-syntax' | 'json-comment' | 'json-trailing-comma' | 'json-duplicate-key'

/** A deviation from strict JSON and, where an edit mends it, that edit. */
export interface JsonError extends ReadError<JsonErrorCode> {
  readonly fix?: Fix
  readonly related?: readonly Related[]
}

/** A text with more is none that somebody is typing: naming the rest helps nobody. */
const maxSyntaxErrors = 20

/** Something that no parser of JSON accepts. */
export function syntaxError(message: string, where: Span, fix?: Fix): JsonError {
  return { code: 'json-syntax', message, span: where, ...(fix && { fix }) }
}

/** Pointing to the last character in front of the place. */
export function missingComma(at: number): JsonError {
  return syntaxError('expected a comma', span(Math.max(at - 1, 0), at), { title: 'Insert the comma', edits: [insert(at, ',')] })
}

/** A comma behind nothing. */
export function superfluousComma(close: '}' | ']', where: Span): JsonError {
  return syntaxError(`expected a ${close === '}' ? 'property' : 'value'} before the comma`, where, removeComma(where))
}

/** A comma behind the last member. */
export function trailingComma(close: '}' | ']', where: Span): JsonError {
  return { code: 'json-trailing-comma', message: `JSON allows no comma before ${close}`, span: where, fix: removeComma(where) }
}

function removeComma(where: Span): Fix {
  return { title: 'Remove the comma', edits: [remove(where)] }
}

/** A closing bracket of the other kind. */
export function wrongCloser(close: '}' | ']', where: Span): JsonError {
  return syntaxError(`expected ${close} here`, where, { title: `Write ${close}`, edits: [replace(where, close)] })
}

/** The names that stand in a map again; one that is still without a value is half typed and judged later. */
export function duplicates(entries: readonly Entry[]): readonly JsonError[] {
  if (entries.length <= few && !anyTwice(entries)) return []
  const errors: JsonError[] = []
  const seen = new Map<ScalarNode['value'], number>()
  for (const [index, { key, value }] of entries.entries()) {
    if (value === undefined) continue
    const earlier = seen.get(key.value)
    if (earlier !== undefined) errors.push(...duplicate(entries[earlier], entries[earlier + 1], key))
    seen.set(key.value, index)
  }
  return errors
}

/** So many names are sooner compared with each other than put into a map. */
const few = 8

function anyTwice(entries: readonly Entry[]): boolean {
  for (let i = 1; i < entries.length; i++) {
    const name = entries[i]?.key.value
    for (let j = 0; j < i; j++) if (entries[j]?.key.value === name) return true
  }
  return false
}

function duplicate(earlier: Entry | undefined, next: Entry | undefined, { value, span: where }: ScalarNode): readonly JsonError[] {
  if (earlier === undefined || next === undefined) return []
  const title = `Remove the first "${value}"`
  const fix: Fix = { title, edits: [remove(span(earlier.span.start, next.span.start))], guess: true }
  const related = [{ span: earlier.key.span, message: 'this one has no effect' }]
  return [{ code: 'json-duplicate-key', message: `"${value}" stands here twice; the last one counts`, span: where, related, fix }]
}

/**
 * The errors without those that another one explains: a missing quote turns the rest of its line inside out,
 * so of that line only the quote is left.
 */
export function oneCauseEach(text: string, errors: readonly JsonError[]): readonly JsonError[] {
  const quotes = errors.filter(({ message }) => message === unclosedString)
  const single = quotes.length === 0 ? errors : oneQuoteALine(text, errors, quotes)
  let left = maxSyntaxErrors
  return single.filter(({ code }) => code !== 'json-syntax' || left-- > 0)
}

function oneQuoteALine(text: string, errors: readonly JsonError[], quotes: readonly JsonError[]): readonly JsonError[] {
  const lines = linesOf(text)
  const lineOf = ({ span: { start } }: JsonError) => lines.position(start).line
  const last = new Map(quotes.map((quote) => [lineOf(quote), quote]))
  const crowded = new Set(errors.flatMap((error) => (last.get(lineOf(error)) === error ? [] : [lineOf(error)])))
  return errors.flatMap((error) => {
    const line = lineOf(error)
    const quote = last.get(line)
    if (error.code !== 'json-syntax' || quote === undefined) return [error]
    if (quote !== error) return []
    // Where the rest of the line made no sense either, the quote is missing somewhere else.
    return [crowded.has(line) ? syntaxError(error.message, error.span) : error]
  })
}

/** Comments are no JSON. The fix takes the line with it where nothing else stands there, else the blanks in front. */
export function strayComment(text: string, { span: where, closed }: Comment): JsonError {
  if (!closed) return { code: 'json-syntax', message: 'expected */ to close the comment', span: span(where.start, where.start + 2) }
  const fix = { title: 'Remove the comment', edits: [remove(withBlanks(text, where))] }
  return { code: 'json-comment', message: 'JSON has no comments', span: where, fix }
}

function withBlanks(text: string, { start, end }: Span): Span {
  let from = start
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--
  const alone = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r'
  if (!alone) return span(from, end)
  const rest = /[ \t]*(?:\r\n|\r|\n|$)/y
  rest.lastIndex = end
  return rest.test(text) ? span(from, rest.lastIndex) : span(start, end)
}

/** A character that looks like a blank and is none for JSON. */
export function strayBlank(text: string, where: Span): JsonError {
  const code = text.charCodeAt(where.start).toString(16).toUpperCase().padStart(4, '0')
  const fix = { title: 'Replace it by a plain blank', edits: [replace(where, ' ')] }
  return { code: 'json-syntax', message: `U+${code} looks like a blank and is none in JSON`, span: where, fix }
}
