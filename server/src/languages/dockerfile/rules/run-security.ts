import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const runSecurity: Rule<Dockerfile> = {
  id: 'run-security',
  severity: 'error',
  summary: `\`RUN --security\` is sandbox or insecure.`,
  why: `\`insecure\` needs an entitlement of the builder.`,
  source: ['https://docs.docker.com/reference/dockerfile/#run---security'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN --security=unsafe make
               ^^^^^^ --security is sandbox or insecure, not "unsafe"`,
    ],
    good: [
      `FROM alpine:3.20
RUN --security=insecure make`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'run-security'),
}
