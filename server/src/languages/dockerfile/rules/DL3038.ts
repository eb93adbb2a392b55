import type { Rule } from '../../../rules/rule.ts'
import { hasFlag } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf } from '../run-check.ts'

/** dnf and microdnf that wait for an answer. */
export const dl3038: Rule<Dockerfile> = {
  id: 'DL3038',
  severity: 'warning',
  summary: `\`dnf\` is told to ask nothing.`,
  why: `Nobody answers during a build: dnf reads the end of its input as no and the step fails. \`-y\` answers yes.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3038'],
  examples: {
    bad: [
      `FROM fedora:41
RUN dnf install git-2.43
        ^^^^^^^ dnf install asks for confirmation, and nobody answers in a build; add -y`,
    ],
    good: [
      `FROM fedora:41
RUN dnf install -y git-2.43
RUN dnf -y install git-2.43
RUN dnf makecache`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, ...tools)) {
      const word = command.args.find(({ text }) => asking.includes(text))
      if (word === undefined || hasFlag(command, 'y', 'assumeyes')) continue
      const message = `${command.name.text} ${word.text} asks for confirmation, and nobody answers in a build; add -y`
      yield atWord(body, word, message, addBehind(body, word, '-y'))
    }
  },
}

const asking: readonly string[] = ['install', 'groupinstall', 'localinstall']
const tools: readonly string[] = ['dnf', 'microdnf']
