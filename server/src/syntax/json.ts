import { createScanner, type JSONScanner, ScanError, SyntaxKind } from 'jsonc-parser'
import { type Edit, insert, remove, replace } from '../text/edit.ts'
import { type Span, span } from '../text/span.ts'
import type { Entry, Node, ReadError, ScalarNode } from './node.ts'
import { barePlaceholderEnd } from './placeholder.ts'

export type JsonErrorCode = 'json-syntax' | 'json-comment' | 'json-trailing-comma' | 'json-duplicate-key'

/** A deviation from strict JSON and, where one edit mends it, that edit. */
export interface JsonError extends ReadError<JsonErrorCode> {
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] }
}

/** What was read from a JSON text. */
export interface JsonDocument {
  /** Missing only if the text holds no value at all. */
  readonly root: Node | undefined
  readonly errors: readonly JsonError[]
  /** Spans of comments, delimiters included: not JSON, but kept for folding. */
  readonly comments: readonly Span[]
}

/** Deeper nesting is reported and not read: no definition of ECS or Kubernetes comes near it. */
const maxDepth = 200

/**
 * Reads JSON as it is while somebody types it: every prefix of every text gives a tree, with what is missing left out.
 * Comments, trailing commas, unquoted placeholders and duplicate keys are read and, as far as the services refuse them, reported.
 */
export function readJson(text: string): JsonDocument {
  const reader = new Reader(text)
  const root = reader.document()
  return { root, errors: reader.errors, comments: reader.comments }
}

/** A scanner with one token in hand. It is a class because the position is state that every method shares. */
class Reader {
  readonly errors: JsonError[] = []
  readonly comments: Span[] = []
  private readonly scanner: JSONScanner
  private readonly text: string
  private token: SyntaxKind = SyntaxKind.Unknown
  private start = 0
  private end = 0
  /** Where the token before ended: the place for what is missing. */
  private before = 0
  /** Whether a line ended between the token before and this one. */
  private newLine = false

  constructor(text: string) {
    this.text = text
    this.scanner = createScanner(text, false)
    if (text.charCodeAt(0) === 0xfeff) this.scanner.setPosition(1)
    this.next()
  }

  document(): Node | undefined {
    if (this.is(SyntaxKind.EOF)) {
      this.report('the document is empty; expected an object', span(0, this.text.length))
      return undefined
    }
    const root = this.value(0)
    if (root === undefined) this.report('expected an object', this.here())
    else if (!this.is(SyntaxKind.EOF)) this.report('unexpected text behind the end of the document', this.here())
    this.drain()
    return root
  }

  /** What follows the document is not read, but its comments are kept. */
  private drain(): void {
    while (!this.is(SyntaxKind.EOF)) this.next()
  }

  private value(depth: number): Node | undefined {
    const placeholder = this.placeholder()
    if (placeholder !== undefined) return placeholder
    switch (this.token) {
      case SyntaxKind.OpenBraceToken:
        return depth < maxDepth ? this.map(depth) : this.tooDeep()
      case SyntaxKind.OpenBracketToken:
        return depth < maxDepth ? this.list(depth) : this.tooDeep()
      case SyntaxKind.StringLiteral:
        return this.string()
      case SyntaxKind.NumericLiteral:
        return this.scalar(Number(this.scanner.getTokenValue()), false)
      case SyntaxKind.TrueKeyword:
        return this.scalar(true, false)
      case SyntaxKind.FalseKeyword:
        return this.scalar(false, false)
      case SyntaxKind.NullKeyword:
        return this.scalar(null, false)
      case SyntaxKind.Unknown:
        return this.unquoted('a text value stands in double quotes')
      default:
        return undefined
    }
  }

  private map(depth: number): Node {
    const start = this.start
    const entries: Entry[] = []
    let comma: Span | undefined
    this.next()
    while (!this.is(SyntaxKind.CloseBraceToken)) {
      if (this.is(SyntaxKind.EOF) || this.is(SyntaxKind.CloseBracketToken)) {
        this.unclosed('}', start)
        return { kind: 'map', span: span(start, this.before), entries: this.checked(entries) }
      }
      if (this.is(SyntaxKind.CommaToken)) {
        if (comma !== undefined || entries.length === 0) this.report('expected a property before the comma', this.here())
        comma = this.here()
        this.next()
        continue
      }
      const last = entries.at(-1)
      const key = this.key()
      if (key === undefined) continue
      if (comma === undefined && last !== undefined) this.missingComma(last.span.end)
      comma = undefined
      entries.push(this.entry(key, depth))
    }
    this.trailing(comma, '}')
    const end = this.end
    this.next()
    return { kind: 'map', span: span(start, end), entries: this.checked(entries) }
  }

  private entry(key: ScalarNode, depth: number): Entry {
    if (!this.is(SyntaxKind.ColonToken)) {
      this.report('expected a colon and a value behind the property name', key.span)
      const value = this.newLine || this.is(SyntaxKind.CommaToken) ? undefined : this.value(depth + 1)
      return { key, value, span: span(key.span.start, value?.span.end ?? key.span.end) }
    }
    const colon = this.here()
    this.next()
    // A string on the next line that is followed by a colon is the next property, not this one's value.
    const value = this.newLine && this.is(SyntaxKind.StringLiteral) && this.colonFollows() ? undefined : this.value(depth + 1)
    if (value === undefined) this.report('expected a value behind the colon', colon)
    return { key, value, span: span(key.span.start, value?.span.end ?? colon.end) }
  }

  private colonFollows(): boolean {
    let i = this.end
    while (/\s/.test(this.text[i] ?? '')) i++
    return this.text[i] === ':'
  }

  private key(): ScalarNode | undefined {
    const placeholder = this.placeholder()
    if (placeholder !== undefined) return this.is(SyntaxKind.ColonToken) ? placeholder : undefined
    if (this.is(SyntaxKind.StringLiteral)) return this.string()
    if (isLiteral(this.token)) return this.unquoted('a property name stands in double quotes')
    this.report('expected a property name in double quotes', this.here())
    const skipped = this.token
    if (skipped === SyntaxKind.OpenBraceToken || skipped === SyntaxKind.OpenBracketToken) this.value(0)
    else this.next()
    return undefined
  }

  private list(depth: number): Node {
    const start = this.start
    const items: Node[] = []
    let comma: Span | undefined
    this.next()
    while (!this.is(SyntaxKind.CloseBracketToken)) {
      if (this.is(SyntaxKind.EOF) || this.is(SyntaxKind.CloseBraceToken)) {
        this.unclosed(']', start)
        return { kind: 'list', span: span(start, this.before), items }
      }
      if (this.is(SyntaxKind.CommaToken)) {
        if (comma !== undefined || items.length === 0) this.report('expected a value before the comma', this.here())
        comma = this.here()
        this.next()
        continue
      }
      const last = items.at(-1)
      const item = this.value(depth + 1)
      if (item === undefined) {
        this.report('expected a value', this.here())
        this.next()
        continue
      }
      if (comma === undefined && last !== undefined) this.missingComma(last.span.end)
      comma = undefined
      items.push(item)
    }
    this.trailing(comma, ']')
    const end = this.end
    this.next()
    return { kind: 'list', span: span(start, end), items }
  }

  private string(): ScalarNode {
    const value = this.scanner.getTokenValue()
    const error = stringErrors[this.scanner.getTokenError()]
    if (error !== undefined) this.report(error, this.here())
    return this.scalar(value, true)
  }

  private scalar(value: ScalarNode['value'], quoted: boolean): ScalarNode {
    const node: ScalarNode = { kind: 'scalar', span: this.here(), value, quoted }
    this.next()
    return node
  }

  /** Text without quotes where a value or name should stand; read as the text it is. */
  private unquoted(message: string): ScalarNode {
    const raw = this.text.slice(this.start, this.end)
    const bare = raw.replace(/^'(.*)'$/s, '$1')
    this.report(message, this.here(), { title: `Write ${JSON.stringify(bare)}`, edits: [replace(this.here(), JSON.stringify(bare))] })
    return this.scalar(bare, false)
  }

  private placeholder(): ScalarNode | undefined {
    if (!this.is(SyntaxKind.Unknown) && !this.is(SyntaxKind.OpenBraceToken)) return undefined
    const end = barePlaceholderEnd(this.text, this.start)
    if (end === undefined) return undefined
    const node: ScalarNode = { kind: 'scalar', span: span(this.start, end), value: this.text.slice(this.start, end), quoted: false }
    this.scanner.setPosition(end)
    this.end = end
    this.next()
    return node
  }

  private tooDeep(): undefined {
    this.report(`nested deeper than ${maxDepth} levels`, this.here())
    this.scanner.setPosition(this.text.length)
    this.next()
    return undefined
  }

  private checked(entries: readonly Entry[]): readonly Entry[] {
    const seen = new Set<ScalarNode['value']>()
    for (const { key } of entries) {
      if (seen.has(key.value))
        this.report(`"${key.value}" stands here twice; the last one counts`, key.span, undefined, 'json-duplicate-key')
      seen.add(key.value)
    }
    return entries
  }

  private missingComma(at: number): void {
    const previous = span(Math.max(at - 1, 0), at)
    this.report('expected a comma', previous, { title: 'Insert the comma', edits: [insert(at, ',')] })
  }

  private trailing(comma: Span | undefined, close: string): void {
    if (comma === undefined) return
    const fix = { title: 'Remove the comma', edits: [remove(comma)] }
    this.report(`JSON allows no comma before ${close}`, comma, fix, 'json-trailing-comma')
  }

  private unclosed(close: string, open: number): void {
    this.report(`expected ${close} to close this`, span(open, open + 1))
  }

  private report(message: string, where: Span, fix?: JsonError['fix'], code: JsonErrorCode = 'json-syntax'): void {
    this.errors.push({ code, message, span: where, ...(fix && { fix }) })
  }

  /** A call, so that the compiler does not take the token for unchanged after `next`. */
  private is(kind: SyntaxKind): boolean {
    return this.token === kind
  }

  private here(): Span {
    return span(this.start, this.end)
  }

  private next(): void {
    this.before = this.end
    this.newLine = false
    for (;;) {
      this.token = this.scanner.scan()
      this.start = this.scanner.getTokenOffset()
      this.end = this.start + this.scanner.getTokenLength()
      if (this.is(SyntaxKind.LineBreakTrivia)) this.newLine = true
      else if (this.is(SyntaxKind.LineCommentTrivia) || this.is(SyntaxKind.BlockCommentTrivia)) this.comment()
      else if (!this.is(SyntaxKind.Trivia)) return
    }
  }

  private comment(): void {
    const where = this.here()
    this.comments.push(where)
    const fix = { title: 'Remove the comment', edits: [remove(where)] }
    this.report('JSON has no comments', where, fix, 'json-comment')
  }
}

const stringErrors: Readonly<Partial<Record<ScanError, string>>> = {
  [ScanError.UnexpectedEndOfString]: 'expected a closing quote',
  [ScanError.InvalidUnicode]: 'a \\u escape has four hexadecimal digits',
  [ScanError.InvalidEscapeCharacter]: 'not an escape that JSON knows; a backslash itself is written \\\\',
  [ScanError.InvalidCharacter]: 'a control character is written as an escape, such as \\t or \\n',
}

function isLiteral(token: SyntaxKind): boolean {
  return (
    token === SyntaxKind.Unknown ||
    token === SyntaxKind.NumericLiteral ||
    token === SyntaxKind.TrueKeyword ||
    token === SyntaxKind.FalseKeyword ||
    token === SyntaxKind.NullKeyword
  )
}
