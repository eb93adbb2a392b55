import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const stagePlatform: Rule<Dockerfile> = {
  id: 'stage-platform',
  severity: 'error',
  summary: `\`FROM --platform\` names a platform.`,
  why: `It has the form \`OS/ARCH[/VARIANT]\`; an operating system or an architecture alone will do. A variable needs a value even when the build gives none.`,
  source: ['https://docs.docker.com/reference/dockerfile/#from'],
  examples: {
    bad: [
      `FROM --platform=linux/amd64,linux/arm64 alpine:3.20
                ^^^^^^^^^^^^^^^^^^^^^^^ "amd64,linux" is no part of a platform in "linux/amd64,linux/arm64"; it has the form OS/ARCH[/VARIANT]`,
      `FROM --platform=$TARGETPLATFROM alpine:3.20
                ^^^^^^^^^^^^^^^ $TARGETPLATFROM is empty when the build gives no value; did you mean TARGETPLATFORM`,
    ],
    good: [`FROM --platform=$BUILDPLATFORM alpine:3.20`],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'stage-platform'),
}
