import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const unknownInstruction: Rule<Dockerfile> = {
  id: 'unknown-instruction',
  severity: 'error',
  summary: `Every instruction is one that a Dockerfile has.`,
  why: `A line that is meant to go on needs \`\\\` at its end; the next one is read as an instruction otherwise.`,
  source: ['https://docs.docker.com/reference/dockerfile/#overview'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPPY app /app
^^^^^ COPPY is not an instruction; did you mean COPY`,
      `FROM alpine:3.20
RUN apk add curl
    && make
    ^^ && is not an instruction; if it belongs to RUN, the line above ends with \\
CMD["make"]
^^^^^^^^^^^ a blank is missing behind CMD`,
    ],
    good: [
      `FROM alpine:3.20
COPY app /app`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'unknown-instruction'),
}
