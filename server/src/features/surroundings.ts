import { hadolintCodes } from '../languages/dockerfile/hadolint-codes.ts'
import { readHadolintConfig } from '../languages/dockerfile/hadolint-config.ts'
import type { Language } from '../languages/language.ts'
import type { SettingsProblem } from './settings.ts'

/** What hadolint calls its configuration; of two in a folder the first counts. */
export const hadolintFileNames = ['.hadolint.yaml', '.hadolint.yml']

/** What a build context leaves out; where one stands, the context is. */
export const ignoreFileName = '.dockerignore'

/** The list that goes before that of the context for one Dockerfile alone, by its path or address. */
export function ownIgnoreFile(dockerfile: string): string {
  return `${dockerfile}.dockerignore`
}

/** Whether the files around a text have a say in what is said about it. */
export function looksAround(language: Pick<Language, 'id'> | undefined): boolean {
  return language?.id === 'dockerfile' || looksForTasks(language)
}

/** Whether those are task definitions. */
export function looksForTasks(language: Pick<Language, 'id'> | undefined): boolean {
  return language?.id === 'ecs-service-definition'
}

/** Of the paths in a folder those that may be task definitions, the nearest first; more than a folder of definitions has are left out. */
export function mayBeTasks(paths: readonly string[]): readonly string[] {
  const depth = (path: string) => path.split('/').length
  const found = paths.filter((path) => /\.json$/i.test(path))
  return found.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1)).slice(0, 100)
}

/** Whether a text may be a task definition that has a name. */
export function mayBeTask(text: string): boolean {
  return text.includes('"containerDefinitions"')
}

/** What is wrong in the configuration of hadolint: keys, levels and rules that it does not know. */
export function hadolintProblems(source: string): readonly SettingsProblem[] {
  return readHadolintConfig(source, hadolintCodes).problems
}
