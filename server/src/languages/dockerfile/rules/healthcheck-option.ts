import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const healthcheckOption: Rule<Dockerfile> = {
  id: 'healthcheck-option',
  severity: 'error',
  summary: `The times and retries of \`HEALTHCHECK\` are durations and numbers.`,
  why: `A duration has a unit: \`30s\`, \`1m30s\`, \`500ms\`. The least is one millisecond; 0 means the default.`,
  source: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  examples: {
    bad: [
      `FROM alpine:3.20
HEALTHCHECK --interval=30 CMD ["true"]
                       ^^ the duration 30 has no unit; did you mean 30s`,
    ],
    good: [
      `FROM alpine:3.20
HEALTHCHECK --interval=30s --retries=5 CMD ["true"]`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'healthcheck-option'),
}
