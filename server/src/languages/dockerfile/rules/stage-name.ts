import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const stageName: Rule<Dockerfile> = {
  id: 'stage-name',
  severity: 'error',
  summary: `The name of a stage begins with a letter.`,
  why: `Behind it stand letters, digits and \`-\`, \`_\`, \`.\`.`,
  source: ['https://docs.docker.com/reference/dockerfile/#from'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS 2nd
                    ^^^ 2nd cannot name a stage; a name begins with a letter and goes on with letters, digits and - _ .`,
    ],
    good: [`FROM alpine:3.20 AS second-2`],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'stage-name'),
}
