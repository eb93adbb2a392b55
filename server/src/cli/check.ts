import { diagnose } from '../features/diagnose.ts'
import { rulesInForce } from '../features/rules-in-force.ts'
import type { Finding } from '../text/finding.ts'
import { CannotRun, type Command } from './command.ts'
import { findingsJson } from './findings-json.ts'
import { findingsText, painter } from './findings-text.ts'
import { type Input, languageIds, readInputs } from './inputs.ts'
import { projectSettings } from './settings.ts'
import { projectSurroundings } from './surroundings.ts'
import type { Terminal } from './terminal.ts'

/** An input and what is wrong with it, in the order of the text. */
export interface Checked {
  readonly input: Input
  readonly findings: readonly Finding[]
}

/** `bayplan check PATH...` */
export const check: Command = {
  name: 'check',
  usage: 'PATH...',
  summary: 'Checks files, and what is ours below folders, as an editor would.',
  options: { format: ['text', 'json'], as: languageIds(), 'stdin-filename': 'NAME' },
  about: {
    format: 'text for people (default) or one JSON array for scripts',
    as: 'the language of the files, whatever their names say',
    'stdin-filename': 'what to call standard input, which is read where PATH is -',
  },
  notes:
    'A .bayplan.json beside a file or in a folder above it sets severities: { "rules": { "CODE": "error|warning|info|hint|off" } }.\n' +
    'For Dockerfiles a .hadolint.yaml and the .dockerignore of the build context count as well.\n' +
    'Manifests are held to a level of the Pod Security Standards by { "kubernetes": { "podSecurity": "off|baseline|restricted" } } there.\n' +
    'Ends with 1 if there is at least one error; warnings do not count.',
  async run(paths, { format, as, 'stdin-filename': stdinName }, terminal) {
    if (paths.length === 0) throw new CannotRun('nothing to check; name files, folders or - for standard input')
    const inputs = await readInputs(paths, { as, stdinName }, terminal)
    if (inputs.length === 0) terminal.err('bayplan check: found no file that is of a language of Bayplan\n')
    const checked = await checkAll(inputs, terminal)
    terminal.out(format === 'json' ? findingsJson(checked) : findingsText(checked, painter(terminal.colour)))
    return checked.some(({ findings }) => findings.some(({ severity }) => severity === 'error')) ? 1 : 0
  },
}

async function checkAll(inputs: readonly Input[], terminal: Terminal): Promise<readonly Checked[]> {
  const settings = projectSettings(terminal)
  const around = projectSurroundings(terminal)
  const checked: Checked[] = []
  for (const input of inputs) {
    const rules = rulesInForce(settings.of(input.file))
    const bug = (rule: string, error: unknown) =>
      terminal.err(`bayplan check: ${rule} failed on ${input.file}, which is a bug: ${error instanceof Error ? error.stack : error}\n`)
    checked.push({ input, findings: diagnose(input.language.read(input.text, undefined, await around(input)), rules, bug) })
  }
  return checked
}
