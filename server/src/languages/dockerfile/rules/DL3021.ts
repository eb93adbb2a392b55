import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { withoutQuotes } from '../words.ts'

/** Several sources for a destination that does not say it is a folder. */
export const dl3021: Rule<Dockerfile> = {
  id: 'DL3021',
  severity: 'warning',
  summary: `\`COPY\` of several sources has a directory as destination, written with \`/\` at its end.`,
  why: 'The reference demands it. BuildKit does not refuse a file without it, and then it is up to what is there already whether the sources come to lie in a folder or on one another.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3021'],
  examples: {
    bad: [
      `FROM debian:12
COPY a.txt b.txt /srv
                 ^^^^ several sources need a directory as destination; add / at its end`,
    ],
    good: [
      `FROM debian:12
COPY a.txt b.txt /srv/
COPY a.txt /srv
COPY ["a", "b", "c/"]
COPY a b $DEST`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['COPY'],
  *check(doc) {
    for (const { args, json } of named(doc, 'COPY')) {
      const target = args.at(-1)
      // A variable may bring the slash along.
      if (target === undefined || args.length < 3 || /(?:\/|\$\w+|\$\{[^}]*\})$/.test(withoutQuotes(target.text))) continue
      const at = target.span
      const end = at.end - (json || /["']$/.test(target.text) ? 1 : 0)
      yield {
        at,
        message: 'several sources need a directory as destination; add / at its end',
        fixes: [{ title: 'Add /', edits: [{ span: { start: end, end }, text: '/' }], guess: true }],
      }
    }
  },
}
