import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const instructionArguments: Rule<Dockerfile> = {
  id: 'instruction-arguments',
  severity: 'error',
  summary: `Every instruction has the arguments it needs.`,
  why: `How many there are and what they look like differs from one to the next.`,
  source: ['https://docs.docker.com/reference/dockerfile/#overview'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPY app
     ^^^ COPY needs a destination behind the source`,
      `FROM alpine:3.20 # small
                 ^ a comment cannot stand behind FROM; it takes a line of its own`,
    ],
    good: [
      `FROM alpine:3.20
COPY app /app`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'instruction-arguments'),
}
