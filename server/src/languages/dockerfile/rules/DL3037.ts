import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of packages that zypper installs. */
export const dl3037: Rule<Dockerfile> = {
  id: 'DL3037',
  severity: 'warning',
  summary: `\`zypper install\` names the version of every package.`,
  why: `The same Dockerfile installs another release tomorrow. \`package=version\` keeps what was tested.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3037'],
  examples: {
    bad: [
      `FROM opensuse/leap:15.6
RUN zypper -n in git tar=1.34
                 ^^^ git has no version; write git=VERSION`,
    ],
    good: [
      `FROM opensuse/leap:15.6
RUN zypper -n in git=2.43 "tar>=1.3" own.rpm`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'zypper')) {
      if (!hasWord(called.command, 'install', 'in')) continue
      const packages = operands(called.command, 't', 'type', 'r', 'repo', 'from', 'R', 'root').filter(
        ({ text }) => text !== 'install' && text !== 'in',
      )
      yield* unpinned(doc, called, packages, pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed: (name) => /[=<>]|\.rpm$/.test(name),
  write: (name) => `${name}=VERSION`,
}
