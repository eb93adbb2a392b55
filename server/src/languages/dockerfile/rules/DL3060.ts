import type { Rule } from '../../../rules/rule.ts'
import { calls } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addCommand, atWord, bodiesWith, isKept, isMounted } from '../run-check.ts'

/** The cache that yarn leaves behind, where it gets into an image and onto no cache mount. */
export const dl3060: Rule<Dockerfile> = {
  id: 'DL3060',
  severity: 'info',
  summary: `\`yarn cache clean\` ends a step that installs with yarn.`,
  why: `Yarn keeps every package twice: in \`node_modules\` and in its cache, which stays in the layer. A cache mount keeps it out from the start.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3060'],
  examples: {
    bad: [
      `FROM node:22
RUN yarn install
         ^^^^^^^ the cache of yarn stays in the image; end the step with yarn cache clean`,
    ],
    good: [
      `FROM node:22
RUN yarn install && yarn cache clean
RUN --mount=type=cache,target=/root/.cache/yarn yarn install`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const body of bodiesWith(doc, 'yarn')) {
      const { commands } = body.shell
      const used = commands.findIndex((command) => calls(command, 'yarn', 'install'))
      const cleaned = commands.findIndex((command) => calls(command, 'yarn', 'cache', 'clean'))
      const word = commands[used]?.args.find(({ text }) => text === 'install')
      if (word === undefined || used < cleaned || !isKept(doc, body) || isMounted(body, '.cache/yarn', '/usr/local/share/.cache/yarn'))
        continue
      yield atWord(
        body,
        word,
        'the cache of yarn stays in the image; end the step with yarn cache clean',
        addCommand(body, 'yarn cache clean'),
      )
    }
  },
}
