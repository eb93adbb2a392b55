import { nearest } from '../text/nearest.ts'
import { version } from '../version.ts'
import { parseArguments } from './arguments.ts'
import { check } from './check.ts'
import { CannotRun, type Command, type ExitCode } from './command.ts'
import { commandHelp, help } from './help.ts'
import { lsp } from './lsp.ts'
import { place } from './place.ts'
import { rules } from './rules.ts'
import type { Terminal } from './terminal.ts'

/** What `bayplan` can do, in the order of the help. */
export const commands: readonly Command[] = [check, place, rules, lsp]

/** Runs a command line; undefined where the process goes on and ends by itself. Never rejects: what goes wrong is said and gives 2. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode | undefined> {
  const [name, ...rest] = args
  if (name === undefined) return complain(terminal, help(commands).trimEnd())
  if (isHelp(name)) return print(terminal, rest[0] === undefined ? help(commands) : helpAbout(rest[0]))
  if (name === '--version' || name === '-v' || name === 'version') return print(terminal, `${version}\n`)
  const command = commands.find((one) => one.name === name)
  if (command === undefined) return complain(terminal, unknownCommand(name))
  if (rest.some((arg) => arg === '--help' || arg === '-h')) return print(terminal, commandHelp(command))
  const parsed = parseArguments(rest, command.options)
  if (parsed.kind === 'wrong') return complain(terminal, `bayplan ${name}: ${parsed.why}\nusage: bayplan ${name} ${command.usage}`)
  try {
    return await command.run(parsed.paths, parsed.values, terminal)
  } catch (error) {
    if (error instanceof CannotRun) return complain(terminal, `bayplan ${name}: ${error.message}`)
    return complain(terminal, `bayplan ${name} failed, which is a bug: ${error instanceof Error ? error.stack : error}`)
  }
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h' || word === 'help'
}

function helpAbout(name: string): string {
  const command = commands.find((one) => one.name === name)
  return command === undefined ? help(commands) : commandHelp(command)
}

function unknownCommand(name: string): string {
  const near = nearest(
    name,
    commands.map((command) => command.name),
  )
  const hint = near === undefined ? '' : `; did you mean ${near}`
  return `bayplan: there is no command ${name}${hint}\nusage: bayplan ${commands.map((command) => command.name).join('|')} ...  (bayplan --help)`
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.out(text)
  return 0
}

function complain(terminal: Terminal, text: string): ExitCode {
  terminal.err(`${text}\n`)
  return 2
}
