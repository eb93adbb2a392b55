import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand, ShellWord } from '../../../syntax/shell.ts'
import { hasWord } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of Ruby gems. */
export const dl3028: Rule<Dockerfile> = {
  id: 'DL3028',
  severity: 'warning',
  summary: `\`gem install\` names the version of every gem.`,
  why: `The same Dockerfile installs another release tomorrow. \`gem install name:version\`, or \`-v version\` for a single gem, keeps what was tested.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3028'],
  examples: {
    bad: [
      `FROM ruby:3.3
RUN gem install rails:7.1.3 puma
                            ^^^^ puma has no version; write puma:VERSION`,
    ],
    good: [
      `FROM ruby:3.3
RUN gem install rails:7.1.3
RUN gem install rails -v 7.1.3
RUN gem install rails --version=7.1.3`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'gem')) {
      const { command } = called
      if (!hasWord(command, 'install', 'i') || hasWord(command, '-v', '--version')) continue
      if (command.args.some(({ text }) => text.startsWith('--version='))) continue
      const gems = unflagged(command).filter(({ text }) => !['install', 'i', '--'].includes(text))
      yield* unpinned(doc, called, gems, pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed: (name) => name.includes(':'),
  write: (name) => `${name}:VERSION`,
}

/** The words that neither begin with a dash nor stand behind one that does: such a word may be its value. */
function unflagged({ args }: ShellCommand): readonly ShellWord[] {
  return args.filter(({ text }, index) => !text.startsWith('-') && !args[index - 1]?.text.startsWith('-'))
}
