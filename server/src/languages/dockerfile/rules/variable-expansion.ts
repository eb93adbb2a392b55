import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const variableExpansion: Rule<Dockerfile> = {
  id: 'variable-expansion',
  severity: 'error',
  summary: `Variables and quotes in arguments can be read.`,
  why: `Quotes are closed, braces too, and behind the name stands one of the modifiers \`:-\`, \`-\`, \`:+\`, \`+\`, \`:?\`, \`?\`, \`#\`, \`##\`, \`%\`, \`%%\`, \`/\` and \`//\`. \`\${NAME:?}\` refuses a value that is missing.`,
  source: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  examples: {
    bad: [
      `FROM alpine:3.20
ENV NAME="\${NAME@Q}"
         ^^^^^^^^^^^ \${NAME...} has no modifier @`,
    ],
    good: [
      `FROM alpine:3.20
ENV NAME=\${NAME:-x}`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'variable-expansion'),
}
