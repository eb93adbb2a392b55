import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import type { Fix } from '../../../text/finding.ts'
import type { Dockerfile } from '../document.ts'
import { insertAbove } from '../insert-above.ts'
import type { RunBody } from '../run-body.ts'
import { atWord, commandsOf } from '../run-check.ts'
import { brief } from '../words.ts'

/** `cd`, whose effect ends with its RUN. */
export const dl3003: Rule<Dockerfile> = {
  id: 'DL3003',
  severity: 'warning',
  summary: `\`WORKDIR\` changes the directory, not \`cd\`.`,
  why: `A \`cd\` holds until the end of its RUN only, and every later instruction starts again where it was. \`WORKDIR\` says it once, creates the directory, and is there for whoever looks at the image.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3003'],
  examples: {
    bad: [
      `FROM debian:12
RUN cd /srv && make
    ^^ cd holds for this RUN only; WORKDIR /srv holds for everything behind it`,
    ],
    good: [
      `FROM debian:12
WORKDIR /srv
RUN make
RUN echo cd`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'cd')) {
      yield atWord(body, command.name, message(command), toWorkdir(doc, command, body))
    }
  },
}

function message({ args }: ShellCommand): string {
  const target = args[0]?.literal ? ` ${brief(args[0].text)}` : ''
  return `cd holds for this RUN only; WORKDIR${target} holds for everything behind it`
}

/**
 * Puts a WORKDIR before the RUN instead of the cd it begins with. A choice: later instructions then start there too, and WORKDIR
 * makes a directory where cd would have failed.
 */
function toWorkdir({ text }: Dockerfile, command: ShellCommand, body: RunBody): readonly Fix[] {
  const [target, ...more] = command.args
  const { run, instruction, shell } = body
  const simple = target?.literal === true && target.text.startsWith('/') && more.length === 0 && !/\s/.test(target.text)
  if (!simple || shell.commands[0] !== command || run.json || run !== instruction || instruction.heredocs.length > 0) return []
  const { start } = body.at(command)
  const { end } = body.at(target)
  const and = /^(?:[^\S\n]|[\\`][^\S\n]*\n)*&&(?:[^\S\n]|[\\`][^\S\n]*\n)*/.exec(text.slice(end, end + 200))
  if (and === null) return []
  const before = insertAbove(text, instruction, `WORKDIR ${target.text}`)
  return [
    {
      title: `Put WORKDIR ${target.text} before the RUN`,
      edits: [before, { span: { start, end: end + and[0].length }, text: '' }],
      guess: true,
    },
  ]
}
