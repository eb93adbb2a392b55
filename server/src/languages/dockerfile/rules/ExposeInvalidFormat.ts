import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check ExposeInvalidFormat. */
export const exposeInvalidFormat: Rule<Dockerfile> = {
  id: 'ExposeInvalidFormat',
  severity: 'warning',
  summary: `\`EXPOSE\` names ports of the container alone.`,
  why: `Addresses and ports of the host belong to \`docker run --publish\`. They have no effect here, and BuildKit announces that it will refuse them.`,
  source: ['https://docs.docker.com/reference/build-checks/expose-invalid-format/'],
  examples: {
    bad: [
      `FROM alpine:3.20
EXPOSE 127.0.0.1:80:8080
       ^^^^^^^^^^^^^^^^^ EXPOSE takes no address or port of the host; write 8080`,
    ],
    good: [
      `FROM alpine:3.20
EXPOSE 8080`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'ExposeInvalidFormat', ({ about, at, instead = '' }) => {
      const literal = doc.text.slice(at.start, at.end) === about
      return {
        message: `EXPOSE takes no address or port of the host; write ${instead}`,
        ...(literal && { fixes: [{ title: `Write ${instead}`, edits: [replace(at, instead)] }] }),
      }
    }),
}
