import { type Span, span } from '../text/span.ts'
import type { Step } from './node.ts'
import type { YamlSlot } from './yaml-slot.ts'
import { type FlowToken, flowTokens } from './yaml-tokens.ts'

/** Brackets within more brackets than these are not looked into. */
const deepest = 100

/** A pair of brackets that is open at the offset, as far as it was read. */
interface Frame {
  readonly list: boolean
  readonly path: readonly Step[]
  readonly keys: string[]
  index: number
  /** The key whose value comes next. */
  key: string | undefined
  /** Whether something stands there already that only a comma can follow. */
  full: boolean
}

/** The slot within brackets; `path` leads to the value that they are. None where only a comma or bracket can stand. */
export function flowSlot(text: string, where: Span, path: readonly Step[], offset: number): readonly YamlSlot[] {
  const tokens = [...flowTokens(text, where)]
  const under = tokens.findIndex((token) => token.kind === 'word' && token.span.start <= offset && offset <= token.span.end)
  const next = under >= 0 ? under : tokens.findIndex((token) => token.span.start >= offset)
  const before = next < 0 ? tokens : tokens.slice(0, next)
  const frame = frameAt(text, before, path)
  if (frame === undefined || frame.full) return []
  const word = under < 0 ? undefined : tokens[under]
  const replace = word?.span ?? span(offset, offset)
  const rest = next < 0 ? [] : tokens.slice(under >= 0 ? under + 1 : next)
  if (/[\r\n]/.test(text.slice(replace.start, replace.end))) return []
  const first = text[replace.start] ?? ''
  const quote = word !== undefined && (first === '"' || first === "'") ? first : ''
  if (quote !== '' && replace.end - replace.start > 1 && text[replace.end - 1] === quote && offset === replace.end) return []
  const named = rest[0]?.kind === ':'
  const around = {
    replace,
    lead: text[offset - 1] === ':' && replace.start === offset ? ' ' : '',
    column: 0,
    flow: true,
    commaAfter: rest[0] !== undefined && !named && !/[,}\]]/.test(rest[0].kind),
  }
  if (!frame.list && frame.key === undefined)
    return [{ ...around, kind: 'key', path: frame.path, present: new Set([...frame.keys, ...keysAfter(text, rest)]), named }]
  const step = frame.list ? frame.index : (frame.key ?? '')
  return [{ ...around, kind: 'value', path: [...frame.path, step], begins: 'below', present: new Set(), quote }]
}

function frameAt(text: string, tokens: readonly FlowToken[], path: readonly Step[]): Frame | undefined {
  const frames: Frame[] = []
  let word = ''
  for (const token of tokens) {
    const top = frames.at(-1)
    if (token.kind === '{' || token.kind === '[') {
      if (frames.length === deepest) return undefined
      const own = top === undefined ? path : [...top.path, top.list ? top.index : (top.key ?? '')]
      frames.push({ list: token.kind === '[', path: own, keys: [], index: 0, key: undefined, full: false })
    } else if (top === undefined) return undefined
    else if (token.kind === '}' || token.kind === ']') {
      frames.pop()
      const outer = frames.at(-1)
      if (outer !== undefined) outer.full = true
    } else if (token.kind === ',') Object.assign(top, { index: top.index + 1, key: undefined, full: false })
    else if (token.kind === ':') {
      top.key = unquoted(word)
      top.keys.push(top.key)
      top.full = false
    } else {
      word = text.slice(token.span.start, token.span.end)
      top.full = true
    }
  }
  return frames.at(-1)
}

/** The keys that follow in the same brackets. */
function* keysAfter(text: string, tokens: readonly FlowToken[]): Iterable<string> {
  let depth = 0
  let word = ''
  for (const { kind, span: where } of tokens) {
    if (kind === '{' || kind === '[') depth++
    else if (kind === '}' || kind === ']') depth--
    else if (kind === 'word') word = text.slice(where.start, where.end)
    else if (kind === ':' && depth === 0 && word !== '') yield unquoted(word)
    if (kind === ',') word = ''
    if (depth < 0) return
  }
}

function unquoted(word: string): string {
  return /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word
}
