import { type RuleProfile, ruleProfiles } from '../rules/rule.ts'
import type { RuleSettings } from '../rules/run.ts'
import { readJson } from '../syntax/json.ts'
import { type Entry, entries, get, type Node, text } from '../syntax/node.ts'
import type { Severity } from '../text/finding.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'

/** What users decided about the judgement of a document. */
export interface Settings {
  readonly rules: RuleSettings
  /** Path of the cluster model, relative to where it was said; undefined or empty: the built-in example. */
  readonly clusterModel?: string | undefined
  /** The level of the Pod Security Standards that manifests are held to; undefined: not said here. */
  readonly podSecurity?: RuleProfile | 'off' | undefined
}

/** Name of the file that editor and command line share; the nearest one upwards of a document counts. */
export const settingsFileName = '.bayplan.json'

/** Nothing decided. */
export const noSettings: Settings = { rules: {} }

/** A settings file as it was read: what can be used of it, and what cannot. */
export interface SettingsFile {
  readonly settings: Settings
  readonly problems: readonly SettingsProblem[]
}

export interface SettingsProblem {
  readonly message: string
  readonly span: Span
}

const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'hint', 'off']
const keys = ['rules', 'clusterModel', 'kubernetes']
const levels: readonly (RuleProfile | 'off')[] = ['off', ...ruleProfiles]

/**
 * Reads `{ "rules": { CODE: SEVERITY }, "clusterModel": PATH, "kubernetes": { "podSecurity": LEVEL } }`. What is wrong is left out and said; comments are fine.
 * `codes` are all names a rule can be called by.
 */
export function readSettingsFile(source: string, codes: ReadonlySet<string>): SettingsFile {
  const { root, errors } = readJson(source)
  const problems: SettingsProblem[] = errors.filter(({ code }) => code !== 'json-comment')
  const say = (message: string, span: Span) => problems.push({ message, span })
  if (root !== undefined && root.kind !== 'map') say('expected an object with rules and clusterModel', headOf(root))
  for (const { key } of entries(root)) {
    const name = String(key.value)
    if (name !== '$schema' && !keys.includes(name)) say(unknown(name, keys, 'is not a setting'), key.span)
  }
  const model = get(root, 'clusterModel')
  if (model !== undefined && text(model) === undefined) say('clusterModel is the path of a file', headOf(model))
  const podSecurity = podSecurityOf(get(root, 'kubernetes'), say)
  const settings = { rules: rulesOf(get(root, 'rules'), codes, say), clusterModel: text(model), podSecurity }
  return { settings, problems: [...problems].sort((a, b) => a.span.start - b.span.start) }
}

/** What can be used of settings that an editor sent, whatever it sent. */
export function settingsOf(value: unknown): Settings {
  if (!isRecord(value)) return noSettings
  const rules = isRecord(value.rules) ? value.rules : {}
  const known = Object.entries(rules).flatMap(([code, severity]) => (isSeverity(severity) ? [[code, severity] as const] : []))
  const level = isRecord(value.kubernetes) ? levelOf(value.kubernetes.podSecurity) : undefined
  return {
    rules: Object.fromEntries(known),
    ...(typeof value.clusterModel === 'string' && { clusterModel: value.clusterModel }),
    ...(level !== undefined && { podSecurity: level }),
  }
}

/** What can be used of `{ "podSecurity": LEVEL }`. */
function podSecurityOf(node: Node | undefined, say: (message: string, span: Span) => void): Settings['podSecurity'] {
  if (node !== undefined && node.kind !== 'map') say('kubernetes is an object with podSecurity', headOf(node))
  for (const { key } of entries(node)) {
    if (key.value !== 'podSecurity') say(unknown(String(key.value), ['podSecurity'], 'is not a setting'), key.span)
  }
  const value = get(node, 'podSecurity')
  const level = levelOf(text(value))
  if (value !== undefined && level === undefined) say(`podSecurity is one of ${levels.join(', ')}`, headOf(value))
  return level
}

function levelOf(value: unknown): RuleProfile | 'off' | undefined {
  return levels.find((level) => level === value)
}

function rulesOf(node: Node | undefined, codes: ReadonlySet<string>, say: (message: string, span: Span) => void): RuleSettings {
  if (node !== undefined && node.kind !== 'map') say('rules is an object of code and severity', headOf(node))
  const rules: Record<string, Severity | 'off'> = {}
  for (const rule of entries(node)) {
    const code = String(rule.key.value)
    const severity = severityOf(rule)
    if (!codes.has(code)) say(unknown(code, codes, 'is no rule'), rule.key.span)
    else if (severity !== undefined) rules[code] = severity
    else say(`the severity of ${code} is one of ${severities.join(', ')}`, headOf(rule.value ?? rule.key))
  }
  return rules
}

function severityOf({ value }: Entry): Severity | 'off' | undefined {
  const word = text(value)
  return isSeverity(word) ? word : undefined
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return severities.some((severity) => severity === value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknown(name: string, known: Iterable<string>, complaint: string): string {
  const near = nearest(name, known)
  return near === undefined ? `"${name}" ${complaint}` : `"${name}" ${complaint}; did you mean ${near}`
}

/** Where to point when a whole map or list is meant: its first character. */
function headOf(node: Node): Span {
  return node.kind === 'scalar' ? node.span : { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) }
}
