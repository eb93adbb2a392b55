import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check CopyIgnoredFile. */
export const copyIgnoredFile: Rule<Dockerfile> = {
  id: 'CopyIgnoredFile',
  severity: 'warning',
  summary: `Files that are copied are not left out by \`.dockerignore\`.`,
  why: `What it leaves out never reaches the build, which then says \`not found\` about a file that is there.`,
  source: ['https://docs.docker.com/reference/build-checks/copy-ignored-file/'],
  examples: {
    beside: {
      file: '.dockerignore',
      text: `logs
*.md`,
    },
    bad: [
      `FROM alpine:3.20
COPY logs/today.log /srv/
     ^^^^^^^^^^^^^^ .dockerignore leaves logs/today.log out, so the build does not find it`,
    ],
    good: [
      `FROM alpine:3.20
COPY app /app`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'CopyIgnoredFile', ({ about }) => ({ message: `.dockerignore leaves ${about} out, so the build does not find it` })),
}
