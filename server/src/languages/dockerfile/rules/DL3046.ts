import type { Rule } from '../../../rules/rule.ts'
import { hasFlag, valuesOf } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, commandsOf } from '../run-check.ts'
import { brief } from '../words.ts'

/** Large user ids, which make the login logs grow. */
export const dl3046: Rule<Dockerfile> = {
  id: 'DL3046',
  severity: 'warning',
  summary: `\`useradd\` with a large user id keeps no login log.`,
  why: `useradd makes \`/var/log/lastlog\` and \`/var/log/faillog\` as long as the id is large: sparse files that become gigabytes once a layer stores them. \`-l\` (\`--no-log-init\`) leaves them alone.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3046'],
  examples: {
    bad: [
      `FROM debian:12
RUN useradd -u 123456 app
               ^^^^^^ user id 123456 makes the login logs of the layer grow with it; add -l`,
    ],
    good: [
      `FROM debian:12
RUN useradd -l -u 123456 app
RUN useradd -u 12345 app
RUN useradd app`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'useradd')) {
      if (hasFlag(command, 'l', 'no-log-init')) continue
      const id = valuesOf(command, ['u']).find(({ text }) => text.length > 5)
      if (id === undefined) continue
      const message = `user id ${id.literal ? brief(id.text) : 'from a variable'} makes the login logs of the layer grow with it; add -l`
      yield atWord(body, id, message, addBehind(body, command.name, '-l'))
    }
  },
}
