import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { ofModules, ofPackages, valued } from '../rpm.ts'
import { commandsOf } from '../run-check.ts'
import { unpinned } from '../unpinned.ts'

/** Versions of packages and modules that yum installs. */
export const dl3033: Rule<Dockerfile> = {
  id: 'DL3033',
  severity: 'warning',
  summary: `\`yum install\` names the version of every package.`,
  why: `The same Dockerfile installs another release tomorrow. \`package-version\` keeps what was tested, of a module \`module:stream\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3033'],
  examples: {
    bad: [
      `FROM rockylinux:9.3
RUN yum install -y git tar-1.34
                   ^^^ git has no version; write git-VERSION`,
      `FROM rockylinux:9.3
RUN yum module install -y nodejs
                          ^^^^^^ nodejs has no version; write nodejs:STREAM`,
    ],
    good: [
      `FROM rockylinux:9.3
RUN yum install -y git-2.43.0-1.el9 own.rpm
RUN yum module install -y nodejs:18`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'yum')) {
      const { command } = called
      if (!hasWord(command, 'install')) continue
      const packages = operands(command, ...valued).filter(({ text }) => text !== 'install' && text !== 'module')
      yield* unpinned(doc, called, packages, hasWord(command, 'module') ? ofModules : ofPackages)
    }
  },
}
