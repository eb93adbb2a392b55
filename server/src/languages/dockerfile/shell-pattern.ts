/**
 * Patterns of variable modifiers: `*` is any text, `?` any character, a backslash takes `*`, `?` and itself as they are.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export interface ShellPattern {
  /** The texts between the stars, in order; a pattern without a star has one. */
  readonly parts: readonly (readonly Symbol[])[]
}

/** A character, or undefined for any. */
type Symbol = string | undefined

/** Reads a pattern; a string says which escape BuildKit refuses. */
export function readPattern(pattern: string): ShellPattern | string {
  const parts: Symbol[][] = [[]]
  const chars = [...pattern]
  for (let at = 0; at < chars.length; at++) {
    const ch = chars[at]
    if (ch === '*') parts.push([])
    else if (ch === '?') parts.at(-1)?.push(undefined)
    else if (ch !== '\\') parts.at(-1)?.push(ch)
    else {
      const next = chars[++at]
      if (next === undefined || !'}/*?\\'.includes(next)) return `a pattern has no escape \\${next ?? ''}`
      parts.at(-1)?.push(next)
    }
  }
  return { parts }
}

/** The value without its shortest or longest beginning that the pattern matches. */
export function withoutPrefix(value: string, { parts }: ShellPattern, longest: boolean): string {
  const chars = [...value]
  const [first = []] = parts
  if (!matchesAt(chars, 0, first)) return value
  const end = endOf(chars, first.length, parts, longest)
  return end === undefined ? value : chars.slice(end).join('')
}

/** The value without its shortest or longest end that the pattern matches. */
export function withoutSuffix(value: string, { parts }: ShellPattern, longest: boolean): string {
  const mirrored = { parts: parts.map((part) => [...part].reverse()).reverse() }
  const rest = withoutPrefix([...value].reverse().join(''), mirrored, longest)
  return [...rest].reverse().join('')
}

/** The value with the first stretch, or all, that the pattern matches replaced; each as long as it can be. */
export function replaced(value: string, { parts }: ShellPattern, by: string, all: boolean): string {
  const chars = [...value]
  const [first = []] = parts
  let result = ''
  let at = 0
  while (at <= chars.length) {
    const start = indexOf(chars, at, first)
    const end = start === undefined ? undefined : endOf(chars, start + first.length, parts, true)
    if (start === undefined || end === undefined) break
    result += chars.slice(at, start).join('') + by
    at = end
    if (end === start) result += chars[at++] ?? ''
    if (!all) break
  }
  return result + chars.slice(at).join('')
}

/** Where a match ends whose first part ends at `from`. The parts between need no second try: the earliest place leaves most room. */
function endOf(chars: readonly string[], from: number, parts: ShellPattern['parts'], longest: boolean): number | undefined {
  let at = from
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue
    const last = index === parts.length - 1
    const found = last && longest ? lastIndexOf(chars, at, part) : indexOf(chars, at, part)
    if (found === undefined) return undefined
    at = found + part.length
  }
  return at
}

function indexOf(chars: readonly string[], from: number, part: readonly Symbol[]): number | undefined {
  for (let at = from; at + part.length <= chars.length; at++) if (matchesAt(chars, at, part)) return at
  return undefined
}

function lastIndexOf(chars: readonly string[], from: number, part: readonly Symbol[]): number | undefined {
  for (let at = chars.length - part.length; at >= from; at--) if (matchesAt(chars, at, part)) return at
  return undefined
}

function matchesAt(chars: readonly string[], at: number, part: readonly Symbol[]): boolean {
  if (at + part.length > chars.length) return false
  return part.every((symbol, index) => symbol === undefined || symbol === chars[at + index])
}
