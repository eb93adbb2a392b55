import type { Rule } from '../../../rules/rule.ts'
import { remove } from '../../../text/edit.ts'
import { span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check NoEmptyContinuation. */
export const noEmptyContinuation: Rule<Dockerfile> = {
  id: 'NoEmptyContinuation',
  severity: 'warning',
  summary: `No blank line stands inside a continued instruction.`,
  why: `BuildKit skips it today and announces that it will refuse it: a blank line is where a reader thinks the instruction ends.`,
  source: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN apk add \\

^ a blank line stands inside RUN; the instruction goes on behind it
    curl`,
    ],
    good: [
      `FROM alpine:3.20
RUN apk add \\
    # comments are fine
    curl`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'NoEmptyContinuation', ({ about, at: { start } }) => {
      const newline = doc.text.indexOf('\n', start)
      return {
        message: `a blank line stands inside ${about}; the instruction goes on behind it`,
        ...(newline >= 0 && { fixes: [{ title: 'Remove the blank line', edits: [remove(span(start, newline + 1))] }] }),
      }
    }),
}
