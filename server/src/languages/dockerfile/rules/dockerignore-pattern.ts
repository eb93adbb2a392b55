import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const dockerignorePattern: Rule<Dockerfile> = {
  id: 'dockerignore-pattern',
  severity: 'error',
  summary: `The patterns of \`.dockerignore\` can be read.`,
  why: `A bracket that is not closed, a backslash at the end or a \`!\` alone ends every build with this context.`,
  source: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  examples: {
    beside: { file: '.dockerignore', text: `[a` },
    bad: [
      `FROM alpine:3.20
^ .dockerignore: the pattern [a cannot be read: a bracket is not closed, or empty
COPY app /app`,
    ],
    good: [],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'dockerignore-pattern'),
}
