import { dirname, join, relative, resolve } from 'node:path'
import {
  hadolintFileNames,
  hadolintProblems,
  ignoreFileName,
  looksAround,
  looksForTasks,
  mayBeTask,
  mayBeTasks,
  ownIgnoreFile,
} from '../features/surroundings.ts'
import type { Surroundings } from '../languages/language.ts'
import { treeOf } from '../node/files.ts'
import type { Input } from './inputs.ts'
import { isRepository, readIfThere, sayProblems } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Finds what the files around an input say; each is read once, and what is wrong in one is said on standard error. */
export function projectSurroundings(terminal: Terminal): (input: Input) => Promise<Surroundings | undefined> {
  const configurations = upwards((folder) => configurationIn(folder, terminal))
  const ignored = upwards(ignoreListIn)
  const trees = new Map<string, ReturnType<typeof treeOf>>()
  const tasks = new Map<string, ReturnType<typeof tasksBelow>>()
  return async ({ file, language }) => {
    if (!looksAround(language)) return undefined
    const folder = dirname(resolve(file))
    if (looksForTasks(language)) {
      const found = tasks.get(folder) ?? tasksBelow(folder)
      tasks.set(folder, found)
      return { taskDefinitions: await found }
    }
    const hadolint = configurations(folder)
    const own = readIfThere(ownIgnoreFile(file))
    const marked = ignored(folder)
    const context = marked?.folder ?? folder
    const tree = trees.get(context) ?? treeOf(context)
    trees.set(context, tree)
    const files = await tree
    return { dockerignore: own ?? marked?.text ?? '', ...(files !== undefined && { files }), ...(hadolint !== undefined && { hadolint }) }
  }
}

async function tasksBelow(folder: string): Promise<readonly string[]> {
  const texts = mayBeTasks((await treeOf(folder)) ?? []).map((path) => readIfThere(join(folder, path)))
  return texts.flatMap((text) => (text !== undefined && mayBeTask(text) ? [text] : []))
}

/** What the nearest folder upwards holds that holds any, the folder of the repository being the last one looked at. */
function upwards<T>(locate: (folder: string) => T | undefined): (folder: string) => T | undefined {
  const found = new Map<string, T | undefined>()
  const nearest = (folder: string): T | undefined => {
    if (!found.has(folder)) found.set(folder, locate(folder) ?? above(folder))
    return found.get(folder)
  }
  const above = (folder: string) => (dirname(folder) === folder || isRepository(folder) ? undefined : nearest(dirname(folder)))
  return nearest
}

function configurationIn(folder: string, terminal: Terminal): string | undefined {
  for (const name of hadolintFileNames) {
    const path = join(folder, name)
    const text = readIfThere(path)
    if (text === undefined) continue
    sayProblems(relative('.', path), text, hadolintProblems(text), terminal)
    return text
  }
  return undefined
}

/** A folder with a list of what to leave out is a build context. */
function ignoreListIn(folder: string): { readonly folder: string; readonly text: string } | undefined {
  const text = readIfThere(join(folder, ignoreFileName))
  return text === undefined ? undefined : { folder, text }
}
