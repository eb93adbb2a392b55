import { languageOf } from '../languages/index.ts'

/** Files that may be of a language of ours, as globs for a file watcher; covers whatever `mayBeOurs` accepts. */
export const candidateGlobs = ['**/*.{json,yaml,yml,dockerfile,containerfile}', '**/{Dockerfile,Containerfile}*'] as const

/** Whether a file is worth reading in search of our languages: its name says so, or its text may. `name` is a path or its last part. */
export function mayBeOurs(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name) || languageOf(name, '') !== undefined
}
