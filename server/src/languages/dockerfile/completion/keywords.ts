import type { KeywordSlot } from '../../../syntax/dockerfile-slot.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { type InstructionFacts, pageOf } from '../facts/instruction.ts'
import { instructionFacts } from '../facts/instructions.ts'
import { item } from './item.ts'

/** Instructions, in the case of the file; before the first FROM only those that may stand there. */
export function completeKeyword(doc: Dockerfile, slot: KeywordSlot): readonly Completion[] {
  const lower = isLowerCase(doc)
  const fresh = !doc.stages.some(({ from }) => from.span.start < slot.span.start)
  const allowed = instructionFacts.filter(({ keyword }) => {
    if (slot.onbuild) return !['FROM', 'ONBUILD', 'MAINTAINER'].includes(keyword)
    return !fresh || keyword === 'FROM' || keyword === 'ARG'
  })
  return allowed.map((facts, rank) => keywordItem(facts, slot, lower, facts.deprecated ? 90 : rank))
}

function keywordItem(facts: InstructionFacts, { span, continued }: KeywordSlot, lower: boolean, rank: number): Completion {
  const label = lower ? facts.keyword.toLowerCase() : facts.keyword
  const about = `${facts.summary}\n\n\`\`\`dockerfile\n${facts.syntax.join('\n')}\n\`\`\`\n\n[Reference](${pageOf(facts.keyword)})`
  return item('keyword', label, span, {
    about,
    rank,
    ...(continued ? {} : { text: `${label} ${facts.snippet}`, snippet: true as const }),
    ...(facts.deprecated && { deprecated: true as const }),
  })
}

/** Whether the file writes its instructions in lower case. */
function isLowerCase({ instructions }: Dockerfile): boolean {
  const typed = instructions.filter(({ name }) => name.text.length > 2)
  return typed.length > 0 && typed.filter(({ name }) => name.text === name.text.toLowerCase()).length * 2 > typed.length
}
