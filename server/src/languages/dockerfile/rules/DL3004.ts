import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { remove } from '../../../text/edit.ts'
import type { Fix } from '../../../text/finding.ts'
import type { Dockerfile } from '../document.ts'
import type { RunBody } from '../run-body.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** `sudo`, where USER decides who runs a step. */
export const dl3004: Rule<Dockerfile> = {
  id: 'DL3004',
  severity: 'warning',
  summary: `A build step does not use \`sudo\`.`,
  why: `A RUN is run by the user that \`USER\` names, root unless it says otherwise, so \`sudo\` is either without effect or asks for a password that nobody types. \`USER root\` before the step and another \`USER\` behind it do the same; at run time \`gosu\` or \`su-exec\` drop rights without a process in between.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3004'],
  examples: {
    bad: [
      `FROM debian:12
RUN sudo apt-get update
    ^^^^ sudo does nothing for root and asks others for a password; USER says who runs a step`,
    ],
    good: [
      `FROM debian:12
RUN echo sudo
RUN sh -c "sudo ls"`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'sudo'))
      yield atWord(
        body,
        command.name,
        'sudo does nothing for root and asks others for a password; USER says who runs a step',
        without(body, command),
      )
  },
}

/** Takes `sudo` away where it has no options of its own. A choice: the step may be one of another user. */
function without(body: RunBody, { name, args }: ShellCommand): readonly Fix[] {
  const [first] = args
  if (first === undefined || first.text.startsWith('-') || body.run.json) return []
  const where = { start: body.at(name).start, end: body.at(first).start }
  return [{ title: 'Remove sudo', edits: [remove(where)], guess: true }]
}
