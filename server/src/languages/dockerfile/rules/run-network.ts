import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const runNetwork: Rule<Dockerfile> = {
  id: 'run-network',
  severity: 'error',
  summary: `\`RUN --network\` is default, none or host.`,
  why: `\`host\` needs an entitlement of the builder.`,
  source: ['https://docs.docker.com/reference/dockerfile/#run---network'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN --network=hots make
              ^^^^ --network is default or none or host, not "hots"`,
    ],
    good: [
      `FROM alpine:3.20
RUN --network=none make`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'run-network'),
}
