import { listed } from '../../placement/words.ts'
import type { Problem } from '../../rules/rule.ts'
import { nearest } from '../../text/nearest.ts'
import { below, type Field, stepsOf } from './field.ts'
import { setField } from './fix.ts'
import type { Grammar } from './grammar/names.ts'
import type { Manifest, ProblemOptions } from './manifest.ts'
import { isMisread, numberOf, textOf } from './values.ts'
import { meant, quote } from './words.ts'

/** Findings, made while they are asked for. */
export type Problems = Iterable<Problem>

/** A string must be there and not be empty. */
export function* required(doc: Manifest, field: Field, what: string, options?: ProblemOptions): Problems {
  if (textOf(field) === '' && !isMisread(doc, field)) yield doc.problem(field, missing(doc, field, what), options)
}

/** The fact about a string that is needed and not there; the server itself holds an empty one in both cases. */
function missing(doc: Manifest, field: Field, what: string): string {
  return below(doc.written, ...stepsOf(field)).value === '' ? `${what} is empty` : `${what} is missing`
}

/** A string that is set must follow a grammar; what is empty counts as unset. */
export function* wellFormed(doc: Manifest, field: Field, what: string, grammar: Grammar, options?: ProblemOptions): Problems {
  const value = textOf(field)
  if (value !== undefined && value !== '') yield* judged(doc, field, what, value, grammar, options)
}

/** A string must be there and follow a grammar. */
export function* named(doc: Manifest, field: Field, what: string, grammar: Grammar, options?: ProblemOptions): Problems {
  yield* required(doc, field, what, options)
  yield* wellFormed(doc, field, what, grammar, options)
}

/** A string must follow a grammar, even if it is empty. */
export function* judged(doc: Manifest, field: Field, what: string, value: string, grammar: Grammar, options?: ProblemOptions): Problems {
  const limit = grammar(value)
  if (limit !== undefined) yield doc.problem(field, `${what} is ${quote(value)}; ${limit}`, options)
}

/** A string that is set, to the empty one too, must be one of a few. */
export function* among(doc: Manifest, field: Field, what: string, values: readonly string[], options?: ProblemOptions): Problems {
  if (field.value === undefined || field.value === null) return
  const value = textOf(field)
  if (value === undefined || values.includes(value)) return
  const known = values.filter(Boolean)
  const right = nearest(value, known)
  const fixes = right === undefined ? [] : setField(doc, field, right)
  yield doc.problem(field, `${what} is ${quote(value)}; it is ${listed(known, 'or')}${meant(value, known)}`, { ...options, fixes })
}

/** A string must be one of a few where it is not empty: the server fills it in there. */
export function* known(doc: Manifest, field: Field, what: string, values: readonly string[], options?: ProblemOptions): Problems {
  if (textOf(field) !== '') yield* among(doc, field, what, values, options)
}

/** A string must be there and be one of a few. */
export function* requiredAmong(doc: Manifest, field: Field, what: string, values: readonly string[], options?: ProblemOptions): Problems {
  const value = textOf(field)
  if (value === '' && !isMisread(doc, field))
    yield doc.problem(field, `${missing(doc, field, what)}; it is ${listed(values, 'or')}`, options)
  else if (value !== '') yield* among(doc, field, what, values, options)
}

/** A number that is set must lie between two others. */
export function* between(doc: Manifest, field: Field, what: string, least: number, most: number, options?: ProblemOptions): Problems {
  const value = numberOf(field)
  if (value !== undefined && (value < least || value > most))
    yield doc.problem(field, `${what} is ${value}; it is ${least} to ${most}`, options)
}

/** The server's path of a field followed by what it writes there where that is odd. */
export function oddPath(doc: Manifest, base: Field, suffix: string): string {
  return `${doc.problem(base, '').path ?? ''}${suffix}`
}

/** Options with the path that the server writes for something, by what it adds to the path of a field (`.limits`, `[0]`). */
export type OddPaths = (suffix: string) => ProblemOptions

/** Odd paths that begin with the path of a field. They are made for findings only: most documents have none. */
export function oddPaths(doc: Manifest, base: Field): OddPaths {
  return (suffix) => ({
    get path() {
      return oddPath(doc, base, suffix)
    },
  })
}
