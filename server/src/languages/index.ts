import { bayplanCluster } from './cluster/index.ts'
import { dockerfile } from './dockerfile/index.ts'
import { ecsTaskDefinition } from './ecs/index.ts'
import { ecsServiceDefinition } from './ecs/service/index.ts'
import { kubernetes } from './kubernetes/index.ts'
import type { Language } from './language.ts'

/** Every language, those that ask most of a file first: the first that claims a file has it. */
export const languages: readonly Language[] = [bayplanCluster, ecsTaskDefinition, ecsServiceDefinition, dockerfile, kubernetes]

/** The language of a file by its name (a path or only its last part) and text; undefined where nobody claims it. */
export function languageOf(fileName: string, text: string): Language | undefined {
  return languages.find((language) => language.claims(fileName, text))
}

/** The language of an id, such as an editor's language id or what `--as` names. */
export function languageById(id: string): Language | undefined {
  return languages.find((language) => language.id === id)
}

/** Every name that a rule of any language can be configured by: ids and aliases. */
export function ruleNames(): ReadonlySet<string> {
  return new Set(languages.flatMap(({ rules }) => rules.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])])))
}
