import type { Span } from '../text/span.ts'
import type { Flag, Word } from './dockerfile.ts'
import { firstVisible, isSpace, type Joined, lastVisible } from './dockerfile-lines.ts'

/** A stretch of a joined line. */
export interface Part {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** `name=value` of ENV and LABEL; `legacy` for the form `name value`. */
export interface KeyValue {
  readonly key: Word
  readonly value: Word
  readonly legacy: boolean
}

/** What stands behind the flags of an instruction, split as its syntax demands. */
export interface Arguments {
  readonly args: readonly Word[]
  readonly pairs: readonly KeyValue[]
  readonly json: boolean
  readonly error?: { readonly message: string; readonly span: Span }
}

/** What separates the keyword and the words of most instructions: blanks of ASCII without line ends. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13)
}

/** The first blank from an index on, or `end`. */
function blankAt(text: string, from: number, end: number): number {
  let at = from
  while (at < end && !isBlank(text.charCodeAt(at))) at++
  return at
}

/** Behind all blanks from an index on. */
function behindBlanks(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

/** Keyword, flags and the rest of a joined line. */
export function splitInstruction(joined: Joined): { readonly name: Word; readonly flags: readonly Flag[]; readonly rest: Part } {
  const { text } = joined
  const start = firstVisible(text, 0)
  const end = lastVisible(text, start)
  const keywordEnd = blankAt(text, start, end)
  const name = joined.word(start, keywordEnd)
  if (keywordEnd === end) return { name, flags: none, rest: { text: '', start: end, end } }
  const { flags, next } = readFlags(joined, behindBlanks(text, keywordEnd, end), end)
  const from = Math.min(firstVisible(text, next), end)
  return { name, flags, rest: { text: text.slice(from, end), start: from, end } }
}

const none: readonly never[] = []

/** Reads `--flag` words; quotes group, a backslash takes the next character as it is, whatever the escape directive says. */
function readFlags(joined: Joined, from: number, end: number): { readonly flags: readonly Flag[]; readonly next: number } {
  const { text } = joined
  let flags: Flag[] | undefined
  let pos = from
  for (;;) {
    while (pos < end && isSpace(text.charCodeAt(pos))) pos++
    if (!text.startsWith('--', pos) || pos >= end) return { flags: flags ?? none, next: pos }
    const start = pos
    let word = ''
    let quote: string | undefined
    for (; pos < end; pos++) {
      let ch = text[pos] ?? ''
      if (quote === undefined && isSpace(text.charCodeAt(pos))) break
      if (quote === undefined && (ch === '"' || ch === "'")) quote = ch
      else if (ch === quote) quote = undefined
      else {
        if (ch === '\\') {
          if (pos + 1 >= end) continue
          ch = text[++pos] ?? ''
        }
        word += ch
      }
    }
    if (word === '--') return { flags: flags ?? none, next: pos }
    flags ??= []
    flags.push(flagOf(joined, word, start, pos))
  }
}

function flagOf(joined: Joined, word: string, start: number, end: number): Flag {
  const equals = joined.text.indexOf('=', start)
  const split = equals >= 0 && equals < end ? equals : end
  const cut = word.indexOf('=')
  return {
    text: word,
    name: word.slice(2, cut < 0 ? undefined : cut),
    value: cut < 0 ? undefined : word.slice(cut + 1),
    span: joined.span(start, end),
    nameSpan: joined.span(Math.min(start + 2, split), split),
    valueSpan: cut < 0 ? undefined : joined.span(Math.min(split + 1, end), end),
  }
}

/** Splits the arguments of an instruction; of an unknown one nothing is known, so nothing is split. */
export function parseArguments(keyword: string, joined: Joined, rest: Part, token: '\\' | '`'): Arguments {
  switch (keyword) {
    case 'ADD':
    case 'COPY':
    case 'VOLUME':
      return jsonOr(joined, rest, () => words(joined, rest))
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
    case 'SHELL':
      return jsonOr(joined, rest, () => whole(joined, rest))
    case 'EXPOSE':
    case 'FROM':
      return plain(words(joined, rest))
    case 'MAINTAINER':
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      return plain(whole(joined, rest))
    case 'ARG':
      return plain(quotedWords(rest, token).map(({ start, end }) => joined.word(start, end)))
    case 'ENV':
    case 'LABEL':
      return keyValues(keyword, joined, rest, token)
    case 'HEALTHCHECK':
      return health(joined, rest)
    default:
      return plain([])
  }
}

function plain(args: readonly Word[]): Arguments {
  return { args, pairs: none, json: false }
}

function whole(joined: Joined, { start, end }: Part): readonly Word[] {
  return start === end ? none : [joined.word(start, end)]
}

function words(joined: Joined, { start, end }: Part): readonly Word[] {
  const { text } = joined
  const found: Word[] = []
  for (let at = behindBlanks(text, start, end); at < end; ) {
    const next = blankAt(text, at, end)
    found.push(joined.word(at, next))
    at = behindBlanks(text, next, end)
  }
  return found
}

/** A JSON array of strings, else what `fallback` makes of it. An array of anything else is refused. */
function jsonOr(joined: Joined, rest: Part, fallback: () => readonly Word[]): Arguments {
  if (!rest.text.startsWith('[')) return plain(fallback())
  if (!rest.text.endsWith(']')) return plain(fallback())
  let value: unknown
  try {
    value = JSON.parse(rest.text)
  } catch {
    return plain(fallback())
  }
  if (!Array.isArray(value)) return plain(fallback())
  if (!value.every((item) => typeof item === 'string')) {
    return {
      ...plain(fallback()),
      error: { message: 'a JSON array of arguments holds strings only', span: joined.span(rest.start, rest.end) },
    }
  }
  return { args: jsonWords(joined, rest, value), pairs: [], json: true }
}

/** The strings of a JSON array, each with its quotes as span. */
function jsonWords(joined: Joined, rest: Part, values: readonly string[]): readonly Word[] {
  const literals = [...rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)]
  return values.map((text, index) => {
    const literal = literals[index]
    const start = rest.start + (literal?.index ?? 0)
    return { text, span: joined.span(start, start + (literal?.[0].length ?? 0)) }
  })
}

function keyValues(keyword: string, joined: Joined, rest: Part, token: '\\' | '`'): Arguments {
  const found = quotedWords(rest, token)
  const first = found[0]
  if (first === undefined) return plain([])
  if (!first.text.includes('=')) return legacyPair(keyword, joined, rest)
  const pairs: KeyValue[] = []
  let error: Arguments['error']
  for (const { text, start, end } of found) {
    const equals = text.indexOf('=')
    if (equals < 0) error ??= { message: `expected name=value, not ${text}`, span: joined.span(start, end) }
    else pairs.push({ key: joined.word(start, start + equals), value: joined.word(start + equals + 1, end), legacy: false })
  }
  return { args: pairs.flatMap(({ key, value }) => [key, value]), pairs, json: false, ...(error && { error }) }
}

function legacyPair(keyword: string, joined: Joined, rest: Part): Arguments {
  const gap = blankAt(rest.text, 0, rest.text.length)
  if (gap === rest.text.length) {
    const message = `${keyword} takes name=value; the value is missing`
    return { ...plain(whole(joined, rest)), error: { message, span: joined.span(rest.start, rest.end) } }
  }
  const key = joined.word(rest.start, rest.start + gap)
  const value = joined.word(rest.start + behindBlanks(rest.text, gap, rest.text.length), rest.end)
  return { args: [key, value], pairs: [{ key, value, legacy: true }], json: false }
}

/** `CMD ...` or `NONE`: the type is the first argument, the command is read like that of CMD. */
function health(joined: Joined, rest: Part): Arguments {
  const gap = /\s+/.exec(rest.text)
  if (gap === null) return plain(whole(joined, rest))
  const type = joined.word(rest.start, rest.start + gap.index)
  const start = rest.start + gap.index + gap[0].length
  const command: Part = { text: rest.text.slice(gap.index + gap[0].length), start, end: rest.end }
  const parsed = jsonOr(joined, command, () => whole(joined, command))
  return { ...parsed, args: [type, ...parsed.args] }
}

/** Words divided by blanks outside quotes; quotes and escapes stay as they are. */
function quotedWords(rest: Part, token: string): readonly Part[] {
  const { text } = rest
  const found: Part[] = []
  for (let pos = firstVisible(text, 0); pos < text.length; pos = firstVisible(text, pos)) {
    const start = pos
    let quote: string | undefined
    // An escape character at the very end is dropped.
    let end = text.length
    for (; pos < text.length; pos++) {
      const ch = text[pos]
      if (quote === undefined && isSpace(text.charCodeAt(pos))) break
      if (ch === token && quote !== "'") {
        if (++pos === text.length) end = pos - 1
      } else if (quote === undefined && (ch === '"' || ch === "'")) quote = ch
      else if (ch === quote) quote = undefined
    }
    pos = Math.min(pos, text.length)
    found.push({ text: text.slice(start, Math.min(pos, end)), start: rest.start + start, end: rest.start + pos })
  }
  return found
}
