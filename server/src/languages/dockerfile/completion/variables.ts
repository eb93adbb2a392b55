import type { VariableSlot } from '../../../syntax/dockerfile-slot.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { visibleAt } from '../scope.ts'
import { item } from './item.ts'

/** The variables that have a meaning at an instruction, those of the file first. */
export function completeVariable(doc: Dockerfile, { instruction, span: where, open }: VariableSlot): readonly Completion[] {
  return visibleAt(doc, instruction).map(({ name, value, kind, summary }) =>
    item('variable', name, where, {
      ...(open && { text: `${name}}` }),
      rank: kind === 'predefined' ? 50 : 0,
      detail: value === undefined || value === '' ? kind.toUpperCase() : `${kind.toUpperCase()} = ${value.slice(0, 40)}`,
      ...(summary !== undefined && { about: summary }),
    }),
  )
}
