import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const runMount: Rule<Dockerfile> = {
  id: 'run-mount',
  severity: 'error',
  summary: `The options of \`RUN --mount\` are known and go together.`,
  why: `Types are bind, cache, tmpfs, secret and ssh; each takes options of its own, with commas between them and no blanks.`,
  source: ['https://docs.docker.com/reference/dockerfile/#run---mount'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN --mount=type=cache,tagret=/root/.npm npm ci
                       ^^^^^^ "tagret" is no option of --mount; did you mean target`,
      `FROM alpine:3.20
RUN --mount=type=secret,id=a,source=b make
            ^^^^^^^^^^^^^^^^^^^^^^^^^ a secret has an id or a source, not both`,
    ],
    good: [
      `FROM alpine:3.20
RUN --mount=type=cache,target=/root/.npm,sharing=locked npm ci`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'run-mount'),
}
