import { readPattern, replaced, withoutPrefix, withoutSuffix } from './shell-pattern.ts'

/**
 * Variable expansion as BuildKit does it in Dockerfile words: quotes, escapes, `$name`, `${name}` and every modifier.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export interface Expansion {
  readonly value: string
  /** The words of the value, divided at blanks that were not quoted; only where they were asked for. */
  readonly words: readonly string[]
  /** Every variable the word names, set or not, with its place in the word, in the order of reading. */
  readonly used: readonly UsedVariable[]
  /** What BuildKit refuses about the word; nothing else means anything then, except what was used. */
  readonly error: string | undefined
}

/** A variable in a word; `start` and `end` hold its name, `whole` the expression with `$` and braces. */
export interface UsedVariable {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly whole: { readonly start: number; readonly end: number }
  readonly set: boolean
}

/** The values in effect; a name that is absent is not set. */
export interface Environment {
  get(name: string): string | undefined
}

export interface ExpandOptions {
  readonly escape: '\\' | '`'
  /** Quotes are ordinary characters, as in the bodies of heredocs. */
  readonly skipQuotes?: boolean
  /** Divide the value into words. */
  readonly words?: boolean
}

const special = /[$'"\\`]/

/** Expands one word. Never throws. */
export function expand(word: string, environment: Environment, options: ExpandOptions): Expansion {
  if (!options.words && !special.test(word)) return { value: word, words: [], used: [], error: undefined }
  const lexer = new Lexer(word, environment, options)
  try {
    const value = lexer.until(undefined, false)
    return { value, words: lexer.words?.all() ?? [], used: lexer.used, error: undefined }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { value: '', words: [], used: lexer.used, error: error.message }
  }
}

/** Ends the reading of a word from any depth; never leaves this module. */
class Refusal extends Error {}

/** Collects words: blanks of the text and of the values of variables divide, those in quotes do not; empty words do not count. */
class Words {
  private readonly done: string[] = []
  private word = ''

  split(text: string): void {
    for (const ch of text) {
      if (!/\s/.test(ch)) this.word += ch
      else if (this.word !== '') this.close()
    }
  }

  raw(text: string): void {
    this.word += text
  }

  all(): readonly string[] {
    if (this.word !== '') this.close()
    return this.done
  }

  private close(): void {
    this.done.push(this.word)
    this.word = ''
  }
}

const deepest = 100
/** Variables that double each other grow beyond any memory. */
const longest = 1_000_000

/** Reads a word from its beginning to its end; the position and what was used are its state. */
class Lexer {
  readonly used: UsedVariable[] = []
  readonly words: Words | undefined
  private readonly word: string
  private readonly environment: Environment
  private readonly token: string
  private readonly quotes: boolean
  private pos = 0
  private depth = 0
  private rawEscapes = false

  constructor(word: string, environment: Environment, { escape: token, skipQuotes, words }: ExpandOptions) {
    this.word = word
    this.environment = environment
    this.token = token
    this.quotes = skipQuotes !== true
    this.words = words ? new Words() : undefined
  }

  /** Everything up to `stop`, which is taken too. */
  until(stop: string | undefined, rawEscapes: boolean): string {
    const outer = this.rawEscapes
    this.rawEscapes = rawEscapes || outer
    if (++this.depth > deepest) throw new Refusal('variables are nested too deep')
    let result = ''
    for (;;) {
      const ch = this.word[this.pos]
      if (ch === undefined) {
        if (stop !== undefined) throw new Refusal(`the end of the word came before the ${stop} that closes the variable`)
        break
      }
      if (ch === stop) {
        this.pos++
        break
      }
      result += this.piece(ch)
      if (result.length > longest) throw new Refusal('the value has more than 1,000,000 characters')
    }
    this.depth--
    this.rawEscapes = outer
    return result
  }

  /** Words are those of the whole, not of what stands in a modifier. */
  private get open(): Words | undefined {
    return this.depth === 1 ? this.words : undefined
  }

  private piece(ch: string): string {
    if (ch === '$') {
      const value = this.dollar()
      this.open?.split(value)
      return value
    }
    if (this.quotes && (ch === "'" || ch === '"')) {
      const value = ch === "'" ? this.single() : this.double()
      this.open?.raw(value)
      return value
    }
    return ch === this.token ? this.escaped() : this.plain()
  }

  /** Characters without a meaning, as far as they go. */
  private plain(): string {
    const start = this.pos++
    if (this.depth === 1) while (this.pos < this.word.length && !special.test(this.word[this.pos] ?? '')) this.pos++
    const text = this.word.slice(start, this.pos)
    this.open?.split(text)
    return text
  }

  private escaped(): string {
    this.pos++
    const kept = this.rawEscapes ? this.token : ''
    const next = this.word[this.pos]
    if (next !== undefined) this.pos++
    this.open?.raw(kept + (next ?? ''))
    return kept + (next ?? '')
  }

  private single(): string {
    const end = this.word.indexOf("'", this.pos + 1)
    if (end < 0) throw new Refusal('a single quote is not closed')
    const text = this.word.slice(this.pos + 1, end)
    this.pos = end + 1
    return text
  }

  private double(): string {
    let result = ''
    this.pos++
    for (;;) {
      const ch = this.word[this.pos]
      if (ch === undefined) throw new Refusal('a double quote is not closed')
      if (ch === '$') {
        result += this.dollar()
        continue
      }
      this.pos++
      if (ch === '"') return result
      result += ch === this.token ? this.escapedInQuotes() : ch
    }
  }

  /** Behind an escape character in quotes, which escapes a quote, a dollar and itself, and stands for itself otherwise. */
  private escapedInQuotes(): string {
    const kept = this.rawEscapes ? this.token : ''
    const next = this.word[this.pos]
    if (next === undefined) return kept
    if (next !== '"' && next !== '$' && next !== this.token) return kept + this.token
    this.pos++
    return kept + next
  }

  private dollar(): string {
    const begin = this.pos++
    if (this.word[this.pos] === '{') return this.braced(begin)
    const start = this.pos
    const name = this.name()
    return name === '' ? '$' : (this.value(name, start, start + name.length, begin) ?? '')
  }

  private braced(begin: number): string {
    const first = this.word[++this.pos]
    if (first === undefined) throw new Refusal('a } is missing behind ${')
    if (first === '{' || first === '}' || first === ':') throw new Refusal('a name is missing behind ${')
    const start = this.pos
    const name = this.name()
    const end = this.pos
    const modifier = this.char()
    if (modifier === '') throw new Refusal(`a } is missing behind \${${name}`)
    if (modifier === '}') return this.value(name, start, end, begin) ?? ''
    if (modifier === '/') return this.replacement(name, start, end, begin)
    const colon = modifier === ':'
    const operator = colon ? this.char() : modifier
    if (operator === '' || !'+-?#%'.includes(operator) || (colon && '#%'.includes(operator))) {
      throw new Refusal(`\${${name}...} has no modifier ${colon ? ':' : ''}${operator}`)
    }
    const word = this.until('}', operator === '#' || operator === '%')
    const value = this.value(name, start, end, begin)
    return modified(name, value, operator, word, colon)
  }

  private replacement(name: string, start: number, end: number, begin: number): string {
    const all = this.word[this.pos] === '/'
    if (all) this.pos++
    const pattern = readPattern(this.until('/', true))
    const by = this.until('}', true)
    const value = this.value(name, start, end, begin) ?? ''
    if (typeof pattern === 'string') throw new Refusal(pattern)
    return replaced(value, pattern, by, all)
  }

  /** The next character, taken; empty at the end. */
  private char(): string {
    const code = this.word.codePointAt(this.pos)
    const ch = code === undefined ? '' : String.fromCodePoint(code)
    this.pos += ch.length
    return ch
  }

  private name(): string {
    name.lastIndex = this.pos
    const found = name.exec(this.word)?.[0] ?? ''
    this.pos += found.length
    return found
  }

  private value(name: string, start: number, end: number, begin: number): string | undefined {
    const value = this.environment.get(name)
    this.used.push({ name, start, end, whole: { start: begin, end: this.pos }, set: value !== undefined })
    return value
  }
}

/** Digits alone, one of the special parameters, or a word. */
const name = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy

function modified(name: string, value: string | undefined, operator: string, word: string, colon: boolean): string {
  const missing = value === undefined || (colon && value === '')
  switch (operator) {
    case '-':
      return missing ? word : value
    case '+':
      return missing ? '' : word
    case '?':
      if (missing) throw new Refusal(`${name}: ${word === '' ? `is not allowed to be ${value === undefined ? 'unset' : 'empty'}` : word}`)
      return value
    default:
      return trimmed(value ?? '', word, operator)
  }
}

/** The value without what a pattern matches at one end: `#` at its beginning, `%` at its end; doubled, as much as possible. */
function trimmed(value: string, word: string, operator: string): string {
  const greedy = word.startsWith(operator)
  const pattern = readPattern(greedy ? word.slice(1) : word)
  if (typeof pattern === 'string') throw new Refusal(pattern)
  return operator === '#' ? withoutPrefix(value, pattern, greedy) : withoutSuffix(value, pattern, greedy)
}
