import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { replace } from '../../../text/edit.ts'
import type { Fix } from '../../../text/finding.ts'
import type { Dockerfile } from '../document.ts'
import type { RunBody } from '../run-body.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** Links over /bin/sh. */
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
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'ln')) {
      const target = command.args.find(({ text }) => text === '/bin/sh')
      const message = 'a link over /bin/sh changes every script of the image; SHELL changes that of the steps'
      if (target !== undefined) yield atWord(body, target, message, toShell(body, command))
    }
  },
}

/** SHELL instead of a RUN that only makes the link. A choice: scripts that count on the link find the old shell then. */
function toShell({ run, instruction, shell }: RunBody, command: ShellCommand): readonly Fix[] {
  const shellPath = command.args.find(({ text }) => /^\/.*\/(?:bash|zsh|ash|dash)$/.test(text))?.text
  if (shellPath === undefined || run !== instruction || shell.commands.length !== 1 || instruction.heredocs.length > 0) return []
  return [{ title: `Use SHELL ["${shellPath}", "-c"]`, edits: [replace(run.span, `SHELL ["${shellPath}", "-c"]`)], guess: true }]
}
