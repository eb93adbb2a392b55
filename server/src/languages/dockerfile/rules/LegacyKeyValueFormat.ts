import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import { span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check LegacyKeyValueFormat. */
export const legacyKeyValueFormat: Rule<Dockerfile> = {
  id: 'LegacyKeyValueFormat',
  severity: 'warning',
  summary: `\`ENV\` and \`LABEL\` are written as \`name=value\`.`,
  why: `The form with a blank takes one pair only, and everything up to the end of the line is its value: what looks like a second pair is part of the first.`,
  source: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  examples: {
    bad: [
      `FROM alpine:3.20
ENV MODE production
    ^^^^ MODE has a blank before its value; write ENV MODE=production`,
    ],
    good: [
      `FROM alpine:3.20
ENV MODE=production`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'LegacyKeyValueFormat', ({ about, instruction: { pairs } }) => {
      const [pair] = pairs
      const key = pair?.key.text ?? ''
      const plain = pair !== undefined && /^[\w./:@,+-]+$/.test(pair.value.text)
      return {
        message: `${key} has a blank before its value; write ${about} ${key}=${plain ? pair.value.text : '"..."'}`,
        ...(pair !== undefined &&
          plain && { fixes: [{ title: 'Write =', edits: [replace(span(pair.key.span.end, pair.value.span.start), '=')] }] }),
      }
    }),
}
