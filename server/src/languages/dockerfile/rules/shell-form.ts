import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const shellForm: Rule<Dockerfile> = {
  id: 'shell-form',
  severity: 'error',
  summary: `\`SHELL\` is a JSON array.`,
  why: `A single-quoted or unquoted array is not JSON.`,
  source: ['https://docs.docker.com/reference/dockerfile/#shell'],
  examples: {
    bad: [
      `FROM alpine:3.20
SHELL /bin/bash -c
      ^^^^^^^^^^^^ SHELL takes a JSON array of strings, such as ["/bin/bash", "-c"]`,
    ],
    good: [
      `FROM alpine:3.20
SHELL ["/bin/bash", "-c"]`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'shell-form'),
}
