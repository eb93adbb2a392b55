import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { reportedDescriptions } from '../notes.ts'

/** BuildKit's check InvalidDefinitionDescription. */
export const invalidDefinitionDescription: Rule<Dockerfile> = {
  id: 'InvalidDefinitionDescription',
  severity: 'off',
  summary: `A comment right above \`FROM ... AS\` or \`ARG\` begins with the name it describes.`,
  why: `Such comments become descriptions of stages and arguments in \`docker build --call=outline\`. An empty comment or line in between makes it an ordinary comment. BuildKit checks this only when asked: \`# check=experimental=InvalidDefinitionDescription\`.`,
  source: ['https://docs.docker.com/reference/build-checks/invalid-definition-description/'],
  examples: {
    bad: [
      `FROM alpine:3.20
# the version of the tool
  ^^^^^^^^^^^^^^^^^^^^^^^ a comment above ARG describes it and begins with its name, VERSION
ARG VERSION=1`,
    ],
    good: [
      `FROM alpine:3.20
# VERSION is the version of the tool
ARG VERSION=1`,
      `FROM alpine:3.20
# the arguments
#
ARG VERSION=1`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['ARG'],
  check: (doc) =>
    reportedDescriptions(doc, ({ about, instead }) => ({
      message: `a comment above ${about} describes it and begins with its name${instead === '' ? '' : `, ${instead}`}`,
    })),
}
