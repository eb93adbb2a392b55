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
  return language?.id === 'dockerfile'
}

/** What is wrong in the configuration of hadolint: keys, levels and rules that it does not know. */
export function hadolintProblems(source: string): readonly SettingsProblem[] {
  return readHadolintConfig(source, hadolintCodes).problems
}
