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
  const skipped = tree.comments.filter(({ start }) => where.start < start && start < where.end)
  const bodies = heredocs.filter(({ expand }) => expand).flatMap(({ contentSpan }) => scan(text, contentSpan, tree.escape, false, []))
  return [...scan(text, where, tree.escape, true, skipped), ...bodies]
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
  for (let at = start; at < end; at++) {
    const comment = skipped.find((one) => one.start === at)
    if (comment !== undefined) at = comment.end
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
