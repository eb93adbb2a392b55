import { nearest } from '../../../text/nearest.ts'
import { type Span, span } from '../../../text/span.ts'
import {
  type Expression,
  type Operator,
  operatorSpellings,
  operatorsOf,
  type Predicate,
  type Subject,
  subjectKinds,
  type Value,
} from './expression.ts'

/** What was read from a query. `expression` is missing only if not even its first subject and operator could be read. */
export interface Query {
  readonly expression: Expression | undefined
  /** In the order of the text. Only a `precedence` problem leaves the meaning of the query in doubt; all others make it invalid. */
  readonly problems: readonly QueryProblem[]
}

export interface QueryProblem {
  readonly code: 'syntax' | 'subject' | 'operator' | 'value' | 'precedence'
  readonly message: string
  readonly span: Span
  /** What could stand at the beginning of the span, for completions. */
  readonly expected: 'subject' | 'operator' | 'value' | 'connective' | undefined
}

/**
 * Reads an expression of the cluster query language. Never throws; stops at the first place that makes no sense and keeps what was read
 * until there. Letter case of subjects and operator words is not told apart, as it is not documented.
 */
export function parseQuery(text: string): Query {
  return new Parser(text).query()
}

/** Deeper nesting than any expression of 2,000 characters needs. */
const maxDepth = 100

const blank = /\s*/y
const word = /[A-Za-z]\w*(?::[A-Za-z]\w*)?|[^\s()[\],'"=!<>|&]+/y
const attributeName = /[\w.\-/\\]+/y
const quoted = /'([^']*)'|"([^"]*)"/y
const bareValue = /(?:(?!\|\||&&)[^\s()[\],'"])+/y

/** A cursor over the text. It is a class because the position is state that every method shares. */
class Parser {
  private readonly problems: QueryProblem[] = []
  /** What stands in parentheses of its own. */
  private readonly grouped = new Set<Expression>()
  private readonly text: string
  private at = 0
  private failed = false

  constructor(text: string) {
    this.text = text
  }

  query(): Query {
    this.blank()
    const expression = this.either('or', 0)
    this.blank()
    if (!this.failed && this.at < this.text.length) {
      this.fail('syntax', `expected "and", "or" or the end`, span(this.at, this.text.length), 'connective')
    }
    return { expression, problems: this.problems }
  }

  /** `or` over `and` over `not`; the documentation does not say which binds tighter, so a mixture without parentheses is reported. */
  private either(kind: 'or' | 'and', depth: number): Expression | undefined {
    const inner = () => (kind === 'or' ? this.either('and', depth) : this.not(depth))
    const first = inner()
    const operands = first === undefined ? [] : [first]
    while (!this.failed && this.connective(kind)) {
      const next = inner()
      if (next !== undefined) operands.push(next)
    }
    const [only] = operands
    if (operands.length < 2 || only === undefined) return only
    if (kind === 'or') this.mixture(operands)
    return { kind, span: span(only.span.start, operands.at(-1)?.span.end ?? only.span.end), operands }
  }

  private mixture(operands: readonly Expression[]): void {
    const bare = operands.find((one) => one.kind === 'and' && !this.grouped.has(one))
    if (bare === undefined) return
    const message = '"and" and "or" are mixed without parentheses; which of them goes first is not documented'
    this.problems.push({ code: 'precedence', message, span: bare.span, expected: undefined })
  }

  private connective(kind: 'or' | 'and'): boolean {
    this.blank()
    return kind === 'or' ? this.take(/\|\||or\b/iy) : this.take(/&&|and\b/iy)
  }

  private not(depth: number): Expression | undefined {
    this.blank()
    const start = this.at
    if (depth > maxDepth) return this.fail('syntax', `nested deeper than ${maxDepth} levels`, span(start, start + 1))
    if (this.take(/!(?!=|~)|not\b(?!_)/iy)) {
      const operand = this.not(depth + 1)
      return operand && { kind: 'not', span: span(start, this.end(operand)), operand }
    }
    if (!this.take(/\(/y)) return this.predicate()
    const inner = this.either('or', depth + 1)
    this.blank()
    if (!this.failed && !this.take(/\)/y)) this.fail('syntax', 'expected ) to close this', span(start, start + 1), 'connective')
    if (inner !== undefined) this.grouped.add(inner)
    return inner
  }

  private end(operand: Expression): number {
    return Math.max(operand.span.end, this.at)
  }

  private predicate(): Predicate | undefined {
    const subject = this.subject()
    if (subject === undefined) return undefined
    this.blank()
    const start = this.at
    const operator = this.operator()
    if (operator === undefined) return this.failAt('operator', 'expected an operator such as == or =~', 'operator')
    const operatorSpan = span(start, this.at)
    if (!operatorsOf[subject.kind].includes(operator)) {
      this.problems.push({ code: 'operator', message: wrongOperator(subject, operator), span: operatorSpan, expected: 'operator' })
    }
    const values = this.values(operator)
    return {
      kind: 'predicate',
      // Behind the last value a list still has its bracket.
      span: span(subject.span.start, values.length > 0 ? this.at : operatorSpan.end),
      subject,
      operator,
      operatorSpan,
      values,
    }
  }

  private subject(): Subject | undefined {
    const start = this.at
    const written = this.match(word)
    if (written === undefined) return this.failAt('syntax', 'expected a subject such as attribute:NAME or runningTasksCount', 'subject')
    const name = written[0]
    if (/^attribute(:|$)/i.test(name)) return this.attribute(start)
    const kind = subjectKinds.find((one) => one.toLowerCase() === name.toLowerCase())
    if (kind !== undefined) return { kind, span: span(start, this.at), attribute: '' }
    const near = nearest(name.replace(/^attributes:.*/i, 'attributes'), subjectKinds)
    const hint = near === undefined ? `known are ${subjectKinds.join(', ')}` : `did you mean ${near}`
    return this.fail('subject', `"${name}" is not a subject; ${hint}`, span(start, this.at), 'subject')
  }

  private attribute(start: number): Subject | undefined {
    this.at = start + 'attribute'.length
    if (!this.take(/:/y)) return this.failAt('subject', 'expected a colon and the name of an attribute', 'subject')
    const name = this.match(attributeName)
    if (name === undefined) return this.failAt('subject', 'expected the name of an attribute behind the colon', 'subject')
    return { kind: 'attribute', span: span(start, this.at), attribute: name[0] }
  }

  private operator(): Operator | undefined {
    for (const [spelling, operator] of operatorSpellings) {
      if (this.text.slice(this.at, this.at + spelling.length).toLowerCase() !== spelling) continue
      const isWord = /[a-z]$/.test(spelling)
      if (isWord && /[\w]/.test(this.text[this.at + spelling.length] ?? '')) continue
      this.at += spelling.length
      return operator
    }
    return undefined
  }

  private values(operator: Operator): readonly Value[] {
    if (operator === 'exists' || operator === 'not_exists') return []
    this.blank()
    if (operator === 'in' || operator === 'not_in') return this.list()
    const value = operator === 'matches' || operator === 'not_matches' ? this.pattern() : this.value()
    if (value !== undefined) return [value]
    this.failAt('value', 'expected a value behind the operator', 'value')
    return []
  }

  private list(): readonly Value[] {
    const start = this.at
    if (!this.take(/\[/y)) {
      this.failAt('value', 'expected a list such as [a, b]', 'value')
      return []
    }
    const values: Value[] = []
    for (;;) {
      this.blank()
      const value = this.value()
      if (value === undefined) {
        this.failAt('value', values.length === 0 ? 'expected a value in the list' : 'expected a value behind the comma', 'value')
        return values
      }
      values.push(value)
      this.blank()
      if (this.take(/,/y)) continue
      if (!this.take(/\]/y)) this.fail('syntax', 'expected ] to close this', span(start, start + 1), undefined)
      return values
    }
  }

  private value(): Value | undefined {
    const start = this.at
    const inQuotes = this.match(quoted)
    if (inQuotes !== undefined) return { text: inQuotes[1] ?? inQuotes[2] ?? '', span: span(start, this.at) }
    const bare = this.match(bareValue)
    return bare && { text: bare[0], span: span(start, this.at) }
  }

  /** A regular expression may hold parentheses and brackets of its own: it ends at a blank or at a parenthesis that it did not open. */
  private pattern(): Value | undefined {
    const start = this.at
    if (/['"]/.test(this.text[start] ?? '')) return this.value()
    let open = 0
    let escaped = false
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? ''
      if (/\s/.test(char)) break
      if (!escaped && char === '(') open++
      if (!escaped && char === ')' && open-- === 0) break
      escaped = !escaped && char === '\\'
    }
    return this.at === start ? undefined : { text: this.text.slice(start, this.at), span: span(start, this.at) }
  }

  private blank(): void {
    this.take(blank)
  }

  private take(pattern: RegExp): boolean {
    return this.match(pattern) !== undefined
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found === null) return undefined
    this.at = pattern.lastIndex
    return found
  }

  /** Reports at the next word, or at the end of the text. */
  private failAt(code: QueryProblem['code'], message: string, expected: QueryProblem['expected']): undefined {
    const rest = /\S+/.exec(this.text.slice(this.at))
    const start = rest === null ? this.at : this.at + rest.index
    return this.fail(code, message, span(start, start + (rest?.[0].length ?? 0)), expected)
  }

  private fail(code: QueryProblem['code'], message: string, where: Span, expected?: QueryProblem['expected']): undefined {
    if (!this.failed) this.problems.push({ code, message, span: where, expected })
    this.failed = true
    return undefined
  }
}

function wrongOperator({ kind }: Subject, operator: Operator): string {
  return `${kind} does not take ${operator}; it takes ${operatorsOf[kind].join(', ')}`
}
