import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { brief } from '../words.ts'

/** Ports that TCP and UDP do not have. The build refuses them; the rule about that is the one shown. */
export const dl3011: Rule<Dockerfile> = {
  id: 'DL3011',
  severity: 'error',
  summary: 'A port is a number from 0 to 65535.',
  why: 'TCP and UDP have no more. The build refuses a larger one.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3011'],
  examples: {
    bad: [
      `FROM debian:12
EXPOSE 80 80000/tcp
          ^^^^^^^^^ port 80000; the largest is 65535`,
    ],
    good: [
      `FROM debian:12
EXPOSE 0 65535/udp 8000-8010 $PORT`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['EXPOSE'],
  *check(doc) {
    for (const { args } of named(doc, 'EXPOSE')) {
      for (const { text, span } of args) {
        const [, first = '', last = ''] = /^(\d+)(?:-(\d+))?(?:\/.*)?$/s.exec(text) ?? []
        const over = [first, last].find((port) => Number(port) > 65_535)
        if (over !== undefined) yield { at: span, message: `port ${brief(over)}; the largest is 65535` }
      }
    }
  },
}
