import type { Rule } from '../../../rules/rule.ts'
import { hasFlag } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf, isKept, isMounted } from '../run-check.ts'

/** The index that `apk add` leaves behind, where it gets into an image and onto no cache mount. */
export const dl3019: Rule<Dockerfile> = {
  id: 'DL3019',
  severity: 'info',
  summary: `\`apk add\` keeps no index.`,
  why: `Without \`--no-cache\` the index of the repositories stays in the layer. With it, \`apk update\` and \`rm -rf /var/cache/apk/*\` are not needed. A cache mount on \`/var/cache/apk\` keeps it out of the image as well.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3019'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN apk add git=2.45
        ^^^ the index of the repositories stays in the image; add --no-cache`,
    ],
    good: [
      `FROM alpine:3.20
RUN apk add --no-cache git=2.45
RUN --mount=type=cache,target=/var/cache/apk apk add git=2.45`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'apk')) {
      const add = command.args.find(({ text }) => text === 'add')
      if (add === undefined || hasFlag(command, 'no-cache')) continue
      if (!isKept(doc, body) || isMounted(body, '/var/cache/apk', '/etc/apk/cache')) continue
      yield atWord(body, add, 'the index of the repositories stays in the image; add --no-cache', addBehind(body, add, '--no-cache'))
    }
  },
}
