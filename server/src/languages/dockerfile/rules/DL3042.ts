import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { baseImage } from '../base-image.ts'
import { hasWord, hasWords, isPipInstall } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { addBehind, atWord, bodiesWith, commandNames, isKept, isMounted } from '../run-check.ts'
import { unquoted } from '../words.ts'

/** The cache that pip leaves behind, where it gets into an image and onto no cache mount. */
export const dl3042: Rule<Dockerfile> = {
  id: 'DL3042',
  severity: 'warning',
  summary: `\`pip install\` keeps no cache.`,
  why: `Every wheel that pip fetched stays in the layer, and nobody installs it again from there. \`--no-cache-dir\`, \`ENV PIP_NO_CACHE_DIR=1\`, or a cache mount on \`/root/.cache/pip\`.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3042'],
  examples: {
    bad: [
      `FROM python:3.12
RUN pip install flask==3.0.3
        ^^^^^^^ the cache of pip stays in the image; add --no-cache-dir`,
    ],
    good: [
      `FROM python:3.12
RUN pip install --no-cache-dir flask==3.0.3
RUN PIP_NO_CACHE_DIR=1 pip install flask==3.0.3
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
RUN pipx install black==24`,
      `FROM python:3.12 AS base
ENV PIP_NO_CACHE_DIR=on
FROM base
RUN pip install flask==3.0.3`,
    ],
  },
  about: 'stage',
  reads: ['RUN', 'ONBUILD', 'ENV'],
  *check(doc) {
    let without: ReadonlySet<Instruction> | undefined
    const installers = [...commandNames(doc)].filter((name) => /^(?:pip|python)/.test(name))
    for (const body of bodiesWith(doc, ...installers)) {
      const command = body.shell.commands.find((one) => isPipInstall(one) && !hasWord(one, '--no-cache-dir') && !isWrapper(one))
      const install = command?.args.find(({ text }) => text === 'install')
      if (install === undefined || !isKept(doc, body) || isMounted(body, '.cache/pip')) continue
      without ??= stagesWithout(doc)
      if (without.has(body.instruction) || isOn(/PIP_NO_CACHE_DIR=(.*)/s.exec(body.script)?.[1])) continue
      yield atWord(body, install, 'the cache of pip stays in the image; add --no-cache-dir', addBehind(body, install, '--no-cache-dir'))
    }
  },
}

const truths = ['1', 'true', 'True', 'TRUE', 'on', 'On', 'ON', 'yes', 'Yes', 'YES']

/** Whether the text behind `=` begins with a word for yes. */
function isOn(value: string | undefined): boolean {
  return value !== undefined && truths.some((truth) => value.startsWith(truth))
}

/** pipx and pipenv have caches of their own. */
function isWrapper(command: ShellCommand): boolean {
  const { text } = command.name
  return ['pipx', 'pipenv'].some((tool) => text.includes(tool) || (text.startsWith('python') && hasWords(command, '-m', tool)))
}

/** The instructions behind an ENV that switches the cache off, in its stage or one that it builds on. */
function stagesWithout({ instructions, tree }: Dockerfile): ReadonlySet<Instruction> {
  const found = new Set<Instruction>()
  const off = new Set<string>()
  let stage = ''
  for (const instruction of instructions) {
    const image = baseImage(instruction)
    if (image !== undefined) {
      stage = image.alias?.text ?? image.name
      if (off.has(image.name)) off.add(stage)
      else off.delete(stage)
    }
    const value = instruction.keyword === 'ENV' ? instruction.pairs.find(({ key }) => key.text === 'PIP_NO_CACHE_DIR') : undefined
    if (value !== undefined && truths.includes(unquoted(value.value.text, tree.escape))) off.add(stage)
    if (off.has(stage) && instruction.keyword === 'RUN') found.add(instruction)
  }
  return found
}
