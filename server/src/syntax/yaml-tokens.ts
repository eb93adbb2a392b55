import { type Span, span } from '../text/span.ts'

/** A word or sign of a flow collection. */
export interface FlowToken {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'word'
  readonly span: Span
}

/** Where a quoted text that begins at an offset ends, behind its quote; undefined if it does not before `end`. */
export function quotedEnd(text: string, at: number, end: number): number | undefined {
  const quote = text[at]
  for (let i = at + 1; i < end; i++) {
    if (text[i] === '\\' && quote === '"') i++
    else if (text[i] === quote) {
      if (quote !== "'" || text[i + 1] !== "'") return i + 1
      i++
    }
  }
  return undefined
}

/** Where a flow collection that begins at an offset ends, behind its last bracket; undefined if it does not before `end`. */
export function flowEnd(text: string, at: number, end: number): number | undefined {
  let depth = 0
  for (const token of flowTokens(text, span(at, end))) {
    if (token.kind === '{' || token.kind === '[') depth++
    if (token.kind === '}' || token.kind === ']') depth--
    if (depth <= 0) return token.span.end
  }
  return undefined
}

/** The words and signs of a flow collection; comments and blanks stand between them. */
export function* flowTokens(text: string, { start, end }: Span): Generator<FlowToken> {
  let at = start
  while (at < end) {
    const char = text[at] ?? ''
    if (/\s/.test(char)) at++
    else if (char === '#' && /\s/.test(text[at - 1] ?? ' ')) at = commentEnd(text, at, end)
    else {
      const token = flowToken(text, at, end)
      yield token
      at = token.span.end
    }
  }
}

function flowToken(text: string, at: number, end: number): FlowToken {
  const char = text[at] ?? ''
  if (isSign(char) && (char !== ':' || endsKey(text, at))) return { kind: char, span: span(at, at + 1) }
  if (char === '"' || char === "'") return { kind: 'word', span: span(at, quotedEnd(text, at, end) ?? commentEnd(text, at, end)) }
  let stop = at + 1
  while (stop < end && !/[{}[\],\r\n]/.test(text[stop] ?? '') && !(text[stop] === ':' && endsKey(text, stop)) && !startsComment(text, stop))
    stop++
  return { kind: 'word', span: span(at, at + text.slice(at, stop).trimEnd().length) }
}

function isSign(char: string): char is Exclude<FlowToken['kind'], 'word'> {
  return char.length === 1 && '{}[],:'.includes(char)
}

/** A colon ends a key before a blank or a sign, and behind a quote. */
function endsKey(text: string, at: number): boolean {
  return /[\s,[\]{}]/.test(text[at + 1] ?? ' ') || /["']/.test(text[at - 1] ?? '')
}

function startsComment(text: string, at: number): boolean {
  return text[at] === '#' && /\s/.test(text[at - 1] ?? '')
}

function commentEnd(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 || found > end ? end : found
}
