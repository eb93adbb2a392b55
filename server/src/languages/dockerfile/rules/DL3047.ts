import type { Rule } from '../../../rules/rule.ts'
import { hasFlag, hasWord } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, asChoice, atWord, commandsOf } from '../run-check.ts'

/** Progress bars in the log of a build. */
export const dl3047: Rule<Dockerfile> = {
  id: 'DL3047',
  severity: 'info',
  summary: `\`wget\` draws no progress bar.`,
  why: `Without a terminal the bar becomes thousands of lines in the log of the build. \`--progress=dot:giga\` is short, \`-nv\` and \`-q\` shorter still.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3047'],
  examples: {
    bad: [
      `FROM debian:12
RUN wget https://example.com/data.json
    ^^^^ wget fills the log of the build with its progress; add --progress=dot:giga`,
    ],
    good: [
      `FROM debian:12
RUN wget -q https://example.com/a
RUN wget -nv https://example.com/a
RUN wget --progress=dot:giga https://example.com/a
RUN wget -o /log https://example.com/a`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'wget')) {
      if (hasFlag(command, ...quiet) || hasWord(command, '-nv')) continue
      // A choice: the wget of busybox does not know it.
      const fixes = asChoice(addBehind(body, command.name, '--progress=dot:giga'))
      yield atWord(body, command.name, 'wget fills the log of the build with its progress; add --progress=dot:giga', fixes)
    }
  },
}

/** What ends the bar, and what sends it into a file. */
const quiet = ['progress', 'q', 'quiet', 'o', 'output-file', 'a', 'append-output', 'no-verbose']
