import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Edit, insert } from '../../text/edit.ts'

/** Puts an instruction on a line of its own above another one: above the comments too that stand directly on it, since they are about it. */
export function insertAbove(text: string, { span }: Pick<Instruction, 'span'>, instruction: string): Edit {
  let at = text.lastIndexOf('\n', span.start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(at, span.start))?.[0] ?? ''
  for (;;) {
    const above = text.lastIndexOf('\n', at - 2) + 1
    if (at === 0 || !/^[ \t]*#/.test(text.slice(above, at))) break
    at = above
  }
  const end = text[text.indexOf('\n', span.start) - 1] === '\r' ? '\r\n' : '\n'
  return insert(at, `${indent}${instruction}${end}`)
}
