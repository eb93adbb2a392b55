import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check ExposeProtoCasing. */
export const exposeProtoCasing: Rule<Dockerfile> = {
  id: 'ExposeProtoCasing',
  severity: 'info',
  summary: `The protocol of a port is written in lower case.`,
  why: `The other spelling works today; BuildKit warns of it.`,
  source: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  examples: {
    bad: [
      `FROM alpine:3.20
EXPOSE 80/TCP
       ^^^^^^ the protocol of 80/TCP is written in lower case, 80/tcp`,
    ],
    good: [
      `FROM alpine:3.20
EXPOSE 80/tcp`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'ExposeProtoCasing', ({ about, at }) => {
      const instead = about.replace(/[^/]*$/, (protocol) => protocol.toLowerCase())
      const literal = doc.text.slice(at.start, at.end) === about
      return {
        message: `the protocol of ${about} is written in lower case, ${instead}`,
        ...(literal && { fixes: [{ title: `Write ${instead}`, edits: [replace(at, instead)] }] }),
      }
    }),
}
