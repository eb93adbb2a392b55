import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import type { Fix } from '../../../text/finding.ts'
import type { Dockerfile } from '../document.ts'
import type { RunBody } from '../run-body.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** `apt`, whose output and options may change. */
export const dl3027: Rule<Dockerfile> = {
  id: 'DL3027',
  severity: 'warning',
  summary: `\`apt-get\` or \`apt-cache\` is used, not \`apt\`.`,
  why: `\`apt\` is made for people at a terminal: its output and options may change with any release, and it says so itself. \`apt-get\` and \`apt-cache\` keep them.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3027'],
  examples: {
    bad: [
      `FROM debian:12
RUN apt update
    ^^^ apt is made for a terminal and may change; apt-get does the same and stays`,
    ],
    good: [
      `FROM debian:12
RUN apt-get update
RUN echo apt`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    for (const { command, body } of commandsOf(doc, 'apt')) {
      yield atWord(body, command.name, message(command), toAptGet(body, command))
    }
  },
}

/** What only apt-cache does. */
const asked = ['search', 'show', 'policy', 'depends', 'rdepends', 'pkgnames', 'showsrc']
/** What neither of them does. */
const aptAlone = ['list', 'edit-sources', 'full-upgrade']

function better({ args }: ShellCommand): string | undefined {
  if (args.some(({ text }) => aptAlone.includes(text))) return undefined
  return args.some(({ text }) => asked.includes(text)) ? 'apt-cache' : 'apt-get'
}

function message(command: ShellCommand): string {
  const other = better(command)
  const instead = other === undefined ? 'apt-get and apt-cache stay' : `${other} does the same and stays`
  return `apt is made for a terminal and may change; ${instead}`
}

function toAptGet(body: RunBody, command: ShellCommand): readonly Fix[] {
  const other = better(command)
  if (other === undefined) return []
  const at = body.at(command.name)
  return [{ title: `Change to ${other}`, edits: [{ span: at, text: body.run.json ? JSON.stringify(other) : other }] }]
}
