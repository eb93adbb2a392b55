import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const copyFlags: Rule<Dockerfile> = {
  id: 'copy-flags',
  severity: 'error',
  summary: `\`--chmod\`, \`--chown\` and \`--checksum\` have values that can be used.`,
  why: `A mode is octal up to 7777 or symbolic, as \`chmod\` takes it. With \`--link\` an owner is a number, since there is no \`/etc/passwd\` to look in. A checksum goes with one source that is downloaded.`,
  source: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPY --chmod=999 app /app
             ^^^ "999" is no octal number; a mode has the digits 0 to 7, as in 0755`,
      `FROM alpine:3.20
ADD --checksum=sha256:24 https://example.com/a.tgz /
               ^^^^^^^^^ the digest has 2 digits; sha256 has 64`,
    ],
    good: [
      `FROM alpine:3.20
COPY --chmod=u=rwX,go=rX --chown=1000:1000 --link app /app`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'copy-flags'),
}
