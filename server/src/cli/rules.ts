import { pageAddress } from '../features/page.ts'
import { plainOf } from '../features/plain.ts'
import { languages } from '../languages/index.ts'
import type { Language } from '../languages/language.ts'
import { CannotRun, type Command } from './command.ts'
import { languageIds } from './inputs.ts'

/** `bayplan rules` */
export const rules: Command = {
  name: 'rules',
  usage: '',
  summary: 'Lists every rule with its severity and what it demands.',
  options: { format: ['text', 'json'], language: languageIds() },
  about: { format: 'text for people (default) or one JSON array for scripts', language: 'the rules of this language only' },
  async run(paths, { format, language }, terminal) {
    if (paths.length > 0) throw new CannotRun(`takes no paths, but was given ${paths.join(' ')}`)
    const chosen = languages.filter(({ id }) => language === undefined || id === language)
    terminal.out(format === 'json' ? rulesJson(chosen) : chosen.map(rulesText).join('\n'))
    return 0
  },
}

function rulesText({ name, rules }: Language): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  const width = sorted.reduce((most, { id }) => Math.max(most, id.length), 0)
  const rows = sorted.map(({ id, severity, summary }) => `  ${severity.padEnd(7)}  ${id.padEnd(width)}  ${plainOf(summary)}`)
  return [`${name}: ${rules.length} rules`, ...rows, ''].join('\n')
}

function rulesJson(chosen: readonly Language[]): string {
  const all = chosen.flatMap(({ id: language, rules }) =>
    rules.map(({ id, aliases, severity, summary }) => ({ language, id, aliases, severity, summary, href: pageAddress(id) })),
  )
  return `${JSON.stringify(all, undefined, 2)}\n`
}
