import type { Rule } from '../../../rules/rule.ts'
import { insert } from '../../../text/edit.ts'
import { type Dockerfile, named } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'
import { withoutQuotes } from '../words.ts'

/** BuildKit's check WorkdirRelativePath. */
export const workdirRelativePath: Rule<Dockerfile> = {
  id: 'WorkdirRelativePath',
  aliases: ['DL3000'],
  severity: 'warning',
  summary: `The first \`WORKDIR\` of a stage is an absolute path.`,
  why: `A relative one goes on from the working directory of the base image, which may change with its next version. Those behind it count from the first.`,
  source: ['https://docs.docker.com/reference/build-checks/workdir-relative-path/', 'https://github.com/hadolint/hadolint/wiki/DL3000'],
  examples: {
    bad: [
      `FROM nginx:1.27
WORKDIR usr/share/nginx/html
        ^^^^^^^^^^^^^^^^^^^^ usr/share/nginx/html is relative to whatever directory the base image works in; begin it with /`,
    ],
    good: [
      `FROM nginx:1.27
WORKDIR /usr/share/nginx/html`,
    ],
  },
  about: 'stage',
  reads: ['WORKDIR'],
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'WorkdirRelativePath',
      code: 'DL3000',
      theirs: relativePaths(doc),
      say: ({ about, at }, strict) => ({
        message: strict
          ? `${about} is relative to whatever directory the base image works in; begin it with /`
          : `${about} is relative to the WORKDIR above; the whole path reads better`,
        ...(!strict && { severity: 'hint' as const }),
        ...(strict && { fixes: [{ title: 'Begin it with /', guess: true as const, edits: [insert(at.start, '/')] }] }),
      }),
    }),
}

/** hadolint looks at every WORKDIR as it is written. */
function* relativePaths(doc: Dockerfile): Iterable<Place> {
  for (const instruction of named(doc, 'WORKDIR')) {
    const [word] = instruction.args
    const path = word && withoutQuotes(word.text)
    if (word === undefined || path === undefined || /^[/$]|^\p{L}:/u.test(path)) continue
    yield { instruction, at: word.span, about: path }
  }
}
