import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const stopSignal: Rule<Dockerfile> = {
  id: 'stop-signal',
  severity: 'error',
  summary: `\`STOPSIGNAL\` is a signal of Linux.`,
  why: `It is a name with or without \`SIG\`, or a number other than 0.`,
  source: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  examples: {
    bad: [
      `FROM alpine:3.20
STOPSIGNAL SIGSTP
           ^^^^^^ "SIGSTP" is not a signal; it is a name such as SIGTERM or a number such as 15`,
    ],
    good: [
      `FROM alpine:3.20
STOPSIGNAL SIGRTMIN+3`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'stop-signal'),
}
