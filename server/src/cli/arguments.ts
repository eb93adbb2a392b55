import { nearest } from '../text/nearest.ts'

/** What a command takes beside paths: for each option the word that stands for its value in the help, its few possible values, or '' if it has none. */
export type Options = Readonly<Record<string, string | readonly string[]>>

/** A command line as it was understood, or in one sentence why it was not. */
export type Parsed =
  | { readonly kind: 'ok'; readonly paths: readonly string[]; readonly values: Readonly<Record<string, string | undefined>> }
  | { readonly kind: 'wrong'; readonly why: string }

/** Reads `--name value` and `--name=value`; the rest, `-` and everything behind `--` are paths. Of an option given twice the last counts. */
export function parseArguments(args: readonly string[], options: Options): Parsed {
  const paths: string[] = []
  const values: Record<string, string> = {}
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      paths.push(...args.slice(i + 1))
      break
    }
    if (arg === '-' || !arg.startsWith('-')) {
      paths.push(arg)
      continue
    }
    const [, name = '', , written] = /^--([^=]*)(=(.*))?$/s.exec(arg) ?? [arg, arg.slice(1)]
    const expected = Object.hasOwn(options, name) ? options[name] : undefined
    if (expected === undefined) return wrong(unknownOption(arg, name, options))
    if (expected === '') {
      values[name] = ''
      continue
    }
    const value = written ?? args[++i]
    if (value === undefined) return wrong(`--${name} needs a value: ${typeof expected === 'string' ? expected : expected.join(' or ')}`)
    if (typeof expected !== 'string' && !expected.includes(value)) return wrong(`--${name} is ${expected.join(' or ')}, not "${value}"`)
    values[name] = value
  }
  return { kind: 'ok', paths, values }
}

function unknownOption(arg: string, name: string, options: Options): string {
  const near = nearest(name, Object.keys(options))
  return near === undefined ? `there is no option ${arg}` : `there is no option ${arg}; did you mean --${near}`
}

function wrong(why: string): Parsed {
  return { kind: 'wrong', why }
}
