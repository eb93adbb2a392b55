import type { SettingsProblem } from '../features/settings.ts'
import { hadolintFileNames, hadolintProblems } from '../features/surroundings.ts'
import type { Surroundings } from '../languages/language.ts'
import { parentOf } from './address.ts'
import type { Files } from './files.ts'

/** What the files around documents say, as far as their languages ask. */
export interface SurroundingsStore {
  /** What is known at the moment: the same object until one of the files has changed; undefined where there is nothing. */
  of(uri: string): Surroundings | undefined
  /** Looks at the files, unless that was done since the last change; `of` then knows. */
  load(uri: string): Promise<void>
  /** The files may have changed; what is known stays until they are looked at again. */
  forget(): void
}

export interface SurroundingsOptions {
  readonly files: Files
  /** Addresses of the workspace folders at the moment, without a slash at the end. */
  readonly folders: () => readonly string[]
  /** Hears of every place where a configuration was looked for: its text, and what is wrong in it. */
  readonly readFile: (uri: string, text: string, problems: readonly SettingsProblem[]) => void
}

/** Keeps what was read, so that a keystroke never waits for a disk. */
export function surroundingsStore({ files, folders, readFile }: SurroundingsOptions): SurroundingsStore {
  const known = new Map<string, Surroundings>()
  const loading = new Map<string, Promise<void>>()
  const configurations = new Map<string, Promise<string | undefined>>()
  return {
    of: (uri) => known.get(parentOf(uri) ?? ''),
    load(uri) {
      const folder = parentOf(uri)
      if (folder === undefined) return Promise.resolve()
      const under = loading.get(folder) ?? look(folder)
      loading.set(folder, under)
      return under
    },
    forget() {
      loading.clear()
      configurations.clear()
    },
  }

  async function look(folder: string): Promise<void> {
    const hadolint = await configuration(folder)
    if (known.get(folder)?.hadolint === hadolint) return
    if (hadolint === undefined) known.delete(folder)
    else known.set(folder, { hadolint })
  }

  /** The nearest configuration upwards, the workspace folder being the last to be looked at. */
  function configuration(folder: string): Promise<string | undefined> {
    const found = configurations.get(folder) ?? nearest(folder)
    configurations.set(folder, found)
    return found
  }

  async function nearest(folder: string): Promise<string | undefined> {
    for (const name of hadolintFileNames) {
      const uri = `${folder}/${name}`
      const text = await files.read(uri)
      readFile(uri, text ?? '', text === undefined ? [] : hadolintProblems(text))
      if (text !== undefined) return text
    }
    const parent = folders().includes(folder) ? undefined : parentOf(folder)
    return parent === undefined ? undefined : configuration(parent)
  }
}
