import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check ReservedStageName. */
export const reservedStageName: Rule<Dockerfile> = {
  id: 'ReservedStageName',
  aliases: ['DL3063'],
  severity: 'warning',
  summary: `No stage is called \`scratch\` or \`context\`.`,
  why: `\`FROM scratch\` means the empty image and \`context\` the build context; a stage of that name can be hidden by them, or hide them.`,
  source: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/', 'https://github.com/hadolint/hadolint/wiki/DL3063'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS context
                    ^^^^^^^ context is a name with a meaning of its own; call the stage otherwise`,
    ],
    good: [`FROM alpine:3.20 AS files`],
  },
  about: 'frame',
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'ReservedStageName',
      code: 'DL3063',
      theirs: reservedNames(doc),
      say: ({ about }) => ({ message: `${about} is a name with a meaning of its own; call the stage otherwise` }),
    }),
}

function* reservedNames({ stages }: Dockerfile): Iterable<Place> {
  for (const { name, from } of stages) {
    if (name !== undefined && /^(scratch|context)$/.test(name.text)) yield { instruction: from, at: name.span, about: name.text }
  }
}
