import type { Rule } from '../../../rules/rule.ts'
import type { ShellCommand, ShellWord } from '../../../syntax/shell.ts'
import { hasFlag, hasWord, isPipInstall, operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { commandNames, commandsOf } from '../run-check.ts'
import { type Pinning, unpinned } from '../unpinned.ts'

/** Versions of Python packages. */
export const dl3013: Rule<Dockerfile> = {
  id: 'DL3013',
  severity: 'warning',
  summary: `\`pip install\` names the version of every package.`,
  why: `The same Dockerfile installs another release tomorrow. \`package==version\`, a requirements file or a constraints file (\`-c\`) keeps what was tested.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3013'],
  examples: {
    bad: [
      `FROM python:3.12
RUN pip install flask
                ^^^^^ flask has no version; write flask==VERSION`,
      `FROM python:3.12
RUN python3 -m pip install --no-cache-dir --proxy http://p:1 gunicorn>=22
                                                             ^^^^^^^^ gunicorn has no version; write gunicorn==VERSION`,
    ],
    good: [
      `FROM python:3.12
RUN pip install flask==3.0.3 "gunicorn>=22"
RUN pip install -r requirements.txt
RUN pip install -c constraints.txt flask
RUN pip install . ./dist/app.whl
RUN pip install git+https://example.com/a.git@v1`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD', 'ARG', 'ENV'],
  *check(doc) {
    const installers = [...commandNames(doc)].filter((name) => /^(?:pip|python)/.test(name))
    for (const called of commandsOf(doc, ...installers)) {
      const { command } = called
      if (!isPipInstall(command) || hasWord(command, '-r', '--requirement', '.') || hasFlag(command, 'c', 'constraint')) continue
      yield* unpinned(doc, called, packagesOf(command), pinning)
    }
  },
}

const pinning: Pinning = {
  isFixed,
  write: (name) => `${name}==VERSION`,
}

/** The options of pip whose value is a word of its own. */
const valued = [
  'abi',
  'b',
  'build',
  'cache-dir',
  'cert',
  'client-cert',
  'e',
  'editable',
  'exists-action',
  'extra-index-url',
  'f',
  'find-links',
  'i',
  'index-url',
  'implementation',
  'log',
  'no-binary',
  'only-binary',
  'platform',
  'prefix',
  'progress-bar',
  'proxy',
  'python-version',
  'retries',
  'root',
  'root-user-action',
  'src',
  't',
  'target',
  'timeout',
  'trusted-host',
  'upgrade-strategy',
  'use-feature',
]

function packagesOf(command: ShellCommand): readonly ShellWord[] {
  const words = operands(command, ...valued)
  const install = words.findIndex(({ text }) => text === 'install')
  const first = words.findIndex(({ text }, index) => index > install && text !== 'install')
  return install < 0 || first < 0 ? [] : words.slice(first)
}

const repository = /^(?:git|svn|hg\+|bzr\+)/

/** A version, a file, a path, or a commit of a repository. */
function isFixed(name: string): boolean {
  if (/==|[<>]|!=|~=/.test(name) || /\.(?:whl|tar\.gz)$/.test(name)) return true
  return repository.test(name) ? name.includes('@') : name.includes('/') || name.startsWith('.')
}
