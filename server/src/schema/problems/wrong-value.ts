import type { Fix } from '../../text/finding.ts'
import { nearest } from '../../text/nearest.ts'
import type { Draft, Place } from '../conform.ts'
import { alternatives, fieldName, valueWords } from './words.ts'

/** How many values a message lists; of longer enumerations it names the nearest only. */
const listed = 12

/** A value that is not among those of its enumeration. */
export function wrongValue({ subject, node, path, schema }: Place): Draft {
  const allowed = (schema.enum ?? []).map(String)
  const written = node.kind === 'scalar' ? String(node.value) : ''
  const near = nearest(written, allowed)
  const expected = allowed.length <= listed ? `expected ${alternatives(allowed)}` : `not one of the ${allowed.length} known values`
  const offered = near === undefined ? allowed.slice(0, allowed.length <= 4 ? 4 : 0) : [near]
  return {
    code: 'wrong-value',
    severity: 'error',
    message: `${fieldName(path)} is ${valueWords(node)}; ${expected}${near !== undefined && allowed.length > listed ? `; did you mean ${near}` : ''}`,
    span: node.span,
    path,
    fixes: () =>
      offered.map((value): Fix => {
        const sure = value.toLowerCase() === written.trim().toLowerCase()
        return {
          title: `Change to "${value}"`,
          edits: [subject.edits.replaceValue(subject.text, node, value)],
          ...(!sure && { guess: true }),
        }
      }),
  }
}
