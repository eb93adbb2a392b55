import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder with files that is gone when the process is. */
export interface TemporaryFolder {
  readonly path: string
  /** Writes a file and gives its path; folders on the way are made. */
  write(name: string, text: string): string
  remove(name: string): void
}

const made: string[] = []
process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true })
})

/** Makes a folder; keys are paths of files, values their texts. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'bayplan-'))
  made.push(path)
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
