import type { Rule } from '../../../rules/rule.ts'
import { hasWord, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of npm packages. */
export const dl3016: Rule<Dockerfile> = {
  id: 'DL3016',
  severity: 'warning',
  summary: `\`npm install\` names the version of every package.`,
  why: `The same Dockerfile installs another release tomorrow. \`package@version\`, or \`npm ci\` with a lock file, keeps what was tested; of a git repository \`#commit\` says which.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3016'],
  examples: {
    bad: [
      `FROM node:22
RUN npm install -g pm2 eslint@9
                   ^^^ pm2 has no version; write pm2@VERSION`,
      `FROM node:22
RUN npm install git://example.com/a/b.git
                ^^^^^^^^^^^^^^^^^^^^^^^^^ git://example.com/a/b.git has no version; write git://example.com/a/b.git#COMMIT`,
    ],
    good: [
      `FROM node:22
RUN npm install
RUN npm ci
RUN npm install @scope/tool@1 ./local ../up /abs x.tgz
RUN npm install git+ssh://git@example.com/a/b.git#v1
RUN npm --loglevel warn install express@4`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    for (const called of commandsOf(doc, 'npm')) {
      const { command } = called
      if (!hasWord(command, 'install') || operands(command, 'loglevel', 'registry')[0]?.text !== 'install') continue
      const packages = operands(command, ...valued).filter(({ text }) => text !== 'install')
      yield* unpinned(doc, called, packages, pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed,
  write: (name) => `${name}${isRepository(name) ? '#COMMIT' : '@VERSION'}`,
}

/** The options of npm whose value is a word of its own. */
const valued = ['loglevel', 'registry', 'prefix', 'cache', 'userconfig', 'tag']

function isFixed(name: string): boolean {
  if (isRepository(name)) return name.includes('#')
  if (/\.(?:tar|tar\.gz|tgz)$/.test(name) || /^(?:\/|\.\/|\.\.\/|~\/)/.test(name)) return true
  return name.slice(1).includes('@')
}

function isRepository(name: string): boolean {
  return /^git(?:\+ssh|\+https?)?:\/\//.test(name)
}
