import type { Rule } from '../../../rules/rule.ts'
import { hasFlag } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf } from '../run-check.ts'

/** `yum install` that waits for an answer. */
export const dl3030: Rule<Dockerfile> = {
  id: 'DL3030',
  severity: 'warning',
  summary: `\`yum\` is told to ask nothing.`,
  why: `Nobody answers during a build: yum reads the end of its input as no and the step fails. \`-y\` answers yes.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3030'],
  examples: {
    bad: [
      `FROM fedora:41
RUN yum install git-2.43
        ^^^^^^^ yum install asks for confirmation, and nobody answers in a build; add -y`,
    ],
    good: [
      `FROM fedora:41
RUN yum install -y git-2.43
RUN yum -y install git-2.43
RUN yum makecache`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'yum')) {
      const word = command.args.find(({ text }) => asking.includes(text))
      if (word === undefined || hasFlag(command, 'y', 'assumeyes')) continue
      const message = `${command.name.text} ${word.text} asks for confirmation, and nobody answers in a build; add -y`
      yield atWord(body, word, message, addBehind(body, word, '-y'))
    }
  },
}

const asking: readonly string[] = ['install', 'groupinstall', 'localinstall']
