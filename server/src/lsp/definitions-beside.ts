import { mayBeTask, mayBeTasks } from '../features/surroundings.ts'
import { parentOf, resolvePath } from './address.ts'
import type { Files } from './files.ts'

/**
 * The texts of JSON files with containers in and below the folder of a file, the nearest first. Nothing where the folder is so large
 * that it is more than one of definitions.
 */
export async function definitionsBeside(files: Files, uri: string): Promise<readonly { readonly uri: string; readonly text: string }[]> {
  const folder = parentOf(uri)
  const tree = folder === undefined ? undefined : await files.tree(folder)
  if (folder === undefined || tree === undefined) return []
  const found = await Promise.all(
    mayBeTasks(tree).map(async (path) => {
      const at = resolvePath(folder, path)
      const text = at === undefined || at === uri ? undefined : await files.read(at)
      return at === undefined || text === undefined ? [] : [{ uri: at, text }]
    }),
  )
  return found.flat().filter(({ text }) => mayBeTask(text))
}
