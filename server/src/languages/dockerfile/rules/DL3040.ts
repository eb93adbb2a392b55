import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { calls } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addCommand, atWord, bodiesWith, isKept, isMounted } from '../run-check.ts'

/** The cache that dnf or microdnf leaves behind, where it gets into an image and onto no cache mount. Each has to clean its own. */
export const dl3040: Rule<Dockerfile> = {
  id: 'DL3040',
  severity: 'warning',
  summary: `\`dnf clean all\` ends a step that installs with dnf.`,
  why: `The packages and indexes that dnf fetched stay in the layer, and a later step cannot take them out of it again. A cache mount on \`/var/cache/libdnf5\` keeps them out from the start.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3040'],
  examples: {
    bad: [
      `FROM fedora:41
RUN dnf install -y git-2.43
        ^^^^^^^ the cache of dnf stays in the image; end the step with dnf clean all`,
    ],
    good: [
      `FROM fedora:41
RUN dnf install -y git-2.43 && dnf clean all
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git-2.43`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const body of bodiesWith(doc, ...tools)) {
      for (const tool of tools) {
        const { commands } = body.shell
        const used = commands.findIndex((command) => calls(command, tool, ...installing))
        const word = commands[used]?.args.find(({ text }) => installing.includes(text))
        if (word === undefined || used < commands.findIndex((command) => cleans(command, tool))) continue
        if (!isKept(doc, body) || isMounted(body, '/var/cache/libdnf5', '/var/cache/dnf', '/var/cache/yum')) continue
        const message = `the cache of ${tool} stays in the image; end the step with ${tool} clean all`
        yield atWord(body, word, message, addCommand(body, `${tool} clean all`))
      }
    }
  },
}

const tools = ['dnf', 'microdnf']
const installing = ['install', 'reinstall', 'upgrade']

function cleans(command: ShellCommand, tool: string): boolean {
  return calls(command, tool, 'clean', 'all') || calls(command, 'rm', '-rf', '/var/cache/yum/*', '/var/cache/libdnf5/*')
}
