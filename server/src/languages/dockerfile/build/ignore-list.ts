import { posix } from '../../../text/posix.ts'

/** The patterns of a `.dockerignore`, ready to match. */
export interface IgnoreList {
  /** Some pattern takes files back in with `!`. */
  readonly hasExceptions: boolean
  /** A pattern leaves out everything in the root of the context. */
  readonly ignoresAll: boolean
  /** Whether a path, or a folder it is in, is left out. A path has no leading slash. */
  ignores(path: string): boolean
}

interface Pattern {
  readonly except: boolean
  /** Undefined where the brackets make no expression, which ends the search. */
  matches(path: string): boolean | undefined
}

/**
 * Reads a `.dockerignore`; a string says what BuildKit refuses about it. Undefined without a pattern.
 * Source: https://github.com/moby/patternmatcher
 */
export function readIgnoreList(text: string): IgnoreList | string | undefined {
  const patterns: Pattern[] = []
  let ignoresAll = false
  for (const line of patternsOf(text)) {
    const except = line.startsWith('!')
    const plain = except ? line.slice(1) : line
    if (plain === '') return 'a pattern is missing behind !'
    const problem = patternProblem(plain)
    if (problem !== undefined) return `the pattern ${plain} cannot be read: ${problem}`
    ignoresAll ||= !except && ['*', '**', '**/*'].includes(plain)
    patterns.push({ except, matches: matcher(plain) })
  }
  if (patterns.length === 0) return undefined
  return { hasExceptions: patterns.some(({ except }) => except), ignoresAll, ignores: (path) => ignores(patterns, path) }
}

/** The lines that are patterns, cleaned; a leading slash means nothing. */
function patternsOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((raw) => {
      const line = raw.replace(/\r$/, '')
      if (line.startsWith('#')) return []
      const trimmed = line.trim()
      if (trimmed === '') return []
      const except = trimmed.startsWith('!')
      const body = (except ? trimmed.slice(1) : trimmed).trim()
      const cleaned = body === '' ? '' : posix.clean(body)
      const bare = cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned
      return [(except ? '!' : '') + bare]
    })
}

function ignores(patterns: readonly Pattern[], path: string): boolean {
  const folders = path.split('/').slice(0, -1)
  const parents = folders.map((_, index) => folders.slice(0, index + 1).join('/'))
  let ignored = false
  for (const { except, matches } of patterns) {
    if (except !== ignored) continue
    const own = matches(path)
    if (own === undefined) return false
    if (own || parents.some(matches)) ignored = !except
  }
  return ignored
}

/** What Go's `filepath.Match` refuses: brackets and backslashes that are not finished. */
function patternProblem(pattern: string): string | undefined {
  const chars = [...pattern]
  for (let at = 0; at < chars.length; at++) {
    if (chars[at] === '\\') {
      if (++at >= chars.length) return 'it ends with a backslash'
    } else if (chars[at] === '[') {
      const end = bracketEnd(chars, at + 1)
      if (end === undefined) return 'a bracket is not closed, or empty'
      at = end
    }
  }
  return undefined
}

function bracketEnd(chars: readonly string[], start: number): number | undefined {
  let at = chars[start] === '^' ? start + 1 : start
  for (let ranges = 0; ; ranges++) {
    if (at >= chars.length) return undefined
    if (chars[at] === ']' && ranges > 0) return at
    const low = rangeEnd(chars, at)
    if (low === undefined) return undefined
    at = low
    if (chars[at] !== '-') continue
    const high = rangeEnd(chars, at + 1)
    if (high === undefined) return undefined
    at = high
  }
}

/** Behind one character of a bracket. */
function rangeEnd(chars: readonly string[], at: number): number | undefined {
  const ch = chars[at]
  if (ch === undefined || ch === '-' || ch === ']') return undefined
  const next = ch === '\\' ? at + 2 : at + 1
  return next < chars.length || (next === chars.length && ch !== '\\') ? (next >= chars.length ? undefined : next) : undefined
}

/** The test of a pattern, made when first needed. */
function matcher(pattern: string): Pattern['matches'] {
  let test: Pattern['matches'] | undefined
  return (path) => {
    test ??= compiled(pattern)
    return test(path)
  }
}

function compiled(pattern: string): Pattern['matches'] {
  const { type, source } = kindOf(pattern)
  switch (type) {
    case 'exact':
      return (path) => path === pattern
    case 'prefix':
      return (path) => path.startsWith(pattern.slice(0, -2))
    case 'suffix': {
      const suffix = pattern.slice(2)
      return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1))
    }
    case 'expression': {
      const expression = expressionOf(source)
      return (path) => expression?.test(path)
    }
  }
}

function expressionOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'su')
  } catch {
    return undefined
  }
}

interface Kind {
  readonly type: 'exact' | 'prefix' | 'suffix' | 'expression'
  readonly source: string
}

function kindOf(pattern: string): Kind {
  let source = '^'
  let type: Kind['type'] = 'exact'
  let open = false
  const chars = [...pattern]
  for (let at = 0, first = true; at < chars.length; at++, first = false) {
    const ch = chars[at] ?? ''
    if (ch === '*' && chars[at + 1] === '*') {
      at++
      if (chars[at + 1] === '/') at++
      if (at + 1 < chars.length) {
        source += '(?:.*/)?'
        type = 'expression'
      } else if (type === 'exact') type = 'prefix'
      else {
        source += '.*'
        type = 'expression'
      }
      if (first) type = 'suffix'
    } else if (ch === '*') {
      source += '[^/]*'
      type = 'expression'
    } else if (ch === '?') {
      source += '[^/]'
      type = 'expression'
    } else if (ch === '\\') {
      source += quoted(chars[++at] ?? '\\')
      type = 'expression'
    } else if (ch === '[' || ch === ']') {
      // Outside of brackets a closing one is a character.
      source += ch === ']' && !open ? '\\]' : ch
      open = ch === '['
      type = 'expression'
    } else source += /[.+()|{}$]/.test(ch) ? `\\${ch}` : ch
  }
  return { type, source: `${source}$` }
}

function quoted(ch: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(ch) ? `\\${ch}` : ch
}
