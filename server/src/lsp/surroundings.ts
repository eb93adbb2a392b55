import type { SettingsProblem } from '../features/settings.ts'
import { hadolintFileNames, hadolintProblems, ignoreFileName, looksAround, looksForTasks, ownIgnoreFile } from '../features/surroundings.ts'
import type { Language, Surroundings } from '../languages/language.ts'
import { parentOf } from './address.ts'
import { definitionsBeside } from './definitions-beside.ts'
import type { Files } from './files.ts'

/** What the files around documents say, as far as their languages ask. */
export interface SurroundingsStore {
  /** What is known at the moment: the same object until one of the files has changed; undefined where there is nothing. */
  of(uri: string): Surroundings | undefined
  /** Looks at the files, unless that was done since the last change; `of` then knows. */
  load(uri: string, language: Language | undefined): Promise<void>
  /** Whether what is known may come from one of some files. */
  dependsOn(uris: readonly string[]): boolean
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

/** The build context as its own files tell: what it leaves out, and what is in it. */
type Context = Pick<Surroundings, 'dockerignore' | 'files'>

/** Keeps what was read, so that a keystroke never waits for a disk. */
export function surroundingsStore({ files, folders, readFile }: SurroundingsOptions): SurroundingsStore {
  const known = new Map<string, Surroundings>()
  const loading = new Map<string, Promise<void>>()
  const configurations = new Map<string, Promise<string | undefined>>()
  const contexts = new Map<string, Promise<Context | undefined>>()
  const tasks = new Map<string, Promise<readonly string[]>>()
  return {
    of: (uri) => known.get(uri),
    load(uri, language) {
      if (!looksAround(language)) return Promise.resolve()
      const under = loading.get(uri) ?? (looksForTasks(language) ? lookForTasks(uri) : look(uri))
      loading.set(uri, under)
      return under
    },
    dependsOn: (uris) => tasks.size > 0 && uris.some((uri) => /\.json$/i.test(uri)),
    forget() {
      loading.clear()
      configurations.clear()
      contexts.clear()
      tasks.clear()
    },
  }

  async function lookForTasks(uri: string): Promise<void> {
    const taskDefinitions = await kept(tasks, parentOf(uri) ?? '', async () =>
      (await definitionsBeside(files, uri)).map(({ text }) => text),
    )
    if (!sameTexts(known.get(uri)?.taskDefinitions, taskDefinitions)) known.set(uri, { taskDefinitions })
  }

  async function look(uri: string): Promise<void> {
    const folder = parentOf(uri)
    if (folder === undefined) return
    const [hadolint, own, context] = await Promise.all([
      kept(configurations, folder, configuration),
      files.read(ownIgnoreFile(uri)),
      contextOf(folder),
    ])
    const around: Surroundings = {
      ...context,
      ...(own !== undefined && { dockerignore: own }),
      ...(hadolint !== undefined && { hadolint }),
    }
    if (Object.keys(around).length === 0) known.delete(uri)
    else if (!sameSurroundings(known.get(uri), around)) known.set(uri, around)
  }

  /** The nearest configuration upwards, the workspace folder being the last to be looked at. */
  async function configuration(folder: string): Promise<string | undefined> {
    for (const name of hadolintFileNames) {
      const uri = `${folder}/${name}`
      const text = await files.read(uri)
      readFile(uri, text ?? '', text === undefined ? [] : hadolintProblems(text))
      if (text !== undefined) return text
    }
    const parent = above(folder)
    return parent === undefined ? undefined : kept(configurations, parent, configuration)
  }

  /** The nearest folder upwards with a list of what to leave out, else the folder of the Dockerfile. */
  async function contextOf(folder: string): Promise<Context> {
    for (let at: string | undefined = folder; at !== undefined; at = above(at)) {
      const found = await kept(contexts, at, markedContext)
      if (found !== undefined) return found
    }
    const tree = await files.tree(folder)
    return tree === undefined ? {} : { dockerignore: '', files: tree }
  }

  async function markedContext(folder: string): Promise<Context | undefined> {
    const dockerignore = await files.read(`${folder}/${ignoreFileName}`)
    if (dockerignore === undefined) return undefined
    const tree = await files.tree(folder)
    return { dockerignore, ...(tree !== undefined && { files: tree }) }
  }

  function above(folder: string): string | undefined {
    return folders().includes(folder) ? undefined : parentOf(folder)
  }
}

function kept<T>(cache: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> {
  const found = cache.get(key) ?? make(key)
  cache.set(key, found)
  return found
}

function sameSurroundings(a: Surroundings | undefined, b: Surroundings): boolean {
  if (a === undefined || a.hadolint !== b.hadolint || a.dockerignore !== b.dockerignore) return false
  return sameTexts(a.files, b.files)
}

function sameTexts(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === b || (a?.length === b?.length && a?.every((text, index) => text === b?.[index]) === true)
}
