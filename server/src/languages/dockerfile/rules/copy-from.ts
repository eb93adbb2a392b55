import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const copyFrom: Rule<Dockerfile> = {
  id: 'copy-from',
  severity: 'error',
  summary: `\`--from\` and \`from=\` name an image or an earlier stage.`,
  why: `A stage is named by its name or its number, which counts from 0. It takes no variables: name a stage whose \`FROM\` has the variable.`,
  source: ['https://docs.docker.com/reference/dockerfile/#copy---from'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPY --from=3 /a /b
            ^ there is no stage 3; they are counted from 0 to 0`,
      `FROM alpine:3.20 AS a
COPY --from=b /x /x
            ^ the stage b comes later; COPY takes files from earlier stages only
FROM alpine:3.20 AS b`,
    ],
    good: [
      `FROM alpine:3.20 AS a
FROM alpine:3.20
COPY --from=a /x /x
COPY --from=nginx:1.27 /etc/nginx /etc/nginx`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'copy-from'),
}
