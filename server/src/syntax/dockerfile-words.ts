import type { Span } from '../text/span.ts'
import type { Flag, Word } from './dockerfile.ts'
import type { Joined } from './dockerfile-lines.ts'

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

/** What separates the keyword and the words of most instructions. */
const blank = /[\t\v\f\r ]+/

/** Keyword, flags and the rest of a joined line. */
export function splitInstruction(joined: Joined): { readonly name: Word; readonly flags: readonly Flag[]; readonly rest: Part } {
  const { text } = joined
  const start = text.length - text.trimStart().length
  const end = text.trimEnd().length
  const gap = blank.exec(text.slice(start, end))
  if (gap === null) return { name: joined.word(start, end), flags: [], rest: { text: '', start: end, end } }
  const keywordEnd = start + gap.index
  const { flags, next } = readFlags(joined, keywordEnd + gap[0].length, end)
  const lead = text.slice(next, end).length - text.slice(next, end).trimStart().length
  const from = Math.min(next + lead, end)
  return { name: joined.word(start, keywordEnd), flags, rest: { text: text.slice(from, end), start: from, end } }
}

/** Reads `--flag` words; quotes group, a backslash takes the next character as it is, whatever the escape directive says. */
function readFlags(joined: Joined, from: number, end: number): { readonly flags: readonly Flag[]; readonly next: number } {
  const { text } = joined
  const flags: Flag[] = []
  let pos = from
  for (;;) {
    while (pos < end && /\s/.test(text[pos] ?? '')) pos++
    if (!text.startsWith('--', pos) || pos >= end) return { flags, next: pos }
    const start = pos
    let word = ''
    let quote: string | undefined
    for (; pos < end; pos++) {
      let ch = text[pos] ?? ''
      if (quote === undefined && /\s/.test(ch)) break
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
    if (word === '--') return { flags, next: pos }
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
  return { args, pairs: [], json: false }
}

function whole(joined: Joined, { start, end }: Part): readonly Word[] {
  return start === end ? [] : [joined.word(start, end)]
}

function words(joined: Joined, rest: Part): readonly Word[] {
  return [...rest.text.matchAll(/[^\t\v\f\r ]+/g)].map((match) =>
    joined.word(rest.start + match.index, rest.start + match.index + match[0].length),
  )
}

/** A JSON array of strings, else what `fallback` makes of it. An array of anything else is refused. */
function jsonOr(joined: Joined, rest: Part, fallback: () => readonly Word[]): Arguments {
  if (!rest.text.startsWith('[')) return plain(fallback())
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
  const gap = blank.exec(rest.text)
  if (gap === null) {
    const message = `${keyword} takes name=value; the value is missing`
    return { ...plain(whole(joined, rest)), error: { message, span: joined.span(rest.start, rest.end) } }
  }
  const key = joined.word(rest.start, rest.start + gap.index)
  const value = joined.word(rest.start + gap.index + gap[0].length, rest.end)
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
  let start = -1
  let quote: string | undefined
  let kept = ''
  for (let pos = 0; pos < text.length; pos++) {
    const ch = text[pos] ?? ''
    if (start < 0) {
      if (/\s/.test(ch)) continue
      start = pos
      kept = ''
    } else if (quote === undefined && /\s/.test(ch)) {
      found.push({ text: kept, start: rest.start + start, end: rest.start + pos })
      start = -1
      continue
    }
    if (quote === undefined && (ch === '"' || ch === "'")) quote = ch
    else if (ch === quote) quote = undefined
    if (ch === token && quote !== "'") {
      if (pos + 1 === text.length) continue
      kept += ch + (text[++pos] ?? '')
    } else kept += ch
  }
  if (start >= 0) found.push({ text: kept, start: rest.start + start, end: rest.end })
  return found
}
