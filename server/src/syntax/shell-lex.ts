/**
 * The words of a line as BuildKit's own little shell reads them: quotes group, the escape character takes the next character
 * as it is, variables stay as they are written.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export interface LexOptions {
  readonly escape: '\\' | '`'
  /** Keep quotes and escape characters in the words. */
  readonly raw: boolean
  /** Blanks behind `<<` or `<<-` belong to the word, so that `<< EOF` is one. */
  readonly heredocs: boolean
}

/** A word and where it stands in the line, quotes included. */
export interface LexWord {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The words of a line, or undefined where a quote or brace is not closed. */
export function lexWords(line: string, options: LexOptions): readonly LexWord[] | undefined {
  const words: LexWord[] = []
  let text = ''
  let start = -1
  let pos = 0
  const begin = () => {
    if (start < 0) start = pos
  }
  while (pos < line.length) {
    const ch = line[pos] ?? ''
    if (/\s/.test(ch)) {
      const joins = options.heredocs && start >= 0 && /^\d*<<-?\s*$/.test(text) && /\S/.test(line.slice(pos))
      if (joins) text += ch
      else if (start >= 0) {
        words.push({ text, start, end: pos })
        text = ''
        start = -1
      }
      pos++
      continue
    }
    begin()
    if (ch === options.escape) {
      if (options.raw) text += ch
      text += line[pos + 1] ?? ''
      pos += 2
      continue
    }
    const end = ch === "'" || ch === '"' ? quoteEnd(line, pos, options.escape) : ch === '$' ? dollarEnd(line, pos) : pos + 1
    if (end === undefined) return undefined
    const piece = line.slice(pos, end)
    text += options.raw || (ch !== "'" && ch !== '"') ? piece : unquoted(piece, options.escape)
    pos = end
  }
  if (start >= 0) words.push({ text, start, end: Math.min(pos, line.length) })
  return words
}

function quoteEnd(line: string, start: number, token: string): number | undefined {
  const quote = line[start]
  for (let pos = start + 1; pos < line.length; pos++) {
    if (line[pos] === quote) return pos + 1
    if (quote === '"' && line[pos] === token) pos++
  }
  return undefined
}

/** Behind a variable: a `${...}` with its braces balanced, so that blanks in a default do not end the word. */
function dollarEnd(line: string, start: number): number | undefined {
  if (line[start + 1] !== '{') return start + 1
  let depth = 0
  for (let pos = start + 1; pos < line.length; pos++) {
    if (line[pos] === '{') depth++
    if (line[pos] === '}' && --depth === 0) return pos + 1
  }
  return undefined
}

function unquoted(piece: string, token: string): string {
  const inner = piece.slice(1, -1)
  if (piece.startsWith("'")) return inner
  return inner.replace(token === '\\' ? /\\(["$\\])/g : /`(["$`])/g, '$1')
}
