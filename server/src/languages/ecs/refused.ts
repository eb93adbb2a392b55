import type { Problem } from '../../rules/rule.ts'
import type { Severity } from '../../text/finding.ts'
import type { TaskDefinition } from './document.ts'
import { filledAt } from './field.ts'
import { guess, removeProperty } from './fix.ts'

/** One problem at every container property of that name that holds something, with its removal as a choice. */
export function* refusedProperty(doc: TaskDefinition, key: string, message: string, severity?: Severity): Iterable<Problem> {
  for (const { node } of doc.containers) {
    const found = filledAt(node, key)
    if (found === undefined) continue
    yield { at: found.key.span, message, fixes: guess(removeProperty(doc.text, node, key)), ...(severity && { severity }) }
  }
}
