import type { Rule } from '../../../rules/rule.ts'
import { hasFlag } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf } from '../run-check.ts'

/** zypper that waits for an answer. */
export const dl3034: Rule<Dockerfile> = {
  id: 'DL3034',
  severity: 'warning',
  summary: `\`zypper\` is told to ask nothing.`,
  why: `Nobody answers during a build: zypper reads the end of its input as no and the step fails. \`-y\` answers yes.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3034'],
  examples: {
    bad: [
      `FROM fedora:41
RUN zypper install git-2.43
           ^^^^^^^ zypper install asks for confirmation, and nobody answers in a build; add -y`,
    ],
    good: [
      `FROM fedora:41
RUN zypper install -y git-2.43
RUN zypper -y install git-2.43
RUN zypper makecache`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'zypper')) {
      const word = command.args.find(({ text }) => asking.includes(text))
      if (word === undefined || hasFlag(command, 'non-interactive', 'n', 'no-confirm', 'y')) continue
      const message = `${command.name.text} ${word.text} asks for confirmation, and nobody answers in a build; add -y`
      yield atWord(body, word, message, addBehind(body, word, '-y'))
    }
  },
}

const asking: readonly string[] = ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch']
