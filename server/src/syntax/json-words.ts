import { type Edit, insert, replace } from '../text/edit.ts'
import type { Fix } from '../text/finding.ts'
import { type Span, span } from '../text/span.ts'
import type { ScalarNode } from './node.ts'

/** What a token without double quotes, or what stands between quotes, means; and what is wrong with it. */
export interface Meaning {
  readonly value: ScalarNode['value']
  readonly message?: string
  readonly fix?: Fix
}

/** The message about a string that its line does not close. */
export const unclosedString = 'expected a closing quote'

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** Numbers as other languages write them: a sign, zeros in front, no digit around the point, groups, hexadecimal. */
const otherNumber = /^[+-]?(?:0[xX][\da-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/

const literals: Readonly<Record<string, ScalarNode['value']>> = { true: true, false: false, null: null }
/** How Python, Ruby and JavaScript write them. */
const otherLiterals: Readonly<Record<string, string>> = { None: 'null', nil: 'null', undefined: 'null' }

/** The meaning of a token without double quotes where a value stands. */
export function wordValue(raw: string, at: Span): Meaning {
  if (number.test(raw)) return { value: Number(raw) }
  if (Object.hasOwn(literals, raw)) return { value: literals[raw] ?? null }
  const literal = intended(raw)
  if (literal !== undefined) return { value: literals[literal] ?? null, message: `expected ${literal}`, fix: write(literal, at) }
  if (otherNumber.test(raw)) return plainNumber(raw, at)
  if (/^[+-]?(?:nan|infinity)$/i.test(raw)) return { value: null, message: `JSON has no ${raw}` }
  if (raw === '-' || raw === '+') return { value: null, message: 'expected a number behind the sign' }
  return quoted(raw, at, 'a text value stands in double quotes')
}

/** The meaning of a token without double quotes where the name of a property stands. */
export function wordKey(raw: string, at: Span): Meaning {
  return quoted(raw, at, 'a property name stands in double quotes')
}

/** The meaning of a string with its quotes; the first thing that is wrong inside is named. */
export function stringValue(raw: string, at: Span, closed: boolean): Meaning {
  const inner = raw.slice(1, closed ? -1 : undefined)
  const value = inner.includes('\\') ? unescaped(inner) : inner
  if (!closed) return { value, message: unclosedString, fix: { title: 'Insert the quote', edits: [insert(at.end, '"')] } }
  return { value, ...(badEscape(inner, at) ?? control(inner, at)) }
}

/** The literal that is meant, also half typed, in other letter case, or as another language names it. */
function intended(raw: string): string | undefined {
  const lower = raw.toLowerCase()
  if (Object.hasOwn(literals, lower)) return lower
  if (Object.hasOwn(otherLiterals, raw)) return otherLiterals[raw]
  return /^[tfn][a-z]+$/.test(raw) ? Object.keys(literals).find((literal) => literal.startsWith(raw)) : undefined
}

function plainNumber(raw: string, at: Span): Meaning {
  const value = numberOf(raw.replaceAll('_', ''))
  const text = JSON.stringify(value)
  return { value, message: `JSON writes this number ${text}`, fix: write(text, at) }
}

function numberOf(raw: string): number {
  const negative = raw.startsWith('-')
  const amount = Number(raw.replace(/^[+-]/, ''))
  if (!Number.isFinite(amount)) return 0
  return negative && amount !== 0 ? -amount : amount
}

function quoted(raw: string, at: Span, message: string): Meaning {
  const bare = withoutQuotes(raw)
  return { value: bare, message, fix: write(JSON.stringify(bare), at) }
}

/** The text without the quotes of another language or of a word processor. */
function withoutQuotes(raw: string): string {
  const single = /^'(.*?)'?$/s.exec(raw)?.[1]
  if (single !== undefined) return single.replace(/\\(['\\"])/g, '$1')
  return raw.replace(/^[`“”„‘’]|[`“”’]$/g, '')
}

function write(text: string, at: Span): Fix {
  return { title: `Write ${text.length > 40 ? 'it in double quotes' : text}`, edits: [replace(at, text)] }
}

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** What a string says, escapes that JSON does not know as they stand. */
function unescaped(inner: string): string {
  return inner.replace(/\\(?:u([\da-fA-F]{4})|(["\\/])|([bfnrt]))/g, (_, code?: string, plain?: string, letter?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return plain ?? simpleEscapes[letter ?? ''] ?? ''
  })
}

/** An escape that JSON knows, or a backslash that begins none. */
const escapeOrBackslash = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|(\\)/g

/** Offsets count in the token; its opening quote stands before `inner`. */
function badEscape(inner: string, at: Span): Omit<Meaning, 'value'> | undefined {
  const wrong = inner.includes('\\') ? [...inner.matchAll(escapeOrBackslash)].filter((match) => match[1] !== undefined) : []
  const first = wrong[0]
  if (first === undefined) return undefined
  const unicode = inner[first.index + 1] === 'u'
  const edits = wrong.map(({ index }) => insert(at.start + 1 + index, '\\'))
  return {
    message: unicode ? 'a \\u escape has four hexadecimal digits' : 'not an escape that JSON knows; a backslash itself is written \\\\',
    fix: { title: 'Double the backslash', edits, guess: true },
  }
}

function control(inner: string, at: Span): Omit<Meaning, 'value'> | undefined {
  const edits: Edit[] = []
  for (let i = 0; i < inner.length; i++) {
    if (inner.charCodeAt(i) >= 32) continue
    const where = span(at.start + 1 + i, at.start + 2 + i)
    edits.push(replace(where, JSON.stringify(inner[i]).slice(1, -1)))
  }
  if (edits.length === 0) return undefined
  return { message: 'a control character is written as an escape, such as \\t', fix: { title: 'Write the escape', edits } }
}
