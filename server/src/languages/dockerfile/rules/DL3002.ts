import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'

/** The user a stage ends with; a stage without USER says nothing about it. */
export const dl3002: Rule<Dockerfile> = {
  id: 'DL3002',
  severity: 'warning',
  summary: `The last \`USER\` of a stage is not root.`,
  why: 'What runs in the container then has every right in it, and after a break-out more than it should on the host. A stage without any USER is not reported: its base image may have one.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3002'],
  examples: {
    bad: [
      `FROM debian:12
USER app
USER root
     ^^^^ the stage ends as root; name another user behind what needs root`,
      `FROM a:1 AS one
USER 0:1000
     ^^^^^^ the stage ends as root; name another user behind what needs root
FROM b:1
USER 1000`,
    ],
    good: [
      `FROM debian:12
USER root
RUN apt-get update
USER 1000`,
      `FROM debian:12
RUN true`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['USER'],
  *check(doc) {
    for (const { instructions } of doc.stages) {
      const last = instructions.findLast(({ keyword }) => keyword === 'USER')
      const user = last?.args[0]
      if (user !== undefined && /^(?:root|0)(?::.*)?$/s.test(user.text))
        yield { at: user.span, message: 'the stage ends as root; name another user behind what needs root' }
    }
  },
}
