import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Page, rulesPages } from '../../server/src/features/page.ts'
import { languages } from '../../server/src/languages/index.ts'
import type { Language, RuleFacts } from '../../server/src/languages/language.ts'

/**
 * The committed documents that say what the code knows: the pages of the rules, the tables of the README, the settings in the manifest.
 * They need the generated schemas, so they are made after those.
 */
export function documents(): readonly Page[] {
  const manifest = withRuleSettings(read('package.json'))
  return [...rulesPages(), { path: 'package.json', text: manifest }, { path: 'README.md', text: withTables(read('README.md'), manifest) }]
}

/** The paths of documents that are not as they should be. */
export function staleDocuments(): readonly string[] {
  return documents().flatMap(({ path, text }) => (current(path) === text ? [] : [path]))
}

/** Writes what has changed and gives its paths. */
export function writeDocuments(): readonly string[] {
  const stale = new Set(staleDocuments())
  for (const { path, text } of documents()) if (stale.has(path)) writeFileSync(absolute(path), text)
  return [...stale]
}

function absolute(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

function read(path: string): string {
  return readFileSync(absolute(path), 'utf8')
}

function current(path: string): string | undefined {
  try {
    return read(path)
  } catch {
    return undefined
  }
}

const severities = ['error', 'warning', 'info', 'hint', 'off']

/** The manifest with a property of `bayplan.rules` for every rule, so that the settings editor completes and explains them. */
function withRuleSettings(text: string): string {
  const manifest = JSON.parse(text)
  const setting = manifest.contributes?.configuration?.properties?.['bayplan.rules']
  if (setting === undefined) return text
  setting.properties = Object.fromEntries(allRules().map((rule) => [rule.id, ruleSetting(rule)]))
  return `${JSON.stringify(manifest, null, 2)}\n`
}

function ruleSetting({ severity, summary }: RuleFacts): unknown {
  return { enum: severities, markdownDescription: `${summary} Default: \`${severity}\`.` }
}

function allRules(): readonly RuleFacts[] {
  const byId = new Map(languages.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The README with its tables made anew, each between two comments that name it. */
function withTables(readme: string, manifest: string): string {
  const tables: Readonly<Record<string, string>> = {
    languages: languageTable(),
    settings: settingsTable(manifest),
    commands: commandTable(manifest),
  }
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), (_, open, close) => `${open}${table}\n${close}`),
    readme,
  )
}

function languageTable(): string {
  const row = (language: Language) => {
    const count = (severity: string) => language.rules.filter((rule) => rule.severity === severity).length
    const [page] = rulesPages().filter(({ text }) => text.startsWith('# Rules:') && text.split('\n')[0]?.includes(language.name))
    const rules = page === undefined ? String(language.rules.length) : `[${language.rules.length}](${page.path})`
    return `| ${language.name} | \`${language.id}\` | ${rules} | ${severities.map(count).join(' | ')} |`
  }
  return [
    '| language | id | rules | error | warning | info | hint | off |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    ...languages.map(row),
  ].join('\n')
}

interface Setting {
  readonly markdownDescription?: string
  readonly default?: unknown
  readonly order?: number
}

function settingsTable(manifest: string): string {
  const properties: Record<string, Setting> = JSON.parse(manifest).contributes?.configuration?.properties ?? {}
  const rows = Object.entries(properties)
    .sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0))
    .map(([name, setting]) => `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${cell(setting.markdownDescription ?? '')} |`)
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

interface Command {
  readonly command: string
  readonly title: string
  readonly category?: string
}

function commandTable(manifest: string): string {
  const { contributes } = JSON.parse(manifest)
  const commands: readonly Command[] = contributes?.commands ?? []
  const keys: readonly { readonly command: string; readonly key: string }[] = contributes?.keybindings ?? []
  const rows = commands.map(({ command, title, category }) => {
    const key = keys.find((one) => one.command === command)?.key ?? ''
    return `| *${category === undefined ? '' : `${category}: `}${title}* | ${key === '' ? '' : `\`${key}\``} |`
  })
  return ['| command | key |', '|---|---|', ...rows].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|')
}
