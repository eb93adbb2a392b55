import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { pragmasOf } from '../pragmas.ts'

/** Pragmas themselves, for projects that keep exceptions in one file. */
export const dl1001: Rule<Dockerfile> = {
  id: 'DL1001',
  severity: 'off',
  summary: 'No pragma silences a rule on a line.',
  why: `A project that wants every exception in one place switches this on: exceptions then stand in \`.hadolint.yaml\`, where they are seen.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL1001'],
  examples: {
    bad: [
      `FROM debian:12
# hadolint ignore=DL3003
^^^^^^^^^^^^^^^^^^^^^^^^ this comment silences rules on a line
RUN cd /srv && make`,
    ],
    good: [
      `FROM debian:12
# hadolint global ignore=DL3003
RUN cd /srv && make`,
    ],
  },
  about: 'stage',
  apart: true,
  *check(doc) {
    for (const { reach, span } of pragmasOf(doc).read)
      if (reach === 'ignore') yield { at: span, message: 'this comment silences rules on a line' }
  },
}
