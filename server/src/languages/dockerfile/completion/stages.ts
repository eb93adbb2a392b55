import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import type { Stage } from '../stages.ts'
import { item } from './item.ts'

/** The stages that an instruction may take from: those that are complete before its own begins. */
export function stagesBefore({ stages }: Dockerfile, instruction: Instruction): readonly Stage[] {
  const own = stages.findLastIndex(({ from }) => from.span.start <= instruction.span.start)
  return stages.slice(0, Math.max(0, own))
}

/** Stages by name, the nearest first; those without a name by number. */
export function stageItems(stages: readonly Stage[], where: Span): readonly Completion[] {
  return [...stages].reverse().map((stage, rank) => {
    const base = stage.base?.text ?? ''
    return item('reference', stage.name?.text ?? String(stage.index), where, {
      rank,
      detail: `stage ${stage.index}`,
      about: `Stage ${stage.index}, on \`${base}\`.`,
    })
  })
}
