import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** Upgrades of the whole distribution in a build. */
export const dl3035: Rule<Dockerfile> = {
  id: 'DL3035',
  severity: 'warning',
  summary: `\`zypper dist-upgrade\` is not part of a build.`,
  why: 'A distribution upgrade may change the release of the base image underneath its tag, and nothing in the Dockerfile says to which. A newer base image does.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3035'],
  examples: {
    bad: [
      `FROM opensuse/leap:15.6
RUN zypper -n dup
              ^^^ zypper dup changes the release behind the tag of the base image; take a newer base image`,
    ],
    good: [
      `FROM opensuse/leap:15.6
RUN zypper -n update`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'zypper')) {
      const word = command.args.find(({ text }) => text === 'dist-upgrade' || text === 'dup')
      if (word !== undefined)
        yield atWord(body, word, `zypper ${word.text} changes the release behind the tag of the base image; take a newer base image`)
    }
  },
}
