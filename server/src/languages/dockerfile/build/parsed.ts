import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Log } from './log.ts'
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
  const names = definedNames(instruction)
  if (names.length > 0) noteDescription(instruction, names, log)
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

function noteDescription(instruction: Instruction, names: readonly string[], log: Log): void {
  const comment = instruction.comments.at(-1)
  if (comment === undefined || names.includes(comment.text.split(' ', 1)[0] ?? '')) return
  const [first = ''] = names
  log.note(
    {
      check: 'InvalidDefinitionDescription',
      instruction,
      at: comment.span,
      about: instruction.keyword,
      instead: names.length > 1 ? '' : first,
    },
    instruction,
  )
}
