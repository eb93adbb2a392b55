import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import { span } from '../../../text/span.ts'
import { type Dockerfile, named } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check MaintainerDeprecated. */
export const maintainerDeprecated: Rule<Dockerfile> = {
  id: 'MaintainerDeprecated',
  aliases: ['DL4000'],
  severity: 'warning',
  summary: `A label names the maintainer, not \`MAINTAINER\`.`,
  why: `The instruction was given up in 2017. \`LABEL org.opencontainers.image.authors\` says the same, and every tool reads it.`,
  source: ['https://docs.docker.com/reference/build-checks/maintainer-deprecated/', 'https://github.com/hadolint/hadolint/wiki/DL4000'],
  examples: {
    bad: [
      `FROM alpine:3.20
MAINTAINER ann@example.com
^^^^^^^^^^ MAINTAINER is given up; write LABEL org.opencontainers.image.authors="ann@example.com"`,
    ],
    good: [
      `FROM alpine:3.20
LABEL org.opencontainers.image.authors="ann@example.com"`,
    ],
  },
  about: 'stage',
  reads: ['MAINTAINER'],
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'MaintainerDeprecated',
      code: 'DL4000',
      theirs: maintainers(doc),
      say: ({ instruction: { rest, name } }) => {
        const label = `LABEL org.opencontainers.image.authors=${quoted(rest.text)}`
        const where = span(name.span.start, Math.max(name.span.end, rest.span.end))
        return {
          message: `MAINTAINER is given up; write ${label}`,
          tag: 'deprecated' as const,
          fixes: [{ title: 'Write a label', edits: [replace(where, label)] }],
        }
      },
    }),
}

function* maintainers(doc: Dockerfile): Iterable<Place> {
  for (const instruction of named(doc, 'MAINTAINER')) {
    yield { instruction, at: instruction.name.span, about: 'MAINTAINER' }
  }
}

function quoted(name: string): string {
  return /^".*"$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
}
