import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { refused } from '../notes.ts'

/** What the build refuses about this, each with what to write instead. */
export const addSource: Rule<Dockerfile> = {
  id: 'add-source',
  severity: 'error',
  summary: `\`ADD\` and \`COPY\` take sources they can read.`,
  why: `\`COPY\` takes files from the build context or another stage only; \`ADD\` also downloads files and Git repositories, whose address may carry \`ref\`, \`tag\`, \`branch\`, \`subdir\`, \`checksum\`, \`keep-git-dir\` and \`submodules\`.`,
  source: ['https://docs.docker.com/reference/dockerfile/#add'],
  examples: {
    bad: [
      `FROM alpine:3.20
COPY https://example.com/app.tgz /
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ COPY downloads nothing; ADD does`,
    ],
    good: [
      `FROM alpine:3.20
ADD https://example.com/app.tgz /`,
      `FROM alpine:3.20
ADD https://github.com/moby/buildkit.git?ref=v0.34.1 /src`,
    ],
  },
  about: 'frame',
  check: (doc) => refused(doc, 'add-source'),
}
