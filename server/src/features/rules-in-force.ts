import { languages } from '../languages/index.ts'
import type { RuleFacts } from '../languages/language.ts'
import { type RuleProfile, ruleProfiles } from '../rules/rule.ts'
import type { RuleSettings } from '../rules/run.ts'
import { noSettings, type Settings } from './settings.ts'

/**
 * The severities that count for a document: those of its settings file before those of the editor, and what the wanted level of the Pod
 * Security Standards turns on, unless somebody has named the rule. The same settings give the same object, so that findings made with it
 * can be kept.
 */
export function rulesInForce(editor: Settings, file: Settings = noSettings): RuleSettings {
  const known = made.get(editor)?.get(file)
  if (known !== undefined) return known
  const rules = merged(editor, file)
  const byFile = made.get(editor) ?? new WeakMap<Settings, RuleSettings>()
  byFile.set(file, rules)
  made.set(editor, byFile)
  return rules
}

const made = new WeakMap<Settings, WeakMap<Settings, RuleSettings>>()

function merged(editor: Settings, file: Settings): RuleSettings {
  const named = { ...editor.rules, ...file.rules }
  const level = file.podSecurity ?? editor.podSecurity ?? 'off'
  return level === 'off' ? named : { ...turnedOn(level, named), ...named }
}

function turnedOn(level: RuleProfile, named: RuleSettings): RuleSettings {
  const profiles = ruleProfiles.slice(0, ruleProfiles.indexOf(level) + 1)
  const isNamed = ({ id, aliases = [] }: RuleFacts) => [id, ...aliases].some((name) => Object.hasOwn(named, name))
  const wanted = languages.flatMap(({ rules }) => rules).filter((rule) => rule.profile !== undefined && profiles.includes(rule.profile))
  return Object.fromEntries(wanted.filter((rule) => !isNamed(rule)).map(({ id }) => [id, 'warning' as const]))
}
