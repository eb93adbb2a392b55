import { insert } from '../text/edit.ts'
import { type Span, span } from '../text/span.ts'
import { duplicates, type JsonError, missingComma, superfluousComma, syntaxError, trailingComma, wrongCloser } from './json-errors.ts'
import type { Token, Tokens } from './json-tokens.ts'
import { type Meaning, stringValue, wordKey, wordValue } from './json-words.ts'
import type { Entry, Node, ScalarNode } from './node.ts'
import { isControl } from './placeholder.ts'

/** Deeper nesting is reported and not read: no definition of ECS or Kubernetes comes near it. */
const maxDepth = 200

type Close = '}' | ']'

/** What stands before the token in hand within a map or list. */
type Before = 'open' | 'member' | 'comma' | 'anything'

/** What was read between two brackets. */
interface Inside {
  readonly span: Span
  /** The closing bracket is missing. */
  readonly open?: true
  /** A template steers what is between the brackets, so that not all of it will be there at once. */
  readonly steered?: true
}

/**
 * Recursive descent with one token in hand; a class because that token is state which every method shares.
 * One cause, one error: after a complaint the reader keeps quiet until it has got one token further.
 */
export class JsonReader {
  readonly errors: JsonError[] = []
  /** Whether every bracket found its partner. */
  balanced = true
  private readonly text: string
  private readonly tokens: Tokens
  private readonly byIndent: boolean
  private token: Token
  /** Where the token before ended. */
  private before = 0
  private complained: Token | undefined
  /** Nested too deep: nothing more is reported. */
  private gaveUp = false
  /** The brackets that are open, innermost last. */
  private readonly open: { readonly close: Close; readonly indent: number }[] = []

  /** How many brackets are open around the text that is read. */
  private readonly depth: number

  constructor(text: string, tokens: Tokens, byIndent: boolean, depth = 0) {
    this.text = text
    this.tokens = tokens
    this.byIndent = byIndent
    this.depth = depth
    this.token = tokens.next()
  }

  document(): Node | undefined {
    if (this.is('end')) {
      this.report(syntaxError('the document is empty; expected an object', span(0, 0)))
      return undefined
    }
    while (!this.is('end') && !this.startsValue()) {
      this.report(syntaxError('expected an object', spanOf(this.token)))
      this.next()
    }
    const behind = this.isName() ? 'expected { before the first property' : 'unexpected text behind the end of the document'
    const root = this.is('end') ? undefined : this.value()
    if (!this.is('end')) this.report(syntaxError(behind, spanOf(this.token)))
    // What follows is not read, but its comments are kept.
    while (!this.is('end')) this.next()
    return root
  }

  /** The map or list that begins with the token in hand; undefined where none does. What follows is not read. */
  collection(): Node | undefined {
    return this.is('{') || this.is('[') ? this.value() : undefined
  }

  private startsValue(): boolean {
    return !(this.is('}') || this.is(']') || this.is(',') || this.is(':'))
  }

  /** Reads the value in hand; the caller has made sure that one begins here. */
  private value(): Node {
    if (this.is('{')) return this.map()
    if (this.is('[')) return this.list()
    const token = this.tokens.asValue(this.token)
    this.token = token
    if (token.kind === 'string') return this.string()
    if (token.kind === 'template') return this.scalar({ value: this.raw() }, false)
    return this.scalar(wordValue(this.raw(), spanOf(token)), /^['"`“”„‘]/.test(this.raw()))
  }

  private map(): Node {
    const entries: Entry[] = []
    const {
      span: where,
      open,
      steered,
    } = this.inside('}', () => {
      const entry = this.entry()
      if (entry !== undefined) entries.push(entry)
    })
    // Branches of a template may set the same key in different ways.
    if (!steered) for (const error of duplicates(entries)) this.add(error)
    return { kind: 'map', span: where, entries, ...(open && { open }), ...(steered && { steered }) }
  }

  private list(): Node {
    const items: Node[] = []
    const {
      span: where,
      open,
      steered,
    } = this.inside(']', () => {
      if (this.is(':')) {
        this.report(syntaxError('a list has no property names; they stand between { and }', spanOf(this.token)))
        this.next()
      }
      if (this.startsMember()) items.push(this.value())
    })
    return { kind: 'list', span: where, items, ...(open && { open }), ...(steered && { steered }) }
  }

  /** What stands between two brackets, which the map and the list have in common: commas, templates, the end. */
  private inside(close: Close, member: () => void): Inside {
    const opening = this.token
    if (this.depth + this.open.length >= maxDepth) this.giveUp()
    this.open.push({ close, indent: opening.indent })
    this.next()
    let before: Before = 'open'
    let comma = opening
    let steered: true | undefined
    while (!this.ends(close)) {
      if (this.is(',')) {
        if (before === 'open' || before === 'comma') this.report(superfluousComma(close, spanOf(this.token)))
        if (before !== 'open') before = 'comma'
        comma = this.token
        this.next()
      } else if (this.isCloser()) {
        before = 'anything'
        this.strayCloser(close)
      } else if (this.isStatement(close)) {
        steered = true
        before = 'anything'
        this.next()
      } else {
        if (before === 'member' && !this.is(':')) this.report(missingComma(this.before))
        before = 'member'
        member()
      }
    }
    const where = this.closing(opening, close, before === 'comma' ? spanOf(comma) : undefined)
    this.open.pop()
    return { ...where, ...(steered && { steered }) }
  }

  private closing(opening: Token, close: Close, trailing: Span | undefined): Omit<Inside, 'steered'> {
    const { start } = opening
    if (!this.is(close) || this.standsOutside()) {
      this.balanced = false
      this.report(syntaxError(`expected ${close} to close this`, spanOf(opening)))
      return { span: span(start, this.token.start), open: true }
    }
    if (trailing !== undefined) this.add(trailingComma(close, trailing))
    const { end } = this.token
    this.next()
    return { span: span(start, end) }
  }

  /** Whether the innermost collection ends before the token in hand: with its bracket, that of one around it, or for want of one. */
  private ends(close: Close): boolean {
    if (this.is('end') || this.standsOutside()) return true
    if (this.is(close)) return !this.goesOn()
    if (!this.isCloser()) return false
    const partner = this.open.findLast((one) => one.close === this.token.kind)
    return partner !== undefined && !(this.byIndent && this.token.indent > partner.indent)
  }

  /** Whether the indentation says that the token stands outside of the innermost collection. */
  private standsOutside(): boolean {
    if (!this.byIndent || !this.token.first || this.open.length < 2) return false
    const indent = this.open.at(-1)?.indent ?? 0
    return this.isCloser() ? this.token.indent < indent : this.token.indent <= indent && !this.is(',')
  }

  /** Whether the bracket in hand would close the document although members follow: then it is one too many. */
  private goesOn(): boolean {
    if (this.depth + this.open.length > 1) return false
    const follows = /[ \t\r\n]*,[ \t\r\n]*(?:"[^"\r\n]{0,200}"[ \t]*:|\{)/y
    follows.lastIndex = this.token.end
    return follows.test(this.text)
  }

  private entry(): Entry | undefined {
    if (!this.is('string') && !this.is('word') && !this.is('template')) return this.nameless()
    const key = this.key()
    if (!this.is(':')) return this.withoutColon(key)
    const colon = this.token
    this.next()
    // A name with a colon of its own is the next property, not the value of this one.
    if (this.startsMember() && !this.isName()) return entryOf(key, this.value())
    this.report(syntaxError('expected a value behind the colon', spanOf(colon)))
    return { key, value: undefined, span: span(key.span.start, colon.end) }
  }

  private withoutColon(key: ScalarNode): Entry {
    const value = !this.token.first && this.startsMember() && !this.isName()
    const fix = { title: 'Insert the colon', edits: [insert(key.span.end, ':')] }
    this.report(syntaxError('expected a colon and a value behind the property name', key.span, value ? fix : undefined))
    return value ? entryOf(key, this.value()) : { key, value: undefined, span: key.span }
  }

  /** A value without a name is passed over. */
  private nameless(): undefined {
    const where = spanOf(this.token)
    if (this.is(':')) this.next()
    if (this.startsMember()) this.value()
    this.report(syntaxError('expected a property name in double quotes', where))
  }

  private key(): ScalarNode {
    if (this.is('string')) return this.string()
    const meaning = this.is('template') ? { value: this.raw() } : wordKey(this.raw(), spanOf(this.token))
    return this.scalar(meaning, /^['"`“”„‘]/.test(this.raw()))
  }

  private startsMember(): boolean {
    return this.startsValue() && !this.is('end')
  }

  /** Whether the token in hand is a name on the way to its colon. */
  private isName(): boolean {
    const follows = this.is('string') ? /[ \t\r\n]*:/y : /[ \t\r\n]*:(?![^\s,[\]{}"])/y
    follows.lastIndex = this.token.end
    return (this.is('string') || this.is('word')) && follows.test(this.text)
  }

  private isCloser(): boolean {
    return this.is('}') || this.is(']')
  }

  /** Whether the token in hand is a template that gives no value: between properties, or steering what follows in a list. */
  private isStatement(close: Close): boolean {
    if (!this.is('template')) return false
    const following = /(\s*)(\S?)/y
    following.lastIndex = this.token.end
    const [, gap = '', next = ''] = following.exec(this.text) ?? []
    if (close === '}') return next !== ':'
    return isControl(this.raw()) || ['{', '[', '"'].includes(next) || (gap !== '' && ![',', ']', ''].includes(next))
  }

  private string(): ScalarNode {
    const where = spanOf(this.token)
    const { closed, plain } = this.token
    if (!plain) return this.scalar(stringValue(this.raw(), where, closed), true)
    this.next()
    return { kind: 'scalar', span: where, value: this.text.slice(where.start + 1, where.end - 1), quoted: true }
  }

  private scalar({ value, message, fix }: Meaning, quoted: boolean): ScalarNode {
    const where = spanOf(this.token)
    this.next()
    if (message !== undefined) this.report(syntaxError(message, where, fix))
    return { kind: 'scalar', span: where, value, quoted }
  }

  /** A closing bracket without a partner is passed over; the very last one most likely is of the wrong kind. */
  private strayCloser(close: Close): void {
    const { kind } = this.token
    const where = spanOf(this.token)
    this.balanced = false
    this.next()
    if (this.is('end')) this.report(wrongCloser(close, where))
    else this.add(syntaxError(`nothing is open that ${kind} would close`, where))
  }

  private giveUp(): void {
    this.report(syntaxError(`nested deeper than ${maxDepth} levels`, spanOf(this.token)))
    this.gaveUp = true
    while (!this.is('end')) this.next()
  }

  /** Reports what keeps the token in hand from being right, unless that was done. */
  private report(error: JsonError): void {
    if (this.complained === this.token) return
    this.complained = this.token
    this.add(error)
  }

  private add(error: JsonError): void {
    if (!this.gaveUp) this.errors.push(error)
  }

  /** A call, so that the compiler does not take the token for unchanged after `next`. */
  private is(kind: Token['kind']): boolean {
    return this.token.kind === kind
  }

  private raw(): string {
    return this.text.slice(this.token.start, this.token.end)
  }

  private next(): void {
    this.before = this.token.end
    this.token = this.tokens.next()
    // An open comment has swallowed what would come: that is one cause.
    if (this.is('end') && this.tokens.comments.at(-1)?.closed === false) this.complained = this.token
  }
}

function spanOf({ start, end }: Token): Span {
  return span(start, end)
}

function entryOf(key: ScalarNode, value: Node): Entry {
  return { key, value, span: span(key.span.start, value.span.end) }
}
