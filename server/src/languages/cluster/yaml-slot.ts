import type { Step } from '../../syntax/node.ts'
import { linesOf } from '../../text/lines.ts'
import { type Span, span } from '../../text/span.ts'

/** A place in block-style YAML where something can be written, in whatever state the text is. */
export interface YamlSlot {
  readonly kind: 'key' | 'value'
  /** Leads to the map a key belongs to, or to the value; every step into a list is 0. */
  readonly path: readonly Step[]
  /** The word at the cursor. */
  readonly replace: Span
  /** Keys that stand beside a key already. */
  readonly present: ReadonlySet<string>
  /** How far the line's content stands in: what is written below it goes further in. */
  readonly column: number
}

/** Dashes, then a key and whether a value follows. */
const keyLine = /^(\s*)((?:-\s+)*)([\w$.-]+):(?:\s|$)/
const partialKey = /^(\s*)((?:-\s+)*)([\w$.-]*)$/
const partialValue = /^(\s*)((?:-\s+)*)([\w$.-]+):\s+([\w.-]*)$/

/** The slot at an offset; undefined in comments, quotes and flow collections. */
export function yamlSlotAt(text: string, offset: number): YamlSlot | undefined {
  const lines = text.split(/\r\n|\r|\n/)
  const { line, character } = linesOf(text).position(offset)
  const before = (lines[line] ?? '').slice(0, character)
  const after = /^[\w.-]*/.exec((lines[line] ?? '').slice(character))?.[0].length ?? 0
  const value = partialValue.exec(before)
  if (value !== null) {
    const [, indent = '', dashes = '', key = '', word = ''] = value
    const column = indent.length + dashes.length
    const around = surroundings(lines, line, column, dashes, indent.length)
    return { kind: 'value', path: [...around.path, key], replace: span(offset - word.length, offset + after), present: new Set(), column }
  }
  const key = partialKey.exec(before)
  if (key === null) return undefined
  const [, indent = '', dashes = '', word = ''] = key
  const column = indent.length + dashes.length
  const around = surroundings(lines, line, column, dashes, indent.length)
  return { kind: 'key', ...around, replace: span(offset - word.length, offset + after), column }
}

interface Around {
  readonly path: readonly Step[]
  readonly present: ReadonlySet<string>
}

/** What stands around a column of a line: the keys that lead there, and those at the same place. */
function surroundings(lines: readonly string[], line: number, column: number, dashes: string, indent: number): Around {
  const present = new Set<string>(below(lines, line, column))
  const path: Step[] = []
  let at = column
  let item = false
  const intoList = (start: number) => {
    path.unshift(0)
    at = start
    item = true
  }
  if (dashes !== '') intoList(indent)
  for (let i = line - 1; i >= 0; i--) {
    const match = keyLine.exec(lines[i] ?? '')
    if (match === null) continue
    const [, spaces = '', marks = '', key = ''] = match
    const keyColumn = spaces.length + marks.length
    if (keyColumn < at || (item && keyColumn === at && marks === '')) {
      path.unshift(key)
      at = keyColumn
      item = false
      if (marks !== '') intoList(spaces.length)
    } else if (keyColumn === at && !item) {
      if (path.length === 0) present.add(key)
      if (marks !== '') intoList(spaces.length)
    }
    if (at === 0 && !item && path.length > 0) break
  }
  return { path, present }
}

/** Keys of the same map on the lines that follow. */
function* below(lines: readonly string[], line: number, column: number): Iterable<string> {
  for (const text of lines.slice(line + 1)) {
    if (text.trim() === '' || /^\s*#/.test(text)) continue
    const match = keyLine.exec(text)
    const start = /^\s*/.exec(text)?.[0].length ?? 0
    if (start < column) return
    if (match !== null && start === column && match[2] === '') yield match[3] ?? ''
  }
}
