import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const baseImage: Rule<Dockerfile> = {
  id: 'base-image',
  severity: 'error',
  summary: `\`FROM\` and \`from\` name an image or a stage.`,
  why: `The name of an image is \`[HOST[:PORT]/]NAME[:TAG][@DIGEST]\`, its repository in lower case. A stage is found by its name in lower case.`,
  source: ['https://docs.docker.com/reference/dockerfile/#from'],
  examples: {
    bad: [
      `FROM Alpine:3.20
     ^^^^^^^^^^^ the repository of an image is written in lower case, not library/Alpine; did you mean alpine:3.20`,
      `FROM alpine:3.20 AS base
FROM Base
     ^^^^ the repository of an image is written in lower case, not library/Base; the stage is called base
RUN make`,
    ],
    good: [`FROM alpine:3.20`, `FROM localhost:5000/team/web:2`],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'base-image'),
}
