import { type Span, span } from '../text/span.ts'
import { barePlaceholderEnd, isControl } from './placeholder.ts'

/** A piece of JSON, or of what somebody wrote in its place. `word` is everything without double quotes that is not punctuation. */
export interface Token {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'word' | 'template' | 'end'
  /** Offsets; a span would be made for thousands of tokens and asked for of a few. */
  readonly start: number
  readonly end: number
  /** Whether it is the first on its line. */
  readonly first: boolean
  /** How many characters its line is indented by. */
  readonly indent: number
  /** For strings: whether the closing quote is there. */
  readonly closed: boolean
  /** For strings: whether what stands between the quotes is the value, letter by letter. */
  readonly plain: boolean
}

/** A comment: `//`, `/* *\/` or, though nobody promised it, `#`. */
export interface Comment {
  readonly span: Span
  readonly closed: boolean
}

/** Reads tokens one by one, in order, without gaps but for blanks and comments, which it keeps. */
export interface Tokens {
  next(): Token
  /** The token as it reads in the place of a value: colons, spaces between words and templates that belong together are part of it. */
  asValue(token: Token): Token
  readonly comments: readonly Comment[]
  /** Characters that look like blanks and are none for JSON, such as the no-break space of a web page. */
  readonly oddBlanks: readonly Span[]
  /** Whether a template was among the tokens so far. */
  templated(): boolean
}

const oddBlank = /[\s\u200b\ufeff]+/y
/** With the opening quote of a person or another language, up to its partner on the same line. */
const quotedWord = /'(?:[^'\\\r\n]|\\.)*'?|`[^`\r\n]*`?|[“”„][^“”„"\r\n]*[“”]?|‘[^‘’\r\n]*’?/y
const quote = 34
const word = /[^\s,[\]{}":“”„]+/y
const valueWord = /(?:[^\s,[\]{}":]|:(?=[^\s,[\]{}"]))+/y
/** A further word of a text without quotes; the next property it is not. */
const furtherWord = /[ \t]+[A-Za-z][^\s,[\]{}":]*(?![^\s,[\]{}"])(?=[ \t]*(?:[,\]}\r\n]|$|[A-Za-z]))/y

/** The tokens of a text, from an offset on. A byte order mark at the beginning is passed over. */
export function tokensOf(text: string, from = 0): Tokens {
  const comments: Comment[] = []
  const oddBlanks: Span[] = []
  let at = from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : from
  let templated = false
  let indent = 0
  let first = true

  function next(): Token {
    skip()
    const start = at
    const code = text.charCodeAt(start)
    const token =
      code === quote ? stringToken(start) : { kind: kindAt(start, code), start, end: at, first, indent, closed: false, plain: false }
    first = false
    return token
  }

  function stringToken(start: number): Token {
    at = plainEnd(text, start)
    if (text.charCodeAt(at) === quote) return { kind: 'string', start, end: ++at, first, indent, closed: true, plain: true }
    const { end, closed } = stringAt(text, start)
    at = end
    return { kind: 'string', start, end, first, indent, closed, plain: false }
  }

  /** Passes over blanks and comments; nearly every text has no other blanks than those of JSON. */
  function skip(): void {
    for (;;) {
      const code = skipBlanks()
      if (code !== 47 && code !== 35 && !(code > 126) && code !== 11 && code !== 12) return
      const comment = commentAt(text, at)
      const odd = comment === undefined ? matchEnd(oddBlank, text, at) : undefined
      if (comment !== undefined) comments.push(comment)
      else if (odd !== undefined) oddBlanks.push(span(at, odd))
      else return
      at = comment?.span.end ?? odd ?? at
    }
  }

  /** Passes over the blanks of JSON, keeps where the line begins, and gives the code that follows. */
  function skipBlanks(): number {
    let line = -1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === 10 || code === 13) line = at + 1
      else if (code !== 32 && code !== 9) {
        if (line >= 0) {
          first = true
          indent = at - line
        }
        return code
      }
      at++
    }
  }

  /** What begins at `start`, other than a string; passes over it. */
  function kindAt(start: number, code: number): Token['kind'] {
    if (Number.isNaN(code)) return 'end'
    // Where nothing but punctuation can begin, nothing else is looked for.
    if (code === 44 || code === 58 || code === 91 || code === 93 || code === 125) {
      at = start + 1
      return code === 44 ? ',' : code === 58 ? ':' : code === 91 ? '[' : code === 93 ? ']' : '}'
    }
    const template = barePlaceholderEnd(text, start)
    if (template !== undefined) templated = true
    const char = text[start] ?? ''
    const punctuation = template === undefined && isPunctuation(char)
    at = template ?? (punctuation ? start + 1 : wordEnd(start))
    return template !== undefined ? 'template' : punctuation ? char : 'word'
  }

  function wordEnd(start: number): number {
    return matchEnd(quotedWord, text, start) ?? matchEnd(word, text, start) ?? start + 1
  }

  function asValue(token: Token): Token {
    const { start, end } = token
    if (token.kind === 'template') at = templateValueEnd(text, start, end)
    else if (token.kind === 'word' && !/['`“”„‘]/.test(text[start] ?? '')) at = textEnd(text, start, end)
    return at === end ? token : { ...token, end: at }
  }

  return { next, asValue, comments, oddBlanks, templated: () => templated }
}

/** Where a text value without quotes ends. Numbers and literals are complete by themselves. */
function textEnd(text: string, start: number, end: number): number {
  if (/^(?:true|false|null|[-+.\d][\w.+-]*)$/.test(text.slice(start, end))) return end
  let at = matchEnd(valueWord, text, start) ?? end
  for (let more = matchEnd(furtherWord, text, at); more !== undefined; more = matchEnd(furtherWord, text, at)) at = more
  return at
}

/** Where a value that a template makes ends: `${A}-${B}`, `{{ if x }}1{{ else }}"2"{{ end }}`. */
function templateValueEnd(text: string, start: number, firstEnd: number): number {
  let end = firstEnd
  let control = isControl(text.slice(start, end))
  for (;;) {
    const blank = matchEnd(/[ \t]+/y, text, end) ?? end
    const template = barePlaceholderEnd(text, blank)
    const part = template ?? (control || blank === end ? partEnd(text, blank, control) : undefined)
    if (part === undefined) return end
    control ||= template !== undefined && isControl(text.slice(blank, template))
    end = part
  }
}

function partEnd(text: string, at: number, control: boolean): number | undefined {
  if (control && text[at] === '"') return stringAt(text, at).end
  // What may begin a further template is taken one character at a time.
  return matchEnd(/[^\s,[\]{}"$<%@#_]+|[^\s,[\]{}"]/y, text, at)
}

/** The first character of a string that is not plainly part of its value: as a rule the closing quote. */
function plainEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at)
    if (!(code >= 32) || code === quote || code === 92) return at
  }
}

/**
 * Where a string ends. One that its line does not close ends with the line, less the commas and closing brackets at its end:
 * they most likely belong to what is around it.
 */
function stringAt(text: string, start: number): Pick<Token, 'end' | 'closed'> {
  for (let at = plainEnd(text, start); ; at = plainEnd(text, at)) {
    const code = text.charCodeAt(at)
    if (code === quote) return { end: at + 1, closed: true }
    if (code === 92 && at + 1 < text.length && text[at + 1] !== '\n' && text[at + 1] !== '\r') at++
    else if (code === 10 || code === 13 || Number.isNaN(code)) return { end: withoutTail(text, start, at), closed: false }
  }
}

function withoutTail(text: string, start: number, end: number): number {
  const trim = (tail: RegExp) => {
    let at = end
    while (at > start + 1 && tail.test(text[at - 1] ?? '')) at--
    return at
  }
  const at = trim(/[\s,}\]]/)
  // A bracket that the string itself opens is closed in it as well.
  return /[[{]/.test(text.slice(start, at)) ? trim(/[\s,]/) : at
}

function commentAt(text: string, start: number): Comment | undefined {
  const two = text.slice(start, start + 2)
  if (two === '//' || (two[0] === '#' && two !== '#{'))
    return { span: span(start, matchEnd(/[^\r\n]*/y, text, start) ?? start), closed: true }
  if (two !== '/*') return undefined
  const close = text.indexOf('*/', start + 2)
  return { span: span(start, close < 0 ? text.length : close + 2), closed: close >= 0 }
}

function matchEnd(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at
  return sticky.test(text) ? sticky.lastIndex : undefined
}

type Punctuation = '{' | '}' | '[' | ']' | ',' | ':'

function isPunctuation(char: string): char is Punctuation {
  return char === '{' || char === '}' || char === '[' || char === ']' || char === ',' || char === ':'
}
