import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check MultipleInstructionsDisallowed. */
export const multipleInstructionsDisallowed: Rule<Dockerfile> = {
  id: 'MultipleInstructionsDisallowed',
  aliases: ['DL3012', 'DL4003', 'DL4004'],
  severity: 'warning',
  summary: `A stage has one \`CMD\`, one \`ENTRYPOINT\` and one \`HEALTHCHECK\`.`,
  why: `Only the last of them has an effect.`,
  source: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL3012',
    'https://github.com/hadolint/hadolint/wiki/DL4003',
    'https://github.com/hadolint/hadolint/wiki/DL4004',
  ],
  examples: {
    bad: [
      `FROM alpine:3.20
CMD ["a"]
^^^ this CMD has no effect: the stage has another one below
CMD ["b"]`,
    ],
    good: [
      `FROM alpine:3.20 AS a
CMD ["a"]
FROM a
CMD ["b"]`,
    ],
  },
  about: 'stage',
  reads: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  *check(doc) {
    for (const [keyword, code] of codes) {
      yield* reportedByBoth(doc, {
        check: 'MultipleInstructionsDisallowed',
        code,
        about: keyword,
        theirs: repeated(doc, keyword),
        say: ({ about, other }) => ({
          message: `this ${about} has no effect: the stage has another one below`,
          tag: 'unnecessary' as const,
          ...(other && { related: [{ span: other.name.span, message: `the ${about} that counts` }] }),
        }),
      })
    }
  },
}

const codes = [
  ['HEALTHCHECK', 'DL3012'],
  ['CMD', 'DL4003'],
  ['ENTRYPOINT', 'DL4004'],
] as const

/** hadolint reports every one but the first. */
function* repeated(doc: Dockerfile, wanted: string): Iterable<Place> {
  const froms = named(doc, 'FROM')
  let stage = -1
  let seen: number | undefined
  for (const instruction of named(doc, wanted)) {
    while ((froms[stage + 1]?.startLine ?? Number.POSITIVE_INFINITY) < instruction.startLine) stage++
    if (seen === stage) yield { instruction, at: instruction.name.span, about: wanted }
    seen = stage
  }
}
