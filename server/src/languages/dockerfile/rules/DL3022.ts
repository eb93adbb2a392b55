import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Instruction, Word } from '../../../syntax/dockerfile.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { brief } from '../words.ts'

/** `COPY --from` names that are neither a stage so far nor an image with a tag. Case does not count, as in BuildKit. */
export const dl3022: Rule<Dockerfile> = {
  id: 'DL3022',
  severity: 'warning',
  summary: `\`COPY --from\` names an earlier stage, or an image with its tag.`,
  why: 'A name that is no stage is taken for an image, and the build goes and looks for it in a registry. Numbers count the stages from 0.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3022'],
  examples: {
    bad: [
      `FROM golang:1.23 AS build
FROM alpine:3.20
COPY --from=biuld /a /b
            ^^^^^ biuld is no earlier stage, so an image is looked for; did you mean build`,
      `FROM alpine:3.20
COPY --from=3 /a /b
            ^ there is no stage 3 before this one`,
      `FROM alpine:3.20
COPY --from=nginx /a /b
            ^^^^^ nginx is no earlier stage, so an image is looked for; of an image name the tag`,
    ],
    good: [
      `FROM golang:1.23 AS build
FROM alpine:3.20
COPY --from=build /a /b
COPY --from=0 /a /b
COPY --from=BUILD /a /b
COPY --from=nginx:1.27 /a /b`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['COPY'],
  *check(doc) {
    const names = new Map<string, string>()
    let known = 0
    let count = 0
    let stages = 0
    for (const instruction of doc.instructions) {
      if (instruction.keyword === 'FROM') count = (doc.stages[stages++]?.index ?? -1) + 1
      for (const from of source(instruction)) {
        for (; known < count; known++) {
          const alias = doc.allStages[known]?.name?.text
          if (alias !== undefined) names.set(alias.toLowerCase(), alias)
        }
        yield* judged(from.text, from.span, names, count)
      }
    }
  },
}

/** What COPY takes from. */
function source({ keyword, flags }: Instruction): readonly Word[] {
  const from = keyword === 'COPY' ? flags.find(({ name }) => name === 'from') : undefined
  return from?.value && from.valueSpan !== undefined ? [{ text: from.value, span: from.valueSpan }] : []
}

/** In a file of more stages than anybody writes, no other name is proposed. */
const most = 200

function* judged(value: string, at: Span, names: ReadonlyMap<string, string>, count: number): Iterable<Problem> {
  if (/^\d+$/.test(value)) {
    if (Number(value) >= count) yield { at, message: `there is no stage ${brief(value)} before this one` }
  } else if (!value.includes(':') && !names.has(value.toLowerCase())) {
    const near = names.size > most ? undefined : nearest(value, names.values())
    const instead = near === undefined ? 'of an image name the tag' : `did you mean ${near}`
    const fixes = near === undefined ? [] : [{ title: `Change to ${near}`, edits: [{ span: at, text: near }], guess: true as const }]
    yield { at, message: `${brief(value)} is no earlier stage, so an image is looked for; ${instead}`, ...(fixes.length > 0 && { fixes }) }
  }
}
