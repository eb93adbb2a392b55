import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { withoutQuotes } from '../words.ts'

/** hadolint rule DL3021. */
export const dl3021: Rule<Dockerfile> = {
  id: 'DL3021',
  severity: 'error',
  summary: `\`COPY\` of several sources has a directory as destination, written with \`/\` at its end.`,
  why: `The build refuses anything else: \`the destination must be a directory and end with a /\`.`,
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
COPY ["a", "b", "c/"]`,
    ],
  },
  *check(doc) {
    for (const { keyword, args, json } of doc.instructions) {
      const target = args.at(-1)
      if (keyword !== 'COPY' || target === undefined || args.length < 3 || withoutQuotes(target.text).endsWith('/')) continue
      const at = target.span
      const end = at.end - (json || /["']$/.test(target.text) ? 1 : 0)
      yield {
        at,
        message: 'several sources need a directory as destination; add / at its end',
        fixes: [{ title: 'Add /', edits: [{ span: { start: end, end }, text: '/' }] }],
        // A variable may bring the slash along.
        ...(target.text.startsWith('$') && { severity: 'warning' as const }),
      }
    }
  },
}
