import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf, unpinned } from '../run-check.ts'
import { brief } from '../words.ts'

/** hadolint rule DL3062. */
export const dl3062: Rule<Dockerfile> = {
  id: 'DL3062',
  severity: 'warning',
  summary: `\`go install\` names the version of every package.`,
  why: `Without \`@version\`, and with \`@latest\`, the same Dockerfile installs another release tomorrow.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3062'],
  examples: {
    bad: [
      `FROM golang:1.23
RUN go install example.com/cmd/gen@latest
               ^^^^^^^^^^^^^^^^^^^^^^^^^^ example.com/cmd/gen@latest has no version; write example.com/cmd/gen@VERSION`,
    ],
    good: [
      `FROM golang:1.23
RUN go install example.com/cmd/gen@v1.4.0
RUN go install ./...
RUN go run main.go
RUN go install example.com/cmd/gen@$V
RUN go build example.com/cmd/gen`,
    ],
  },
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'go')) {
      if (!hasWord(command, ...fetching)) continue
      const open = operands(command).filter(({ text }) => !fetching.includes(text) && !isFixed(text))
      const name = open[0]?.literal ? brief(open[0].text).replace(/@.*/, '') : 'PACKAGE'
      yield* unpinned(body, open, `write ${name}@VERSION`)
    }
  },
}

/** What fetches a package; the rest works on the module at hand. */
const fetching: readonly string[] = ['install', 'get', 'run']

/** A version, or a path: what lies in the build has the version it has. */
function isFixed(name: string): boolean {
  if (/^[./]/.test(name) || name.endsWith('.go')) return true
  const [, version] = name.split('@')
  return version !== undefined && version !== 'latest'
}
