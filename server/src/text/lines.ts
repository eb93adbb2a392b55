/** A place in a text as editors write it: both zero-based, `character` in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Turns offsets into lines and back; made once a text, in one pass. */
export interface Lines {
  readonly count: number
  /** The position of an offset; offsets outside the text are moved to its nearest end. */
  position(offset: number): Position
  /** The offset of a position; positions behind the end of a line are moved to its end. */
  offset(position: Position): number
  /** The offset where a zero-based line begins; the end of the text for lines that do not exist. */
  start(line: number): number
}

/** The lines of a text; `\n`, `\r\n` and a lone `\r` end a line, as in the language server protocol. */
export function linesOf(text: string): Lines {
  const starts = lineStarts(text)
  const start = (line: number) => (line < 0 ? 0 : (starts[line] ?? text.length))
  return {
    count: starts.length,
    start,
    position(offset) {
      const at = Math.min(Math.max(offset, 0), text.length)
      const line = lastAtMost(starts, at)
      return { line, character: at - start(line) }
    },
    offset({ line, character }) {
      if (line < 0) return 0
      const begin = start(line)
      return Math.min(begin + Math.max(character, 0), endOfLine(text, begin, start(line + 1)))
    },
  }
}

function lineStarts(text: string): readonly number[] {
  // Most texts have no carriage return, and the engine finds a character far quicker than a loop does.
  if (!text.includes('\r')) return startsBehind(text, '\n')
  const starts = [0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}

/** Asks for the room of all lines at once, as far as the first ones tell: a list that grows bit by bit leaves four times as much behind. */
function startsBehind(text: string, end: string): readonly number[] {
  const starts: number[] = [0]
  let count = 1
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
    if (count === 100) starts.length = Math.min(Math.ceil((text.length / at) * 110), 32_768)
    starts[count++] = at + 1
  }
  starts.length = count
  return starts
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

function endOfLine(text: string, begin: number, next: number): number {
  let end = next
  while (end > begin && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}
