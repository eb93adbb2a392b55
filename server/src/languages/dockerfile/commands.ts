import type { ShellCommand, ShellWord } from '../../syntax/shell.ts'

/**
 * Questions about the words of a command, as hadolint asks them: a word that begins with `--` is one flag, one that begins
 * with `-` is a flag per letter. Which flags take a value is not known, so that a value counts as an argument unless it is dropped.
 */

/** Whether the command has one of the names and one of the words among its arguments, at any place. */
export function calls(command: ShellCommand, names: string | readonly string[], ...words: readonly string[]): boolean {
  const named = typeof names === 'string' ? command.name.text === names : names.includes(command.name.text)
  return named && command.args.some(({ text }) => words.includes(text))
}

/** Whether one of the words is among the arguments. */
export function hasWord(command: ShellCommand, ...words: readonly string[]): boolean {
  return command.args.some(({ text }) => words.includes(text))
}

/** Whether the words stand among the arguments one behind the other. */
export function hasWords(command: ShellCommand, ...words: readonly string[]): boolean {
  return command.args.some((_, index) => words.every((word, offset) => command.args[index + offset]?.text === word))
}

/** The flags of a word: `--name=value` is `name`, `-abc` is `a`, `b` and `c`; none of `-` and `--`. */
function flagsOf({ text }: ShellWord): readonly string[] {
  if (text === '-' || text === '--' || !text.startsWith('-')) return []
  if (!text.startsWith('--')) return [...text.slice(1)]
  const equals = text.indexOf('=')
  return [text.slice(2, equals < 0 ? undefined : equals)]
}

/** Whether one of the flags is given, a letter or a long name without dashes. */
export function hasFlag(command: ShellCommand, ...flags: readonly string[]): boolean {
  return command.args.some((word) => flagsOf(word).some((flag) => flags.includes(flag)))
}

/** The arguments that are no flags, without the word behind each of the flags in `valued`. */
export function operands(command: ShellCommand, ...valued: readonly string[]): readonly ShellWord[] {
  const values = new Set(valuesOf(command, valued))
  return command.args.filter((word) => !values.has(word) && flagsOf(word).length === 0)
}

/** The words that stand directly behind one of the flags. */
export function valuesOf({ args }: ShellCommand, flags: readonly string[]): readonly ShellWord[] {
  if (flags.length === 0) return []
  return args.flatMap((word, index) => {
    const next = args[index + 1]
    const takes = !word.text.startsWith('--') || !word.text.includes('=')
    return next !== undefined && takes && flagsOf(word).some((flag) => flags.includes(flag)) ? [next] : []
  })
}

/** Whether it is pip or a Python that runs it, told to install. */
export function isPipInstall(command: ShellCommand): boolean {
  const { name } = command
  return (
    (name.text.startsWith('pip') && hasWord(command, 'install')) ||
    (name.text.startsWith('python') && hasWords(command, '-m', 'pip', 'install'))
  )
}
