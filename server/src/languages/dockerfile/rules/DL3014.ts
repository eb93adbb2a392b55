import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { hasFlag, hasWord } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf } from '../run-check.ts'

/** `apt-get install` that waits for an answer. */
export const dl3014: Rule<Dockerfile> = {
  id: 'DL3014',
  severity: 'warning',
  summary: `\`apt-get install\` is told to ask nothing.`,
  why: `Nobody answers during a build: apt-get reads the end of its input as no and the step fails. \`-y\` answers yes.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3014'],
  examples: {
    bad: [
      `FROM debian:12
RUN apt-get update && apt-get install git=1
                              ^^^^^^^ apt-get install asks for confirmation, and nobody answers in a build; add -y`,
    ],
    good: [
      `FROM debian:12
RUN apt-get install -y git=1
RUN apt-get -qq install git=1
RUN apt-get install --assume-yes git=1
RUN apt-get -q=2 install git=1`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'apt-get')) {
      const install = command.args.find(({ text }) => text === 'install')
      if (install === undefined || saysYes(command)) continue
      yield atWord(
        body,
        install,
        'apt-get install asks for confirmation, and nobody answers in a build; add -y',
        addBehind(body, install, '-y'),
      )
    }
  },
}

/** Two `q` are quiet enough to imply yes, however they are written. */
function saysYes(command: ShellCommand): boolean {
  if (hasFlag(command, 'y', 'yes', 'assume-yes') || hasWord(command, '-q=2', '--quiet=2')) return true
  const quiet = command.args.map(({ text }) => (/^-[a-zA-Z]+$/.test(text) ? text.split('q').length - 1 : text === '--quiet' ? 1 : 0))
  return quiet.reduce((sum: number, count) => sum + count, 0) >= 2
}
