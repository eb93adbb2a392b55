import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { FileEntry, Files } from '../lsp/files.ts'

/** Nobody writes a definition of this size by hand; what is larger is data and is not read. */
const maxBytes = 1024 * 1024

/** Folders that hold no sources of the user. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn', '.terraform', '.venv', '__pycache__'])

/** The files of this machine. Other schemes than `file` have none; what cannot be read is not there. */
export const diskFiles: Files = {
  async read(uri) {
    const path = pathOfUri(uri)
    return path === undefined ? undefined : readSmall(path).catch(() => undefined)
  },
  async list(folder, wanted) {
    const root = pathOfUri(folder)
    if (root === undefined) return []
    const found = await Promise.all((await walk(root, wanted)).map(entryOf))
    return found.flatMap((entry) => entry ?? [])
  },
  async tree(folder) {
    const root = pathOfUri(folder)
    return root === undefined ? undefined : treeOf(root)
  },
}

/** A context with more files is not looked through. */
const mostFiles = 5000

/**
 * The paths of all files below a folder, relative to it and with `/`, in order; folders without sources end with `/` and stay closed.
 * Undefined where there are too many, or the folder cannot be read.
 */
export async function treeOf(root: string): Promise<readonly string[] | undefined> {
  const files: string[] = []
  const folders = ['']
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const entries = await readdir(join(root, next), { withFileTypes: true }).catch(() => undefined)
    if (entries === undefined && next === '') return undefined
    for (const entry of entries ?? []) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`
      if (!entry.isDirectory()) files.push(path)
      else if (skipped.has(entry.name)) files.push(`${path}/`)
      else folders.push(path)
    }
    if (files.length + folders.length > mostFiles) return undefined
  }
  return files.sort()
}

/**
 * The files below a folder whose name is wanted, sorted by path. Links to folders are not followed, so that the walk ends; folders
 * that cannot be read are left out.
 */
export async function walk(folder: string, wanted: (name: string) => boolean): Promise<readonly string[]> {
  const files: string[] = []
  const folders = [folder]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name)
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path)
      else if (!entry.isDirectory() && wanted(entry.name)) files.push(path)
    }
  }
  return files.sort()
}

async function entryOf(path: string): Promise<FileEntry | undefined> {
  const facts = await stat(path).catch(() => undefined)
  if (facts === undefined || !facts.isFile() || facts.size > maxBytes) return undefined
  return { uri: pathToFileURL(path).href, stamp: `${facts.mtimeMs} ${facts.size}` }
}

/** Opened once, so that what is measured is what is read. Pipes and devices are no files to us: reading them may never end. */
async function readSmall(path: string): Promise<string | undefined> {
  const file = await open(path, 'r')
  try {
    const facts = await file.stat()
    return facts.isFile() && facts.size <= maxBytes ? await file.readFile('utf8') : undefined
  } finally {
    await file.close()
  }
}

function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}
