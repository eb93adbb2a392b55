import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'
import { renamed } from '../renamed.ts'

/** BuildKit's check UndefinedArgInFrom. */
export const undefinedArgInFrom: Rule<Dockerfile> = {
  id: 'UndefinedArgInFrom',
  severity: 'warning',
  summary: `\`FROM\` uses variables that an \`ARG\` before the first \`FROM\` declares.`,
  why: `Only those, and the platform variables that BuildKit sets, are known there. Any other is empty, so the name of the image is not what it looks like.`,
  source: ['https://docs.docker.com/reference/build-checks/undefined-arg-in-from/'],
  examples: {
    bad: [
      `ARG VERSION=3.20
FROM alpine:\${VERSOIN}
            ^^^^^^^^^^ VERSOIN is not declared before the first FROM; did you mean VERSION`,
    ],
    good: [
      `ARG VERSION=3.20
FROM alpine:\${VERSION}`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'UndefinedArgInFrom', ({ about, at, instead }) => ({
      message: `${about} is not declared before the first FROM${instead === undefined ? '; write ARG there' : `; did you mean ${instead}`}`,
      ...(instead !== undefined && { fixes: renamed(doc.text, at, about, instead) }),
    })),
}
