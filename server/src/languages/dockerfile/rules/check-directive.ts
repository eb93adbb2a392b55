import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const checkDirective: Rule<Dockerfile> = {
  id: 'check-directive',
  severity: 'error',
  summary: `The options of \`# check=\` can be read.`,
  why: `They are \`skip=NAMES\`, \`error=true\` and \`experimental=NAMES\`, with \`;\` between them and no blank. Anything else ends the build before it begins.`,
  source: ['https://docs.docker.com/reference/dockerfile/#check'],
  examples: {
    bad: [
      `# check=skip:all
        ^^^^^^^^ "skip:all" is no option of check; it takes skip=NAMES, error=true and experimental=NAMES
FROM alpine:3.20`,
    ],
    good: [
      `# check=skip=all;error=true
FROM alpine:3.20`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'check-directive'),
}
