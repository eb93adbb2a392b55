import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const instructionBeforeFrom: Rule<Dockerfile> = {
  id: 'instruction-before-from',
  severity: 'error',
  summary: `Nothing but \`ARG\` stands before the first \`FROM\`.`,
  why: `There is no image yet that an instruction could work on.`,
  source: ['https://docs.docker.com/reference/dockerfile/#from'],
  examples: {
    bad: [
      `RUN make
^^^ RUN stands before the first FROM; only ARG can
FROM alpine:3.20`,
    ],
    good: [
      `ARG TAG=3.20
FROM alpine:\${TAG}
RUN make`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'instruction-before-from'),
}
