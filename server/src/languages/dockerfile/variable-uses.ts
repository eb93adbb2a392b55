import type { Instruction } from '../../syntax/dockerfile.ts'
import type { Span } from '../../text/span.ts'
import { touches } from '../../text/span.ts'
import type { Dockerfile } from './document.ts'

/** A place that names a variable: `$name` or `${name...}`; the span holds the name. */
export interface VariableUse {
  readonly name: string
  readonly span: Span
}

/** The variables an instruction names, flags and the bodies of its heredocs included, in the order of the text. */
export function usesOf({ text, tree }: Dockerfile, instruction: Instruction): readonly VariableUse[] {
  const { span: where, heredocs } = instruction
  const skipped = within(tree.comments, where)
  const bodies = heredocs.filter(({ expand }) => expand).flatMap(({ contentSpan }) => scan(text, contentSpan, tree.escape, false, []))
  return [...scan(text, where, tree.escape, true, skipped), ...bodies]
}

/** The comments inside a span, found without a look at all of them. */
function within(comments: readonly Span[], { start, end }: Span): readonly Span[] {
  let low = 0
  let high = comments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < comments.length && (comments[last]?.start ?? end) < end) last++
  return comments.slice(low, last)
}

/** The variable under the cursor: where it is used, or where ARG or ENV name it. */
export function variableAt(doc: Dockerfile, instruction: Instruction, offset: number): VariableUse | undefined {
  return [...usesOf(doc, instruction), ...namedBy(instruction)].find(({ span }) => touches(span, offset))
}

/** The names that ARG and ENV give a value. */
export function namedBy(instruction: Instruction): readonly VariableUse[] {
  const holder = instruction.onbuild ?? instruction
  if (holder.keyword === 'ENV') return holder.pairs.map(({ key }) => ({ name: key.text, span: key.span }))
  if (holder.keyword !== 'ARG') return []
  return holder.args.map(({ text, span }) => {
    const name = text.split('=', 1)[0] ?? ''
    return { name, span: { start: span.start, end: Math.min(span.end, span.start + name.length) } }
  })
}

/** Reads `$` outside single quotes (which mean nothing within double quotes and bodies of heredocs) and behind no escape character. */
function scan(text: string, { start, end }: Span, token: string, quotes: boolean, skipped: readonly Span[]): readonly VariableUse[] {
  const uses: VariableUse[] = []
  let quote: string | undefined
  let next = 0
  for (let at = start; at < end; at++) {
    const comment = skipped[next]
    if (comment !== undefined && comment.start <= at) {
      at = Math.max(at, comment.end)
      next++
    }
    const ch = text[at]
    if (ch === token && quote !== "'") at++
    else if (quotes && (ch === "'" || ch === '"')) quote = quote === undefined ? ch : quote === ch ? undefined : quote
    else if (ch === '$' && quote !== "'") {
      const from = at + (text[at + 1] === '{' ? 2 : 1)
      variableName.lastIndex = from
      const name = variableName.exec(text)?.[0]
      if (name !== undefined && from + name.length <= end) uses.push({ name, span: { start: from, end: from + name.length } })
    }
  }
  return uses
}

const variableName = /[A-Za-z_]\w*/y
