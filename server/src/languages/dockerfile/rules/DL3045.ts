import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'
import { withoutQuotes } from '../words.ts'

/** Relative destinations before any WORKDIR of the stage or of one it builds on. */
export const dl3045: Rule<Dockerfile> = {
  id: 'DL3045',
  severity: 'warning',
  summary: `\`COPY\` to a relative path stands behind a \`WORKDIR\`.`,
  why: 'Without one the path counts from the working directory of the base image, which may be any and may change with it.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3045'],
  examples: {
    bad: [
      `FROM debian:12
COPY app.js ./
            ^^ relative path before any WORKDIR of the stage; where it leads is up to the base image`,
    ],
    good: [
      `FROM debian:12
WORKDIR /srv
COPY app.js ./`,
      `FROM debian:12
COPY a /b
COPY a $DEST
COPY a C:/b`,
      `FROM debian:12 AS base
WORKDIR /srv
FROM base
COPY a .`,
    ],
  },
  about: 'stage',
  reads: ['COPY', 'WORKDIR'],
  *check(doc) {
    const set = new Set<string>()
    let stage = ''
    for (const instruction of doc.instructions) {
      const image = baseImage(instruction)
      if (image !== undefined) {
        stage = image.alias?.text ?? image.name
        if (set.has(image.name)) set.add(stage)
        else set.delete(stage)
      }
      if (instruction.keyword === 'WORKDIR') set.add(stage)
      const target = instruction.keyword === 'COPY' && instruction.args.length > 1 ? instruction.args.at(-1) : undefined
      if (target === undefined || set.has(stage) || isAbsolute(target.text)) continue
      yield { at: target.span, message: 'relative path before any WORKDIR of the stage; where it leads is up to the base image' }
    }
  },
}

/** Also what a variable begins. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|\$|.:[\\/])/s.test(withoutQuotes(path))
}
