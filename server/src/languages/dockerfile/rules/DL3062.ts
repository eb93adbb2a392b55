import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of Go programs that are fetched. */
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
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'go')) {
      if (!hasWord(called.command, ...fetching)) continue
      const packages = operands(called.command).filter(({ text }) => !fetching.includes(text))
      yield* unpinned(doc, called, packages, pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed,
  write: (name) => `${name.replace(/@.*/, '')}@VERSION`,
}

/** What fetches a package; the rest works on the module at hand. */
const fetching: readonly string[] = ['install', 'get', 'run']

/** A version, or a path: what lies in the build has the version it has. */
function isFixed(name: string): boolean {
  if (/^[./]/.test(name) || name.endsWith('.go')) return true
  const [, version] = name.split('@')
  return version !== undefined && version !== 'latest'
}
