import type { Instruction } from '../../syntax/dockerfile.ts'
import { linesOf } from '../../text/lines.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'

const lines = once(
  ({ text }) => linesOf(text),
  ({ text }) => text,
)

/** The instruction whose lines hold an offset; comments between instructions belong to none. */
export function instructionAt({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  return instructions[lastWhere(instructions.length, (index) => (instructions[index]?.span.start ?? 0) <= offset)]
}

/** Line ends are counted up to this far behind an instruction; from there on all lines of the text are known sooner. */
const near = 2000

/** The line of an offset, counted from one. */
export function lineOf(doc: Dockerfile, offset: number): number {
  const { rests } = doc.tree
  const { offset: start, line } = rests[lastWhere(rests.length, (index) => (rests[index]?.offset ?? 0) <= offset)] ?? top
  if (offset - start > near) return lines(doc).position(offset).line + 1
  let count = line + 1
  for (let at = doc.text.indexOf('\n', start); at >= 0 && at < offset; at = doc.text.indexOf('\n', at + 1)) count++
  return count
}

const top = { offset: 0, line: 0 }

/** The last of so many numbers from zero on for which something holds that holds for all below it; -1 if there is none. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The first line of the instruction an offset stands in; its own line where it stands in none. */
export function firstLine(doc: Dockerfile, offset: number): number {
  const own = lineOf(doc, offset)
  const found = instructionAt(doc, offset)
  return found !== undefined && own <= found.endLine ? found.startLine : own
}
