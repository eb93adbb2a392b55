import type { Rule } from '../../../rules/rule.ts'
import { hasFlag } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, asChoice, atWord, commandsOf } from '../run-check.ts'

/** Packages that Debian installs unasked. */
export const dl3015: Rule<Dockerfile> = {
  id: 'DL3015',
  severity: 'info',
  summary: `\`apt-get install\` leaves out what is only recommended.`,
  why: `Debian installs recommended packages too, often several times the size of what was asked for. \`--no-install-recommends\` leaves them out; what is really needed is then named.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3015'],
  examples: {
    bad: [
      `FROM debian:12
RUN apt-get install -y git=1
            ^^^^^^^ recommended packages are installed too; add --no-install-recommends`,
    ],
    good: [
      `FROM debian:12
RUN apt-get install -y --no-install-recommends git=1
RUN apt-get install -y -o APT::Install-Recommends=false git=1`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'apt-get')) {
      const install = command.args.find(({ text }) => text === 'install')
      if (install === undefined) continue
      if (
        hasFlag(command, 'no-install-recommends') ||
        command.args.some(({ text }) => /^APT::Install-Recommends=(?:false|0|no|off)$/i.test(text))
      )
        continue
      // A choice: something may have come along that is needed.
      const fixes = asChoice(addBehind(body, install, '--no-install-recommends'))
      yield atWord(body, install, 'recommended packages are installed too; add --no-install-recommends', fixes)
    }
  },
}
