import type { Instruction } from '../../syntax/dockerfile.ts'
import { linesOf } from '../../text/lines.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'

const lines = once((doc: Dockerfile) => linesOf(doc.text))

/** The instruction whose lines hold an offset; comments between instructions belong to none. */
export function instructionAt({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  let low = 0
  let high = instructions.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((instructions[middle]?.span.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const found = instructions[low]
  return found !== undefined && found.span.start <= offset ? found : undefined
}

/** The line of an offset, counted from one. */
export function lineOf(doc: Dockerfile, offset: number): number {
  return lines(doc).position(offset).line + 1
}

/** The first line of the instruction an offset stands in; its own line where it stands in none. */
export function firstLine(doc: Dockerfile, offset: number): number {
  const own = lineOf(doc, offset)
  const found = instructionAt(doc, offset)
  return found !== undefined && own <= found.endLine ? found.startLine : own
}
