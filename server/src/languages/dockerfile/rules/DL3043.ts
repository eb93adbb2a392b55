import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'

/** Triggers that ONBUILD cannot keep. The build refuses them; the rule about that is the one shown. */
export const dl3043: Rule<Dockerfile> = {
  id: 'DL3043',
  severity: 'error',
  summary: `\`ONBUILD\` wraps no \`ONBUILD\`, \`FROM\` or \`MAINTAINER\`.`,
  why: `The build refuses it: \`ONBUILD isn't allowed as an ONBUILD trigger\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3043'],
  examples: {
    bad: [
      `FROM debian:12
ONBUILD MAINTAINER me
        ^^^^^^^^^^ MAINTAINER cannot wait for a later build`,
    ],
    good: [
      `FROM debian:12
ONBUILD RUN make`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['ONBUILD'],
  *check(doc) {
    for (const { onbuild } of named(doc, 'ONBUILD')) {
      if (onbuild !== undefined && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(onbuild.keyword))
        yield { at: onbuild.name.span, message: `${onbuild.keyword} cannot wait for a later build` }
    }
  },
}
