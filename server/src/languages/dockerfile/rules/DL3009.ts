import type { Rule } from '../../../rules/rule.ts'
import type { ShellWord } from '../../../syntax/shell.ts'
import { calls } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import type { RunBody } from '../run-body.ts'
import { addCommand, asChoice, atWord, bodiesWith, isKept, isMounted } from '../run-check.ts'

/** What `apt-get update` leaves behind, where it gets into an image and onto no cache mount. */
export const dl3009: Rule<Dockerfile> = {
  id: 'DL3009',
  severity: 'info',
  summary: 'A step that fetches the lists of apt takes them away again.',
  why: `What \`apt-get update\` fetches stays in the layer, and a later step cannot take it out again. \`rm -rf /var/lib/apt/lists/*\` at the end of the same RUN does, a cache mount on \`/var/lib/apt/lists\` keeps it out from the start. Stages of which nothing is built on are not meant.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3009'],
  examples: {
    bad: [
      `FROM debian:12
RUN apt-get update && apt-get install -y git=1
            ^^^^^^ the lists of apt stay in the image; end the step with rm -rf /var/lib/apt/lists/*`,
    ],
    good: [
      `FROM debian:12
RUN apt-get update && apt-get install -y git=1 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update`,
      `FROM debian:12 AS build
RUN apt-get update
FROM debian:12-slim
COPY --from=build /a /b`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const body of bodiesWith(doc, 'apt-get', 'apt', 'aptitude')) {
      const word = updating(body)
      if (word === undefined || !isKept(doc, body)) continue
      const added = addCommand(body, 'rm -rf /var/lib/apt/lists/*')
      // A choice where this step installs nothing: a later one may need the lists.
      const installs = body.shell.commands.some((command) => calls(command, ['apt-get', 'apt', 'aptitude'], 'install'))
      const fixes = installs ? added : asChoice(added)
      yield atWord(body, word, 'the lists of apt stay in the image; end the step with rm -rf /var/lib/apt/lists/*', fixes)
    }
  },
}

/** The word of a RUN that fetches the lists, if nothing in it takes them away. */
function updating(body: RunBody): ShellWord | undefined {
  const { commands } = body.shell
  const update = commands.find((command) => calls(command, ['apt-get', 'apt', 'aptitude'], 'update'))
  if (update === undefined || commands.some((command) => calls(command, 'rm', '-rf', '/var/lib/apt/lists/*'))) return undefined
  return isMounted(body, '/var/lib/apt/lists') ? undefined : update.args.find(({ text }) => text === 'update')
}
