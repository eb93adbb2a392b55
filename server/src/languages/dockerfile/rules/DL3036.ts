import type { Rule } from '../../../rules/rule.ts'
import { calls } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addCommand, atWord, bodiesWith, isKept, isMounted } from '../run-check.ts'

/** The cache that zypper leaves behind, where it gets into an image and onto no cache mount. */
export const dl3036: Rule<Dockerfile> = {
  id: 'DL3036',
  severity: 'warning',
  summary: `\`zypper clean\` ends a step that installs with zypper.`,
  why: `The packages and indexes that zypper fetched stay in the layer, and a later step cannot take them out of it again. A cache mount on \`/var/cache/zypp\` keeps them out from the start.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3036'],
  examples: {
    bad: [
      `FROM opensuse/leap:15.6
RUN zypper -n in git=2.43
              ^^ the cache of zypper stays in the image; end the step with zypper clean`,
    ],
    good: [
      `FROM opensuse/leap:15.6
RUN zypper -n in git=2.43 && zypper clean
RUN --mount=type=cache,target=/var/cache/zypp zypper -n in git=2.43`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const body of bodiesWith(doc, 'zypper')) {
      const { commands } = body.shell
      const used = commands.findIndex((command) => calls(command, 'zypper', 'install', 'in'))
      const cleaned = commands.findIndex((command) => calls(command, 'zypper', 'clean', 'cc'))
      const word = commands[used]?.args.find(({ text }) => text === 'install' || text === 'in')
      if (word === undefined || used < cleaned || !isKept(doc, body) || isMounted(body, '/var/cache/zypp')) continue
      yield atWord(body, word, 'the cache of zypper stays in the image; end the step with zypper clean', addCommand(body, 'zypper clean'))
    }
  },
}
