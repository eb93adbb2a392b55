import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Word } from '../../../syntax/dockerfile.ts'
import { replace } from '../../../text/edit.ts'
import { type Dockerfile, named } from '../document.ts'
import { brief, unquoted } from '../words.ts'

/** Keys of labels that break the conventions of Docker. */
export const dl3048: Rule<Dockerfile> = {
  id: 'DL3048',
  severity: 'hint',
  summary: `The key of a label is made of lower-case letters, digits and \`. - _ /\`, and is not one of Docker's own.`,
  why: `It begins with a letter and ends with a letter or digit, without two separators in a row. \`com.docker\`, \`io.docker\` and \`org.dockerproject\` are reserved.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3048'],
  examples: {
    bad: [
      `FROM debian:12
LABEL Version=1 com.docker.x=1 a..b=2
      ^^^^^^^ label key Version begins with something else than a lower-case letter
                ^^^^^^^^^^^^ label key com.docker.x begins with a name that Docker keeps for itself
                               ^^^^ label key a..b has two separators in a row`,
    ],
    good: [
      `FROM debian:12
LABEL org.opencontainers.image.title="service" a_b=1 a/b=2 maintainer=me`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    for (const { pairs } of named(doc, 'LABEL')) {
      for (const { key } of pairs) {
        const wrong = fault(unquoted(key.text, doc.tree.escape))
        if (wrong !== undefined) yield { at: key.span, message: `label key ${brief(key.text)} ${wrong}`, ...inLowerCase(key) }
      }
    }
  },
}

/** Lower case, where that is all that is missing. A choice: somebody may look for the label by its name. */
function inLowerCase({ text, span }: Word): Pick<Problem, 'fixes'> {
  const lower = text.toLowerCase()
  const mends = lower !== text && !/["'\\$]/.test(text) && fault(lower) === undefined
  return mends ? { fixes: [{ title: `Change to ${lower}`, edits: [replace(span, lower)], guess: true }] } : {}
}

function fault(key: string): string | undefined {
  if (!/^[a-z]/.test(key)) return 'begins with something else than a lower-case letter'
  if (!/[a-z0-9]$/.test(key)) return 'ends with something else than a lower-case letter or digit'
  const other = /[^a-z0-9._/-]/u.exec(key)
  if (other !== null) return `contains ${JSON.stringify(other[0])}`
  if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key)) return 'begins with a name that Docker keeps for itself'
  return /\.\.|--/.test(key) ? 'has two separators in a row' : undefined
}
