import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'

/** The tag that moves with every push. */
export const dl3007: Rule<Dockerfile> = {
  id: 'DL3007',
  severity: 'warning',
  summary: `The tag of an image is not \`latest\`.`,
  why: `\`latest\` is whatever was pushed last, and the same Dockerfile builds something else once that moves. A release as tag, or a digest behind the tag, stays.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3007'],
  examples: {
    bad: [
      `FROM debian:latest
     ^^^^^^^^^^^^^ latest is whatever was pushed last; name the version`,
    ],
    good: ['FROM debian:12', 'FROM debian:latest@sha256:94afd1f2e64d908bc90dbca0035a5b567e64d908bc90dbca0035a5b567aaaabb'],
  },
  about: 'frame',
  *check(doc) {
    for (const { from } of doc.stages) {
      const image = baseImage(from)
      if (image?.tag === 'latest' && image.digest === undefined)
        yield { at: image.span, message: 'latest is whatever was pushed last; name the version' }
    }
  },
}
