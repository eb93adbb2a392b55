import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { calls } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addCommand, atWord, bodiesWith, isKept, isMounted } from '../run-check.ts'

/** The cache that yum leaves behind, where it gets into an image and onto no cache mount. */
export const dl3032: Rule<Dockerfile> = {
  id: 'DL3032',
  severity: 'warning',
  summary: `\`yum clean all\` ends a step that installs with yum.`,
  why: `The packages and indexes that yum fetched stay in the layer, and a later \`RUN yum clean all\` cannot take them out of it again.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3032'],
  examples: {
    bad: [
      `FROM rockylinux:9.3
RUN yum install -y git-2.43
        ^^^^^^^ the cache of yum stays in the image; end the step with yum clean all`,
    ],
    good: [
      `FROM rockylinux:9.3
RUN yum install -y git-2.43 && yum clean all
RUN yum makecache`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const body of bodiesWith(doc, 'yum')) {
      const { commands } = body.shell
      const word = commands.find((command) => calls(command, 'yum', ...installing))?.args.find(({ text }) => installing.includes(text))
      if (word === undefined || commands.some(cleans) || !isKept(doc, body) || isMounted(body, '/var/cache/yum')) continue
      yield atWord(body, word, 'the cache of yum stays in the image; end the step with yum clean all', addCommand(body, 'yum clean all'))
    }
  },
}

const installing = ['install']

function cleans(command: ShellCommand): boolean {
  return calls(command, 'yum', 'clean', 'all') || calls(command, 'rm', '-rf', '/var/cache/yum/*')
}
