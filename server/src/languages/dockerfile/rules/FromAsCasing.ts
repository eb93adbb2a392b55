import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check FromAsCasing. */
export const fromAsCasing: Rule<Dockerfile> = {
  id: 'FromAsCasing',
  severity: 'info',
  summary: `\`AS\` is written in the case of its \`FROM\`.`,
  why: `It is a keyword like \`FROM\`; BuildKit warns where the two differ.`,
  source: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  examples: {
    bad: [
      `FROM alpine:3.20 as base
                 ^^ FROM is written in upper case, as in lower case`,
    ],
    good: [`from alpine:3.20 as base`, `FROM alpine:3.20 AS base`],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'FromAsCasing', ({ about, at, instead = '' }) => {
      const upper = instead === instead.toUpperCase()
      return {
        message: upper
          ? `FROM is written in upper case, ${about} ${caseOf(about)}`
          : `from is written in lower case, ${about} ${caseOf(about)}`,
        fixes: [{ title: `Write ${instead}`, edits: [replace(at, instead)] }],
      }
    }),
}

function caseOf(word: string): string {
  if (word === word.toLowerCase()) return 'in lower case'
  return word === word.toUpperCase() ? 'in upper case' : 'in both'
}
