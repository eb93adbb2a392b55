/**
 * Variable expansion as BuildKit does it in Dockerfile words: quotes, escapes, `$name`, `${name}` and every modifier.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export interface Expansion {
  readonly value: string
  /** The words of the value, divided at blanks that were not quoted. */
  readonly words: readonly string[]
  /** Every variable the word names, set or not, with its place in the word, in the order of reading. */
  readonly used: readonly UsedVariable[]
  /** What BuildKit refuses about the word; `value` is what was read before. */
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
export type Environment = ReadonlyMap<string, string>

export interface ExpandOptions {
  readonly escape: '\\' | '`'
  /** Quotes are ordinary characters, as in heredoc bodies and ENV keys of some places. */
  readonly skipQuotes?: boolean
  readonly rawQuotes?: boolean
}

/** Expands one word. Never throws. */
export function expand(word: string, environment: Environment, options: ExpandOptions): Expansion {
  const lexer = new Lexer(word, environment, options)
  try {
    const value = lexer.until(undefined, false)
    return { value, words: lexer.words.all(), used: lexer.used, error: undefined }
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

/** Reads a word character by character; the position and what was used are its state. */
class Lexer {
  readonly used: UsedVariable[] = []
  words = new Words()
  private readonly chars: readonly string[]
  private readonly offsets: readonly number[]
  private pos = 0
  private depth = 0
  private rawEscapes = false
  private readonly environment: Environment
  private readonly options: ExpandOptions

  constructor(word: string, environment: Environment, options: ExpandOptions) {
    this.environment = environment
    this.options = options
    this.chars = [...word]
    const offsets = [0]
    for (const ch of this.chars) offsets.push((offsets.at(-1) ?? 0) + ch.length)
    this.offsets = offsets
  }

  /** Everything up to `stop`, which is taken too. Nested readings have words of their own. */
  until(stop: string | undefined, rawEscapes: boolean): string {
    const outerRaw = this.rawEscapes
    const outerWords = this.words
    this.rawEscapes = rawEscapes || outerRaw
    if (stop !== undefined) this.words = new Words()
    if (++this.depth > 100) throw new Refusal('variables are nested too deep')
    let result = ''
    for (;;) {
      const ch = this.peek()
      if (ch === undefined) {
        if (stop !== undefined) throw new Refusal(`the end of the word came before the ${stop} that closes the variable`)
        break
      }
      if (ch === stop) {
        this.pos++
        break
      }
      result += this.piece(ch)
    }
    this.depth--
    this.rawEscapes = outerRaw
    this.words = stop === undefined ? this.words : outerWords
    return result
  }

  private piece(ch: string): string {
    const quotes = this.options.skipQuotes !== true
    if (ch === '$') {
      const value = this.dollar()
      this.words.split(value)
      return value
    }
    if (quotes && (ch === "'" || ch === '"')) {
      const value = ch === "'" ? this.single() : this.double()
      this.words.raw(value)
      return value
    }
    this.pos++
    if (ch !== this.options.escape) {
      this.words.split(ch)
      return ch
    }
    const next = this.peek()
    const kept = this.rawEscapes ? ch : ''
    if (kept !== '') this.words.raw(kept)
    if (next === undefined) return kept
    this.pos++
    this.words.raw(next)
    return kept + next
  }

  private single(): string {
    const begin = this.pos++
    while (this.peek() !== "'") {
      if (this.peek() === undefined) throw new Refusal('a single quote is not closed')
      this.pos++
    }
    this.pos++
    return this.slice(begin, this.pos)
  }

  private slice(begin: number, end: number): string {
    return this.options.rawQuotes === true ? this.chars.slice(begin, end).join('') : this.chars.slice(begin + 1, end - 1).join('')
  }

  private double(): string {
    const mark = this.options.rawQuotes === true ? '"' : ''
    let result = mark
    this.pos++
    for (;;) {
      const ch = this.peek()
      if (ch === undefined) throw new Refusal('a double quote is not closed')
      if (ch === '$') {
        result += this.dollar()
        continue
      }
      this.pos++
      if (ch === '"') return result + mark
      if (ch !== this.options.escape) {
        result += ch
        continue
      }
      if (this.rawEscapes) result += ch
      const next = this.peek()
      if (next === undefined) continue
      if (next === '"' || next === '$' || next === this.options.escape) {
        this.pos++
        result += next
      } else if (!this.rawEscapes) result += ch
    }
  }

  private dollar(): string {
    const begin = this.pos++
    if (this.peek() === '{') return this.braced(begin)
    const start = this.pos
    const name = this.name()
    if (name === '') return '$'
    return this.value(name, start, start + [...name].length, begin) ?? ''
  }

  private braced(begin: number): string {
    this.pos++
    const first = this.peek()
    if (first === undefined) throw new Refusal('a } is missing behind ${')
    if (first === '{' || first === '}' || first === ':') throw new Refusal('a name is missing behind ${')
    const start = this.pos
    const name = this.name()
    const end = this.pos
    const modifier = this.peek()
    this.pos++
    if (modifier === '}') return this.value(name, start, end, begin) ?? ''
    if (modifier === '/') return this.replacement(name, start, end, begin)
    const colon = modifier === ':'
    const operator = colon ? this.chars[this.pos++] : modifier
    if (operator === undefined || !'+-?#%'.includes(operator) || (colon && '#%'.includes(operator))) {
      throw new Refusal(`\${${name}...} has no modifier ${colon ? ':' : ''}${operator ?? ''}`)
    }
    const word = this.until('}', operator === '#' || operator === '%')
    const value = this.value(name, start, end, begin)
    return this.modified(name, value, operator, word, colon)
  }

  private modified(name: string, value: string | undefined, operator: string, word: string, colon: boolean): string {
    const missing = value === undefined || (colon && value === '')
    switch (operator) {
      case '-':
        return missing ? word : (value ?? '')
      case '+':
        return missing ? '' : word
      case '?':
        if (missing) throw new Refusal(`${name}: ${word === '' ? `is not allowed to be ${value === undefined ? 'unset' : 'empty'}` : word}`)
        return value ?? ''
      default: {
        const greedy = word.startsWith(operator)
        return trimmed(value ?? '', greedy ? word.slice(1) : word, operator === '#', greedy)
      }
    }
  }

  private replacement(name: string, start: number, end: number, begin: number): string {
    const all = this.peek() === '/'
    if (all) this.pos++
    const pattern = this.until('/', true)
    const by = this.until('}', true)
    const value = this.value(name, start, end, begin) ?? ''
    return value.replace(new RegExp(patternSource(pattern, true), all ? 'gsu' : 'su'), () => by)
  }

  private name(): string {
    const start = this.pos
    const first = this.peek()
    if (first !== undefined && /\p{Nd}/u.test(first)) {
      while (/\p{Nd}/u.test(this.peek() ?? '')) this.pos++
    } else if (first !== undefined && '@*#?-$!'.includes(first)) this.pos++
    else while (/[\p{L}\p{Nd}_]/u.test(this.peek() ?? '')) this.pos++
    return this.chars.slice(start, this.pos).join('')
  }

  private value(name: string, start: number, end: number, begin: number): string | undefined {
    const value = this.environment.get(name)
    const at = (index: number) => this.offsets[index] ?? 0
    this.used.push({ name, start: at(start), end: at(end), whole: { start: at(begin), end: at(this.pos) }, set: value !== undefined })
    return value
  }

  private peek(): string | undefined {
    return this.chars[this.pos]
  }
}

/** The value without its shortest or longest part at one end that a shell pattern matches. */
function trimmed(value: string, pattern: string, prefix: boolean, greedy: boolean): string {
  const chars = [...value]
  const whole = new RegExp(`^(?:${patternSource(pattern, true)})$`, 'su')
  const lengths = Array.from({ length: chars.length + 1 }, (_, length) => length)
  const found = (greedy ? lengths.reverse() : lengths).find((length) =>
    whole.test((prefix ? chars.slice(0, length) : chars.slice(chars.length - length)).join('')),
  )
  if (found === undefined) return value
  return (prefix ? chars.slice(found) : chars.slice(0, chars.length - found)).join('')
}

function patternSource(pattern: string, greedy: boolean): string {
  let source = ''
  const chars = [...pattern]
  for (let i = 0; i < chars.length; i++) {
    let ch = chars[i] ?? ''
    if (ch === '*') source += greedy ? '.*' : '.*?'
    else if (ch === '?') source += '.'
    else {
      if (ch === '\\') ch = chars[++i] ?? '\\'
      source += ch.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')
    }
  }
  return source
}
