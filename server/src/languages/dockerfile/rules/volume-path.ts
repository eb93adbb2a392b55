import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const volumePath: Rule<Dockerfile> = {
  id: 'volume-path',
  severity: 'error',
  summary: `The path of a volume is not empty.`,
  why: `A variable without a value leaves nothing.`,
  source: ['https://docs.docker.com/reference/dockerfile/#volume'],
  examples: {
    bad: [
      `FROM scratch
ARG DATA
VOLUME $DATA
       ^^^^^ the path of the volume is empty: $DATA has no value`,
    ],
    good: [
      `FROM alpine:3.20
VOLUME /data`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'volume-path'),
}
