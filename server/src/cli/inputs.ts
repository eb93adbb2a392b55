import { readFile, stat } from 'node:fs/promises'
import { mayBeOurs } from '../features/candidates.ts'
import { languageById, languageOf, languages } from '../languages/index.ts'
import type { Language } from '../languages/language.ts'
import { walk } from '../node/files.ts'
import { CannotRun } from './command.ts'
import type { Terminal } from './terminal.ts'

/** A text to work on. */
export interface Input {
  /** As it was written on the command line, or found below a folder that was. */
  readonly file: string
  readonly text: string
  readonly language: Language
}

export interface InputOptions {
  /** Language of every input, whatever its name. */
  readonly as?: string | undefined
  /** What to call the text of standard input. */
  readonly stdinName?: string | undefined
}

/**
 * The texts that some paths stand for: files, what is ours below folders, and standard input for `-`. A file that was named but is of
 * no language, or a path that cannot be read, ends the command: whoever named it counts on it.
 */
export async function readInputs(paths: readonly string[], { as, stdinName }: InputOptions, terminal: Terminal): Promise<readonly Input[]> {
  const forced = as === undefined ? undefined : languageById(as)
  const inputs: Input[] = []
  const seen = new Set<string>()
  for (const path of paths) {
    const found = path === '-' ? [await fromStdin(stdinName, forced, terminal)] : await fromPath(path, forced)
    for (const input of found) if (!seen.has(input.file)) inputs.push(input)
    for (const { file } of found) seen.add(file)
  }
  return inputs
}

/** The names of all languages, for options. */
export function languageIds(): readonly string[] {
  return languages.map(({ id }) => id)
}

async function fromStdin(name: string | undefined, forced: Language | undefined, terminal: Terminal): Promise<Input> {
  const file = name ?? '<stdin>'
  const text = await terminal.stdin()
  return { file, text, language: forced ?? languageOf(file, text) ?? unclaimed(file, 'give --as LANGUAGE or --stdin-filename NAME') }
}

async function fromPath(path: string, forced: Language | undefined): Promise<readonly Input[]> {
  const facts = await stat(path).catch((error) => cannotRead(path, error))
  if (facts.isDirectory()) return fromFolder(path, forced)
  const text = await readFile(path, 'utf8').catch((error) => cannotRead(path, error))
  return [{ file: path, text, language: forced ?? languageOf(path, text) ?? unclaimed(path, 'give --as LANGUAGE if it is') }]
}

/** Below a folder a language that was given holds for what some language claims: a folder is never all of one kind. */
async function fromFolder(folder: string, forced: Language | undefined): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const file of await walk(folder, mayBeOurs)) {
    const text = await readFile(file, 'utf8').catch((error) => cannotRead(file, error))
    const language = languageOf(file, text)
    if (language !== undefined && (forced === undefined || forced === language)) inputs.push({ file, text, language })
  }
  return inputs
}

function unclaimed(file: string, advice: string): never {
  const names = languages.map(({ name }) => name)
  const list = names.length === 1 ? `an ${names[0]}` : `any of ${names.join(', ')}`
  throw new CannotRun(`${file} does not look like ${list}; ${advice}`)
}

function cannotRead(path: string, error: NodeJS.ErrnoException): never {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'reading it is not permitted',
    EISDIR: 'it is a folder',
    ELOOP: 'its links lead in a circle',
  }
  throw new CannotRun(`cannot read ${path}: ${reasons[error.code ?? ''] ?? error.message}`)
}
