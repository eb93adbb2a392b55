import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const instructionFlag: Rule<Dockerfile> = {
  id: 'instruction-flag',
  severity: 'error',
  summary: `Flags are those that the instruction knows, and have the value they need.`,
  why: `They stand between the keyword and the arguments, in lower case, each once unless it is a list.`,
  source: ['https://docs.docker.com/reference/dockerfile/#overview'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPY --chwon=1000 app /app
       ^^^^^ COPY has no flag --chwon; did you mean --chown`,
      `FROM alpine:3.20
RUN --mount make
    ^^^^^^^ --mount has no value; write --mount=VALUE`,
    ],
    good: [
      `FROM alpine:3.20
COPY --chown=1000 --link app /app`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'instruction-flag'),
}
