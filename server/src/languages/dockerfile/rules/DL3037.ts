import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf, unpinned } from '../run-check.ts'
import { brief } from '../words.ts'

/** hadolint rule DL3037. */
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
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'zypper')) {
      if (!hasWord(command, 'install', 'in')) continue
      const open = operands(command).filter(({ text }) => text !== 'install' && text !== 'in' && !/[=<>]|\.rpm$/.test(text))
      yield* unpinned(body, open, `write ${open[0]?.literal ? brief(open[0].text) : 'PACKAGE'}=VERSION`)
    }
  },
}
