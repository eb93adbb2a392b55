import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import { hasFlag, hasWord } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { insertAbove } from '../insert-above.ts'
import { runBodies, scriptOf } from '../run-body.ts'

/** Pipes whose first parts may fail unnoticed. */
export const dl4006: Rule<Dockerfile> = {
  id: 'DL4006',
  severity: 'warning',
  summary: 'A step with a pipe is run by a shell that notices when its first part fails.',
  why: `A pipe succeeds when its last command does: \`curl ... | tar -x\` goes on after a failed download. \`SHELL ["/bin/bash", "-o", "pipefail", "-c"]\` before it makes the step fail; on Alpine \`/bin/ash -eo pipefail -c\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL4006'],
  examples: {
    bad: [
      `FROM debian:12
RUN curl https://example.com/a | tar -x
    ^^^^ of this pipe only the last command can fail the step; set SHELL with -o pipefail before it`,
    ],
    good: [
      `FROM debian:12
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl https://example.com/a | tar -x`,
      `FROM debian:12
SHELL ["powershell", "-Command"]
RUN a | b`,
      `FROM debian:12
RUN sh -c "a | b" || c`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'SHELL'],
  *check(doc) {
    const bodies = new Map(runBodies(doc).map((body) => [body.instruction, body]))
    let safe = false
    for (const instruction of doc.instructions) {
      if (instruction.keyword === 'FROM') safe = false
      if (instruction.keyword === 'SHELL') safe = noticesFailure(instruction)
      const body = instruction.keyword === 'RUN' ? bodies.get(instruction) : undefined
      const [pipe] = body?.shell.pipes ?? []
      if (safe || body === undefined || pipe === undefined) continue
      const first = body.shell.commands.find(({ start }) => start >= pipe.start)?.name ?? pipe
      const message = 'of this pipe only the last command can fail the step; set SHELL with -o pipefail before it'
      const shell = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'
      // A choice: not every image has a bash.
      yield {
        at: body.at(first),
        message,
        fixes: [{ title: `Add ${shell}`, edits: [insertAbove(doc.text, instruction, shell)], guess: true }],
      }
    }
  },
}

const shells = /^(?:\/(?:.*\/)?)?(?:bash|zsh|ash)$/

/** Whether the shell is told to look at every command of a pipe, or is none that has pipes of this kind. */
function noticesFailure(shell: Instruction): boolean {
  const { script, shell: read } = scriptOf(shell, [])
  if (/^(?:pwsh|powershell|cmd)/.test(script)) return true
  return read.commands.some((command) => {
    return shells.test(command.name.text) && hasFlag(command, 'o') && hasWord(command, 'pipefail')
  })
}
