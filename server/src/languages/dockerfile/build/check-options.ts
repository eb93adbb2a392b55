import type { DockerfileTree, Instruction, Word } from '../../../syntax/dockerfile.ts'
import { type Span, span } from '../../../text/span.ts'

/** What a `check` directive or comment asks for. */
export interface CheckOptions {
  readonly skip: ReadonlySet<string> | 'all'
  readonly experimental: ReadonlySet<string> | 'all'
  readonly error: boolean
  /** Every name in a list, for those who judge names. */
  readonly names: readonly { readonly list: 'skip' | 'experimental'; readonly word: Word }[]
}

/** Why the options cannot be read, and where. */
export interface CheckProblem {
  readonly message: string
  readonly at: Span
}

const none: CheckOptions = { skip: new Set(), experimental: new Set(), error: false, names: [] }

/**
 * Reads `skip=A,B;error=true;experimental=C`. Only what stands before the first blank counts.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/linter/linter.go
 */
export function readCheckOptions(value: Word): CheckOptions | CheckProblem {
  const text = value.text.split(' ', 1)[0] ?? ''
  let options = none
  let at = value.span.start
  for (const part of splitOptions(text)) {
    const where = span(at, at + part.length)
    const read = readOption(part, where)
    if ('message' in read) return read
    options = {
      skip: options.skip === 'all' ? 'all' : (read.skip ?? options.skip),
      experimental: options.experimental === 'all' ? 'all' : (read.experimental ?? options.experimental),
      error: read.error ?? options.error,
      names: [...options.names, ...(read.names ?? [])],
    }
    at += part.length + 1
  }
  return options
}

/** At most three options: the last takes the rest. */
function splitOptions(text: string): readonly string[] {
  const parts = text.split(';')
  return text === '' ? [] : parts.length <= 3 ? parts : [parts[0] ?? '', parts[1] ?? '', parts.slice(2).join(';')]
}

function readOption(part: string, where: Span): Partial<CheckOptions> | CheckProblem {
  const equals = part.indexOf('=')
  if (equals < 0) return { message: `"${part}" is no option of check; it takes skip=NAMES, error=true and experimental=NAMES`, at: where }
  const key = part.slice(0, equals).trim()
  const value = part.slice(equals + 1)
  switch (key) {
    case 'skip':
    case 'experimental':
      return {
        [key]: value === 'all' ? 'all' : new Set(value.split(',')),
        names: value === 'all' ? [] : namesOf(key, value, where.start + equals + 1),
      }
    case 'error': {
      const on = goBoolean(value)
      return on === undefined
        ? { message: `error is true or false, not "${value}"`, at: span(where.start + equals + 1, where.end) }
        : { error: on }
    }
    default:
      return {
        message: `"${key}" is no option of check; there are skip, error and experimental`,
        at: span(where.start, where.start + equals),
      }
  }
}

function namesOf(list: 'skip' | 'experimental', value: string, start: number): CheckOptions['names'] {
  let at = start
  return value.split(',').map((text) => {
    const word = { text, span: span(at, at + text.length) }
    at += text.length + 1
    return { list, word }
  })
}

/** What Go's `strconv.ParseBool` takes. */
export function goBoolean(text: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : undefined
}

/** What the `check` directive of a file says, or why it cannot be read. An indented directive, and all behind it, count for nothing here. */
export function fileOptions({ text, directives }: DockerfileTree): CheckOptions | CheckProblem {
  for (const { name, value, valueSpan, span: where } of directives) {
    const atStart = where.start === 0 || /[\n\uFEFF]/.test(text[where.start - 1] ?? '')
    if (!atStart) break
    if (name === 'check') return readCheckOptions({ text: value, span: valueSpan })
  }
  return none
}

/** The value of a comment `check=...` above an instruction. */
export function checkComment({ text, span: { start } }: Word): Word | undefined {
  const match = /^check\s*=\s*(?=\S)/i.exec(text)
  if (match === null) return undefined
  const value = text.slice(match[0].length)
  return { text: value, span: span(start + match[0].length, start + text.length) }
}

/** What the first `check` comment above an instruction says; undefined without one, or where it cannot be read. */
export function optionsOf({ comments }: Instruction): CheckOptions | undefined {
  for (const comment of comments) {
    const value = checkComment(comment)
    if (value === undefined) continue
    const options = readCheckOptions(value)
    return 'message' in options ? undefined : options
  }
  return undefined
}

/** Whether options were read. */
export function isOptions(read: CheckOptions | CheckProblem): read is CheckOptions {
  return !('message' in read)
}

/** The options of a file whose directive is missing or cannot be read. */
export const noOptions = none
