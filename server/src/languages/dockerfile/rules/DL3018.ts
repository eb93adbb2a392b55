import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of Alpine packages. */
export const dl3018: Rule<Dockerfile> = {
  id: 'DL3018',
  severity: 'warning',
  summary: `\`apk add\` names the version of every package.`,
  why: `The same Dockerfile installs another release tomorrow. \`package=version\` keeps what was tested, \`package~version\` any build of it. Alpine drops old versions from a branch, so a pinned package belongs to a pinned base image.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3018'],
  examples: {
    bad: [
      `FROM alpine:3.20
RUN apk add --no-cache git tini=0.19.0-r3
                       ^^^ git has no version; write git=VERSION`,
    ],
    good: [
      `FROM alpine:3.20
RUN apk add --no-cache --virtual .deps git=2.45 bash~5.2 ./own.apk
RUN apk add -t .deps -X https://example.com/x "curl>=8"`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'apk')) {
      if (!hasWord(called.command, 'add')) continue
      const packages = operands(called.command, ...valued).filter(({ text }) => text !== 'add')
      yield* unpinned(doc, called, packages, pinning)
    }
  },
}

/** The options of apk whose value is a word of its own. */
const valued = ['t', 'virtual', 'repository', 'X', 'p', 'root', 'arch', 'keys-dir', 'repositories-file', 'cache-dir', 'wait']

const pinning: Pinning = {
  isFixed: (name) => /[=~]|\.apk$/.test(name),
  write: (name) => `${name}=VERSION`,
}
