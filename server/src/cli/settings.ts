import { readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { noSettings, readSettingsFile, type Settings, type SettingsProblem, settingsFileName } from '../features/settings.ts'
import { ruleNames } from '../languages/index.ts'
import { linesOf } from '../text/lines.ts'
import { CannotRun } from './command.ts'
import type { Terminal } from './terminal.ts'

/** What counts for files: the nearest settings file upwards, the folder of the repository being the last one looked at. */
export interface ProjectSettings {
  of(file: string): Settings
  /** The path of the cluster model that the settings of a file name, or undefined. */
  clusterModel(file: string): string | undefined
}

/** Reads settings files when first needed, each once; what is wrong in one is said on standard error and left out. */
export function projectSettings(terminal: Terminal): ProjectSettings {
  const found = new Map<string, Located | undefined>()
  const nearest = (folder: string): Located | undefined => {
    if (!found.has(folder)) found.set(folder, locate(folder, terminal) ?? above(folder))
    return found.get(folder)
  }
  const above = (folder: string) => (dirname(folder) === folder || isRepository(folder) ? undefined : nearest(dirname(folder)))
  const of = (file: string) => nearest(dirname(resolve(file)))
  return {
    of: (file) => of(file)?.settings ?? noSettings,
    clusterModel(file) {
      const located = of(file)
      return located?.settings.clusterModel ? resolve(located.folder, located.settings.clusterModel) : undefined
    },
  }
}

interface Located {
  readonly folder: string
  readonly settings: Settings
}

function locate(folder: string, terminal: Terminal): Located | undefined {
  const path = join(folder, settingsFileName)
  const text = readIfThere(path)
  if (text === undefined) return undefined
  const { settings, problems } = readSettingsFile(text, ruleNames())
  sayProblems(relative('.', path), text, problems, terminal)
  return { folder, settings }
}

/** Says on standard error what is wrong in a file of settings. */
export function sayProblems(file: string, text: string, problems: readonly SettingsProblem[], terminal: Terminal): void {
  const lines = linesOf(text)
  for (const { message, span } of problems) {
    const { line, character } = lines.position(span.start)
    terminal.err(`${file}:${line + 1}:${character + 1}  warning  ${message}\n`)
  }
}

/** The text of a file; undefined if there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new CannotRun(`cannot read ${path}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Whether a folder is the root of a repository, above which nobody looks for settings. */
export function isRepository(folder: string): boolean {
  return statSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined
}
