import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Instruction, Word } from '../../../syntax/dockerfile.ts'
import { replace } from '../../../text/edit.ts'
import { nearest } from '../../../text/nearest.ts'
import { posix } from '../../../text/posix.ts'
import { gitSource } from '../build/git-source.ts'
import { isHeredocWord } from '../build/instructions.ts'
import { type Dockerfile, named } from '../document.ts'

/** Files that are copied are in the build context, as far as it is known. */
export const copyMissingFile: Rule<Dockerfile> = {
  id: 'copy-missing-file',
  severity: 'warning',
  summary: 'Files that are copied are in the build context.',
  why: 'The build ends with `not found`. The context is the nearest folder upwards with a `.dockerignore`, else the folder of the Dockerfile. Nothing is said unless some other file that the Dockerfile copies is there, and a name that resembles none of its neighbours is only a hint: it may be made before the build.',
  source: ['https://docs.docker.com/build/concepts/context/'],
  examples: {
    beside: {
      file: 'build context',
      text: `lib/a.js
index.js`,
    },
    bad: [
      `FROM alpine:3.20
COPY lib/a.js main.js /srv/
              ^^^^^^^ main.js is not in the build context`,
    ],
    good: [
      `FROM alpine:3.20
COPY lib index.js /srv/`,
    ],
  },
  *check(doc) {
    const { files } = doc.around
    if (files === undefined || files.length === 0) return
    const context = contextOf(files)
    const sources = [...sourcesOf(doc)]
    const missing = sources.filter(({ path }) => !context.has(path))
    if (missing.length === 0 || missing.length === sources.length) return
    for (const source of missing) yield problem(source, context)
  },
}

interface Source {
  readonly word: Word
  /** Inside the context, without a slash at either end; empty for all of it. */
  readonly path: string
}

interface Context {
  has(path: string): boolean
  /** What lies in a folder of the context. */
  within(folder: string): readonly string[]
}

function contextOf(files: readonly string[]): Context {
  const all = new Set<string>([''])
  for (const file of files) {
    const closed = file.endsWith('/')
    for (let path = closed ? file.slice(0, -1) : file; path !== '' && !all.has(path); path = parentOf(path)) all.add(path)
  }
  const closed = files.filter((file) => file.endsWith('/'))
  return {
    has: (path) => all.has(path) || closed.some((folder) => path.startsWith(folder)),
    within: (folder) => [...all].filter((path) => path !== '' && parentOf(path) === folder),
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The sources that are written out and come from the context. */
function* sourcesOf(doc: Dockerfile): Iterable<Source> {
  for (const instruction of [...named(doc, 'ADD'), ...named(doc, 'COPY')]) {
    if (!takesFiles(instruction)) continue
    for (const word of instruction.args.slice(0, -1)) {
      const { text } = word
      if (/[$*?[\\'"`]|:\/\//.test(text) || isHeredocWord(text) || gitSource(text) !== undefined) continue
      yield { word, path: posix.clean(`/${text}`).slice(1) }
    }
  }
}

function takesFiles({ keyword, flags, broken }: Instruction): boolean {
  return !broken && (keyword === 'ADD' || (keyword === 'COPY' && !flags.some(({ name }) => name === 'from')))
}

function problem({ word, path }: Source, { within }: Context): Problem {
  const folder = parentOf(path)
  const near = nearest(
    path.slice(folder.length),
    within(folder).map((one) => one.slice(folder.length)),
  )
  const message = `${path} is not in the build context`
  if (near === undefined) return { at: word.span, message, severity: 'hint' }
  const instead = folder + near
  return {
    at: word.span,
    message: `${message}; did you mean ${instead}`,
    fixes: [{ title: `Write ${instead}`, guess: true, edits: [replace(word.span, instead)] }],
  }
}
