import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Stage } from '../stages.ts'
import { keywords } from './instructions.ts'
import type { Log } from './log.ts'

const known: ReadonlySet<string> = new Set(keywords)

/** Reports instructions that are not written like most of them; where it is even, upper case is meant. */
export function checkCasing(stages: readonly Stage[], usable: (instruction: Instruction) => boolean, log: Log): void {
  const all = stages.flatMap(({ from, instructions }) => [from, ...instructions.filter(usable)])
  let lower = 0
  let upper = 0
  for (const { name, keyword } of all) {
    if (name.text === keyword && (known.has(keyword) || keyword !== keyword.toLowerCase())) upper++
    else if (name.text === name.text.toLowerCase()) lower++
  }
  if (upper === all.length) return
  const wanted = (word: string) => (lower > upper ? word.toLowerCase() : word.toUpperCase())
  for (const instruction of all) {
    const { name } = instruction
    const instead = wanted(name.text)
    if (name.text === instead) continue
    log.note({ check: 'ConsistentInstructionCasing', instruction, at: name.span, about: name.text, instead }, undefined)
  }
}
