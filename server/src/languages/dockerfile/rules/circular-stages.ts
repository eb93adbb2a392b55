import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const circularStages: Rule<Dockerfile> = {
  id: 'circular-stages',
  severity: 'error',
  summary: `Stages do not need each other in a circle.`,
  why: `Each would have to be built before the other.`,
  source: ['https://docs.docker.com/reference/dockerfile/#copy---from'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS a
COPY --from=b /x /x
FROM alpine:3.20 AS b
COPY --from=a /y /y
            ^ these stages take files from each other, in a circle: a → b → a`,
    ],
    good: [
      `FROM alpine:3.20 AS a
FROM alpine:3.20 AS b
COPY --from=a /y /y`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'circular-stages'),
}
