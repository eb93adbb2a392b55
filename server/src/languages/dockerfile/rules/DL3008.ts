import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of Debian packages. */
export const dl3008: Rule<Dockerfile> = {
  id: 'DL3008',
  severity: 'warning',
  summary: `\`apt-get install\` names the version of every package.`,
  why: `The same Dockerfile builds another image tomorrow, because the archive moves on. \`package=version\` keeps what was tested. Where the distribution itself is the promise, a fixed tag or digest of the base image and a snapshot archive do it too.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3008'],
  examples: {
    bad: [
      `FROM debian:12
RUN apt-get update && apt-get install -y \\
      curl=7.88.1-10+deb12u12 \\
      git \\
      ^^^ git and 1 more have no version; write git=VERSION
      $EXTRA`,
    ],
    good: [
      `FROM debian:12
RUN apt-get install -y curl=7.88.1-10 ./local.deb git/bookworm
RUN apt-get install -t bookworm-backports git=$GIT
RUN sudo apt-get install git`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'apt-get')) {
      if (!hasWord(called.command, 'install')) continue
      const packages = operands(called.command, 't', 'target-release', 'c', 'config-file', 'o', 'option', 'a', 'host-architecture').filter(
        ({ text }) => text !== 'install',
      )
      yield* unpinned(doc, called, packages, pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed: (name) => /[=/]|\.deb$/.test(name),
  write: (name) => `${name}=VERSION`,
}
