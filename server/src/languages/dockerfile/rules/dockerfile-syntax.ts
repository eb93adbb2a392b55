import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What BuildKit's parser refuses. */
export const dockerfileSyntax: Rule<Dockerfile> = {
  id: 'dockerfile-syntax',
  severity: 'error',
  summary: 'The text is a Dockerfile.',
  why: 'What BuildKit cannot read ends the build before the first step. Bayplan reads on behind the mistake, so that the rest is checked all the same.',
  source: ['https://docs.docker.com/reference/dockerfile/'],
  examples: {
    bad: [
      `FROM alpine:3.20
ENV A=1 B
        ^ expected name=value, not B`,
    ],
    good: [`FROM alpine:3.20\nENV A=1 B=2`],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'dockerfile-syntax'),
}
