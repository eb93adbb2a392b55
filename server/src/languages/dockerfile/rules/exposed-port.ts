import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const exposedPort: Rule<Dockerfile> = {
  id: 'exposed-port',
  severity: 'error',
  summary: `\`EXPOSE\` names ports from 0 to 65535.`,
  why: `A port is a number or a range such as \`8000-8010\`, with \`/tcp\`, \`/udp\` or \`/sctp\` behind it.`,
  source: ['https://docs.docker.com/reference/dockerfile/#expose'],
  examples: {
    bad: [
      `FROM alpine:3.20
EXPOSE 80800
       ^^^^^ port 80800 is over 65535, the highest there is`,
      `FROM alpine:3.20
EXPOSE 8010-8000/udp
       ^^^^^^^^^^^^^ the range 8010-8000 runs backwards; write 8000-8010`,
    ],
    good: [
      `FROM alpine:3.20
EXPOSE 80 8000-8010/udp`,
      `FROM alpine:3.20
ARG PORT=80
EXPOSE \${PORT}/tcp`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'exposed-port'),
}
