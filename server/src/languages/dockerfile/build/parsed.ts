import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Log, Note } from './log.ts'
import { argumentsOf } from './words.ts'

/**
 * The checks that BuildKit makes while it reads an instruction: some before it looks whether the instruction is refused, some after.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go
 */
export function noteParsed(instruction: Instruction, log: Log, fine: () => boolean): void {
  const { keyword, name } = instruction
  if (keyword === 'MAINTAINER') log.note({ check: 'MaintainerDeprecated', instruction, at: name.span, about: keyword }, instruction)
  if (keyword === 'FROM') noteFrom(instruction, log)
  if (!fine()) return
  const missing = missingDescription(instruction)
  if (missing !== undefined) log.note({ check: 'InvalidDefinitionDescription', instruction, ...missing }, instruction)
}

function noteFrom(instruction: Instruction, log: Log): void {
  const { args, name } = instruction
  const [, as, stage] = args
  if (args.length === 3 && stage !== undefined && stage.text !== stage.text.toLowerCase()) {
    log.note({ check: 'StageNameCasing', instruction, at: stage.span, about: stage.text, instead: stage.text.toLowerCase() }, instruction)
  }
  if (as === undefined || stage === undefined) return
  const lower = name.text === name.text.toLowerCase()
  if (!lower && name.text !== name.text.toUpperCase()) return
  const instead = lower ? as.text.toLowerCase() : as.text.toUpperCase()
  if (as.text !== instead) log.note({ check: 'FromAsCasing', instruction, at: as.span, about: as.text, instead }, instruction)
}

function definedNames(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'ARG') return argumentsOf(instruction).map(({ name }) => name.text)
  const stage = instruction.keyword === 'FROM' ? instruction.args[2] : undefined
  return stage === undefined ? [] : [stage.text.toLowerCase()]
}

/** The comment above what an instruction defines, if it does not begin with its name; `instead` is empty where there are several. */
export function missingDescription(instruction: Instruction): Pick<Note, 'at' | 'about' | 'instead'> | undefined {
  const comment = instruction.comments.at(-1)
  if (comment === undefined) return undefined
  const names = definedNames(instruction)
  const [first] = names
  if (first === undefined || names.includes(comment.text.split(' ', 1)[0] ?? '')) return undefined
  return { at: comment.span, about: instruction.keyword, instead: names.length > 1 ? '' : first }
}
