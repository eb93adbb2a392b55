import type { Command } from './command.ts'

/** What `bayplan --help` prints. */
export function help(commands: readonly Command[]): string {
  const usages = commands.map(({ name, usage, summary }): [string, string] => [`bayplan ${name} ${usage}`.trimEnd(), summary])
  return [
    'Bayplan checks container definitions and shows where they would run on a cluster.',
    '',
    ...usages.flatMap(([usage, summary]) => [`  ${usage}`, `      ${summary}`]),
    '',
    '  bayplan COMMAND --help  says more about one of them; bayplan --version prints the version.',
    '',
    'Exit codes: 0 nothing to complain about, 1 at least one error (check) or something without a place (place), 2 could not run.',
    'Results go to standard output, everything else to standard error. There are no colours where NO_COLOR is set.',
    'Nothing is sent anywhere, no cluster is asked or changed.',
    '',
  ].join('\n')
}

/** What `bayplan COMMAND --help` prints. */
export function commandHelp({ name, usage, summary, options, about, notes }: Command): string {
  const rows = Object.entries(options).flatMap(([option, value]) => [
    `  --${option} ${typeof value === 'string' ? value : value.join('|')}`.trimEnd(),
    `      ${about[option] ?? ''}`,
  ])
  return [
    `usage: bayplan ${name} ${usage}`.trimEnd(),
    '',
    summary,
    ...(rows.length > 0 ? ['', ...rows] : []),
    ...(notes === undefined ? [] : ['', notes]),
    '',
  ].join('\n')
}
