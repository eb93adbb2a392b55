import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ecsSchemas } from './ecs/schemas.ts'
import { kubernetesSchemas } from './kubernetes/schemas.ts'
import type { GeneratedFile, Generator } from './output.ts'
import { spdxLicenses } from './spdx.ts'

/** Everything that is generated; adding something is its module and one line here. */
const generators: readonly Generator[] = [ecsSchemas, kubernetesSchemas, spdxLicenses]

/** The folder of what is generated; git does not see it. */
export const generatedFolder = fileURLToPath(new URL('../generated/', import.meta.url))

/** All generated files as they should be, sorted by name. */
export async function generated(): Promise<readonly GeneratedFile[]> {
  const files = (await Promise.all(generators.map((generator) => generator()))).flat()
  return files.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Writes what has changed and removes what is not generated any more; gives the names of both. */
export function write(files: readonly GeneratedFile[], folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  const there = readdirSync(folder)
  const stale = there.filter((name) => !files.some((file) => file.name === name))
  for (const name of stale) rmSync(`${folder}/${name}`, { recursive: true })
  const changed = files.filter(({ name, text }) => !there.includes(name) || readFileSync(`${folder}/${name}`, 'utf8') !== text)
  for (const { name, text } of changed) writeFileSync(`${folder}/${name}`, text)
  return [...changed.map(({ name }) => name), ...stale]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await generated()
  const changed = write(files, generatedFolder)
  console.log(`schemas/generated: ${files.length} files, ${changed.length === 0 ? 'all up to date' : `written: ${changed.join(', ')}`}`)
  const { writeDocuments } = await import('./documents.ts')
  const documents = writeDocuments()
  console.log(`documents: ${documents.length === 0 ? 'all up to date' : `written: ${documents.join(', ')}`}`)
}
