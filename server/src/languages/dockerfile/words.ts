import type { DockerfileTree, Instruction } from '../../syntax/dockerfile.ts'
import type { KeyValue } from '../../syntax/dockerfile-words.ts'

/** The text without the quotes at its ends; those inside stay. */
export function withoutQuotes(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isQuote(text[start])) start++
  while (end > start && isQuote(text[end - 1])) end--
  return text.slice(start, end)
}

function isQuote(ch: string | undefined): boolean {
  return ch === '"' || ch === "'"
}

/** A text short enough for a message. */
export function brief(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text
}

/** The last part of a path, without the quotes around it; both kinds of slash divide. */
export function baseName(path: string): string {
  const plain = withoutQuotes(path)
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1)
}

/** The key or value of an ENV or LABEL pair as it counts: quotes and the escapes of quotes and blanks resolved. */
export function unquoted(text: string, token: '\\' | '`'): string {
  let result = ''
  let quote: string | undefined
  for (let pos = 0; pos < text.length; pos++) {
    const ch = text[pos] ?? ''
    const next = text[pos + 1]
    const escapable = quote === undefined ? ' \t' : quote
    if (ch === token && next !== undefined && escapable.includes(next)) {
      result += next
      pos++
    } else if (quote === undefined && (ch === '"' || ch === "'")) quote = ch
    else if (ch === quote) quote = undefined
    else result += ch
  }
  return result
}

/** The pairs of a LABEL or ENV up to the first word that is none: with that the build is refused. */
export function pairsOf({ errors }: DockerfileTree, { pairs, span }: Instruction): readonly KeyValue[] {
  const wrong = errors.find(({ span: { start } }) => span.start <= start && start < span.end)
  return wrong === undefined ? pairs : pairs.filter(({ key }) => key.span.start < wrong.span.start)
}

const archives = ['tar', 'Z', 'bz2', 'gz', 'lz', 'lzma', 'tZ', 'tb2', 'tbz', 'tbz2', 'tgz', 'tlz', 'tpz', 'txz', 'xz']

/** Whether a path names an archive that ADD unpacks. */
export function isArchive(path: string): boolean {
  const plain = withoutQuotes(path)
  return archives.some((ending) => plain.endsWith(`.${ending}`))
}
