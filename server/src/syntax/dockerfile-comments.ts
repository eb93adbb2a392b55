import { type Span, span } from '../text/span.ts'
import type { Directive, Line, Word } from './dockerfile.ts'
import { firstVisible, lastVisible } from './dockerfile-lines.ts'

/** The text of a comment line. BuildKit drops the first character of the line, so that an indented comment keeps its `#`. */
export function commentOf({ text, start }: Line): Word {
  const from = Math.min(firstVisible(text, 1), text.length)
  const to = lastVisible(text, from)
  return { text: text.slice(from, to), span: span(start + from, start + to) }
}

/** Where the comment of a comment line stands. */
export function wholeComment({ text, start }: Line): Span {
  return span(start + firstVisible(text, 0), start + text.length)
}

/** The directive that a line at the top is, whatever its name; undefined if it is none. */
export function directiveOf({ text, start }: Line): Directive | undefined {
  const match = /^(\s*#\s*)([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(?=\S)/.exec(text)
  if (match === null) return undefined
  const [all, lead = '', name = '', equals = ''] = match
  const value = text.slice(all.length, lastVisible(text, all.length))
  const nameStart = start + lead.length
  const valueStart = nameStart + name.length + equals.length
  return {
    name: name.toLowerCase(),
    value,
    span: span(start + firstVisible(lead, 0), valueStart + value.length),
    nameSpan: span(nameStart, nameStart + name.length),
    valueSpan: span(valueStart, valueStart + value.length),
  }
}
