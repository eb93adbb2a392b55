import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'
import { brief } from '../words.ts'

/** `COPY --from` its own stage. The build refuses it; the rule about that is the one shown. */
export const dl3023: Rule<Dockerfile> = {
  id: 'DL3023',
  severity: 'error',
  summary: `\`COPY --from\` does not name the stage it stands in.`,
  why: 'A stage cannot take from what is only being made. The build refuses it.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3023'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS web
COPY --from=web /a /b
            ^^^ web is the stage this instruction stands in`,
    ],
    good: [
      `FROM alpine:3.20 AS base
FROM alpine:3.20 AS web
COPY --from=base /a /b`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['COPY'],
  *check(doc) {
    for (const { from, instructions } of doc.stages) {
      const alias = baseImage(from)?.alias
      if (alias === undefined) continue
      for (const { keyword, flags } of instructions) {
        const source = keyword === 'COPY' ? flags.find(({ name }) => name === 'from') : undefined
        if (source?.value === alias.text && source.valueSpan !== undefined)
          yield { at: source.valueSpan, message: `${brief(alias.text)} is the stage this instruction stands in` }
      }
    }
  },
}
