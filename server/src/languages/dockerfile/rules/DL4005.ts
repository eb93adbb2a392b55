import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** hadolint rule DL4005. */
export const dl4005: Rule<Dockerfile> = {
  id: 'DL4005',
  severity: 'warning',
  summary: `\`SHELL\` changes the shell of the steps, not a link.`,
  why: `A link over \`/bin/sh\` changes every script of the image, those of its packages too. \`SHELL ["/bin/bash", "-c"]\` changes what the steps are run with.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL4005'],
  examples: {
    bad: [
      `FROM debian:12
RUN ln -sf /bin/bash /bin/sh
                     ^^^^^^^ a link over /bin/sh changes every script of the image; SHELL changes that of the steps`,
    ],
    good: [
      `FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN ln -s /opt/a /opt/b`,
    ],
  },
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'ln')) {
      const target = command.args.find(({ text }) => text === '/bin/sh')
      if (target !== undefined)
        yield atWord(body, target, 'a link over /bin/sh changes every script of the image; SHELL changes that of the steps')
    }
  },
}
