import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check InvalidDefaultArgInFrom. */
export const invalidDefaultArgInFrom: Rule<Dockerfile> = {
  id: 'InvalidDefaultArgInFrom',
  severity: 'warning',
  summary: `\`FROM\` names an image with nothing but the defaults of the \`ARG\`s.`,
  why: `Without a default the build fails for everybody who does not know the argument.`,
  source: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  examples: {
    bad: [
      `ARG TAG
FROM alpine:\${TAG}
     ^^^^^^^^^^^^^ with the defaults of the ARGs alone this is "alpine:", which names no image; give them defaults`,
    ],
    good: [
      `ARG TAG=3.20
FROM alpine:\${TAG}`,
      `ARG TAG
FROM alpine:\${TAG:-3.20}`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'InvalidDefaultArgInFrom', ({ instead = '' }) => ({
      message: `with the defaults of the ARGs alone this is "${instead}", which names no image; give them defaults`,
    })),
}
