import { dockerfileSlot } from '../../../syntax/dockerfile-slot.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { completeArgument } from './arguments.ts'
import { completeComment } from './comments.ts'
import { completeFlag, completeFlagValue } from './flags.ts'
import { completeKeyword } from './keywords.ts'
import { completeVariable } from './variables.ts'

/** What can be written at an offset of a Dockerfile, best first. */
export function completeDockerfile(doc: Dockerfile, offset: number): readonly Completion[] {
  return [...proposals(doc, offset)].sort((a, b) => a.rank - b.rank)
}

function proposals(doc: Dockerfile, offset: number): readonly Completion[] {
  const slot = dockerfileSlot(doc.tree, offset)
  switch (slot?.kind) {
    case 'keyword':
      return completeKeyword(doc, slot)
    case 'comment':
      return completeComment(doc, slot, offset)
    case 'flag':
      return completeFlag(slot)
    case 'flag-value':
      return completeFlagValue(doc, slot)
    case 'variable':
      return completeVariable(doc, slot)
    case 'argument':
      return completeArgument(doc, slot, offset)
    default:
      return []
  }
}
