import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'

/** A folder with files that is gone when the tests of the file are done. */
export interface TemporaryFolder {
  readonly path: string
  /** Writes a file and gives its path; folders on the way are made. */
  write(name: string, text: string): string
  remove(name: string): void
}

/** Makes a folder; keys are paths of files, values their texts. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'bayplan-'))
  after(() => rmSync(path, { recursive: true, force: true }))
  const folder: TemporaryFolder = {
    path,
    write(name, text) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      return file
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
  }
  for (const [name, text] of Object.entries(files)) folder.write(name, text)
  return folder
}
