import { dirname, join, relative, resolve } from 'node:path'
import { hadolintFileNames, hadolintProblems, looksAround } from '../features/surroundings.ts'
import type { Surroundings } from '../languages/language.ts'
import type { Input } from './inputs.ts'
import { isRepository, readIfThere, sayProblems } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Finds what the files around an input say; each is read once, and what is wrong in one is said on standard error. */
export function projectSurroundings(terminal: Terminal): (input: Input) => Surroundings | undefined {
  const found = new Map<string, string | undefined>()
  const nearest = (folder: string): string | undefined => {
    if (!found.has(folder)) found.set(folder, locate(folder, terminal) ?? above(folder))
    return found.get(folder)
  }
  const above = (folder: string) => (dirname(folder) === folder || isRepository(folder) ? undefined : nearest(dirname(folder)))
  return ({ file, language }) => {
    const hadolint = looksAround(language) ? nearest(dirname(resolve(file))) : undefined
    return hadolint === undefined ? undefined : { hadolint }
  }
}

function locate(folder: string, terminal: Terminal): string | undefined {
  for (const name of hadolintFileNames) {
    const path = join(folder, name)
    const text = readIfThere(path)
    if (text === undefined) continue
    sayProblems(relative('.', path), text, hadolintProblems(text), terminal)
    return text
  }
  return undefined
}
