import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { brief, withoutQuotes } from '../words.ts'

/** Whole file systems that are copied. */
export const dl3067: Rule<Dockerfile> = {
  id: 'DL3067',
  severity: 'warning',
  summary: `\`COPY --from\` does not copy a whole file system.`,
  why: 'It brings everything along: what the other stage only built with, its users and its configuration. Naming what is needed keeps the image small and plain.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3067'],
  examples: {
    bad: [
      `FROM debian:12 AS rootfs
FROM scratch
COPY --from=rootfs / /
                   ^ everything of rootfs is copied; name what is needed`,
    ],
    good: [
      `FROM debian:12 AS rootfs
FROM scratch
COPY --from=rootfs /srv /srv`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['COPY'],
  *check(doc) {
    for (const { args, flags } of named(doc, 'COPY')) {
      const from = flags.find(({ name }) => name === 'from')
      if (from === undefined) continue
      const root = args.slice(0, -1).find(({ text }) => withoutQuotes(text) === '/')
      if (root !== undefined && withoutQuotes(args.at(-1)?.text ?? '') === '/')
        yield { at: root.span, message: `everything of ${brief(from.value ?? '')} is copied; name what is needed` }
    }
  },
}
