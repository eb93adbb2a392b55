import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const onbuildTrigger: Rule<Dockerfile> = {
  id: 'onbuild-trigger',
  severity: 'error',
  summary: `\`ONBUILD\` keeps instructions that a later build can run.`,
  why: `That is all but \`FROM\`, \`MAINTAINER\` and \`ONBUILD\` itself. What it keeps is checked when a stage builds on this one, and refused there.`,
  source: ['https://docs.docker.com/reference/dockerfile/#onbuild'],
  examples: {
    bad: [
      `FROM alpine:3.20
ONBUILD FROM alpine:3.20
        ^^^^ ONBUILD cannot keep FROM for later builds`,
    ],
    good: [
      `FROM alpine:3.20
ONBUILD COPY . /app`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'onbuild-trigger'),
}
