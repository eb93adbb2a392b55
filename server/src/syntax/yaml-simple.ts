import { span } from '../text/span.ts'
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './node.ts'
import { plainValue } from './yaml-scalar.ts'

/**
 * Reads YAML of the kind that manifests are written in nearly always: keys and dashes at their columns, one scalar a line, small
 * collections in brackets. It is a tenth of the work of a whole YAML reader, and what an editor waits for at every keystroke.
 * Whatever is not plainly of that kind (anchors, tags, texts over several lines, tabs, escapes, every mistake) gives undefined and is
 * left to the whole reader; otherwise the tree is the same, which a test asserts. `root` is undefined for a text without content.
 */
export function readSimpleYaml(text: string): { readonly root: Node | undefined } | undefined {
  if (hasUnusual(text)) return undefined
  const reader = new SimpleReader(text)
  return reader.read() ? { root: reader.root } : undefined
}

/** Further in nobody writes by hand; the whole reader has something to say about that. */
const deepest = 500

/** Whether a text has signs that simple YAML has none of. */
export function hasUnusual(text: string): boolean {
  return unusual.test(text)
}

/** Everything but line feeds, printable ASCII, and letters of most languages. */
const unusual = /[^\n -~\u00a1-\u1fff\u2030-\ud7ff]/

/** A block collection that is still being read. */
interface Open {
  readonly column: number
  readonly map: MapNode | undefined
  readonly list: ListNode | undefined
  readonly entries: Entry[]
  readonly items: Node[]
  readonly keys: Set<string>
  readonly span: { start: number; end: number }
}

/** A key or dash whose value may come on the lines below. */
interface Pending {
  readonly key: ScalarNode | undefined
  readonly owner: Open
  readonly column: number
  /** Behind the colon or dash and the blanks there. */
  readonly at: number
}

/** A class because position, open collections and the pending key are state of one reading. */
class SimpleReader {
  root: Node | undefined
  private readonly text: string
  private readonly open: Open[] = []
  private pending: Pending | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Whether the text was simple all through. */
  read(): boolean {
    const { text } = this
    let at = 0
    let first = true
    while (at < text.length) {
      const found = text.indexOf('\n', at)
      const end = found < 0 ? text.length : found
      const start = blanksEnd(text, at, end)
      if (start < end && text.charCodeAt(start) !== 35) {
        if (first && text.startsWith('---', at) && end === at + 3) first = false
        else {
          if (/^(?:---|\.\.\.|%)/.test(text.slice(at, at + 3))) return false
          if (!this.line(at, start, end)) return false
          first = false
        }
      }
      at = end + 1
    }
    this.settle()
    while (this.open.length > 0) this.close()
    return true
  }

  private line(lineStart: number, start: number, end: number): boolean {
    const { text } = this
    if (start - lineStart > deepest) return false
    let at = start
    if (text.charCodeAt(at) === 45 && isBlankOrEnd(text, at + 1, end)) {
      const list = this.listAt(at - lineStart, at)
      if (list === undefined) return false
      at = blanksEnd(text, at + 1, end)
      const dash = list.column
      if (at === end || text.charCodeAt(at) === 35) {
        this.pending = { key: undefined, owner: list, column: dash, at }
        return true
      }
      const key = keyEnd(text, at, end)
      if (key === undefined) {
        const value = simpleValue(text, at, end)
        if (value === undefined) return false
        this.add(list, value)
        return true
      }
      // A map that begins behind the dash.
      this.pending = { key: undefined, owner: list, column: dash, at: start + 1 }
      return this.entry(at - lineStart, at, key, end)
    }
    const key = keyEnd(text, at, end)
    return key !== undefined && this.entry(at - lineStart, at, key, end)
  }

  private entry(column: number, at: number, colon: number, end: number): boolean {
    const { text } = this
    const map = this.mapAt(column, at)
    if (map === undefined) return false
    const name = text.slice(at, colon)
    if (map.keys.has(name)) return false
    map.keys.add(name)
    const key: ScalarNode = { kind: 'scalar', span: span(at, colon), value: name, quoted: false }
    const start = blanksEnd(text, colon + 1, end)
    if (start === end || text.charCodeAt(start) === 35) {
      this.pending = { key, owner: map, column, at: start }
      return true
    }
    const value = simpleValue(text, start, end)
    if (value === undefined) return false
    this.put(map, key, value)
    return true
  }

  /** The list that a dash at a column belongs to, begun if need be. */
  private listAt(column: number, at: number): Open | undefined {
    const { pending } = this
    if (pending !== undefined && (column > pending.column || (column === pending.column && pending.key !== undefined))) {
      return this.begin(column, at, true)
    }
    this.settle()
    this.closeTo(column)
    const top = this.open.at(-1)
    if (top === undefined) return this.root === undefined ? this.begin(column, at, true) : undefined
    return top.column === column && top.list !== undefined ? top : undefined
  }

  private mapAt(column: number, at: number): Open | undefined {
    const { pending } = this
    if (pending !== undefined && column > pending.column) return this.begin(column, at, false)
    this.settle()
    this.closeTo(column)
    const top = this.open.at(-1)
    if (top === undefined) return this.root === undefined ? this.begin(column, at, false) : undefined
    if (top.column === column && top.list !== undefined && this.open.at(-2)?.column === column) this.close()
    const map = this.open.at(-1)
    return map !== undefined && map.column === column && map.map !== undefined ? map : undefined
  }

  private begin(column: number, at: number, isList: boolean): Open {
    const where = { start: at, end: at }
    const entries: Entry[] = []
    const items: Node[] = []
    const map: MapNode | undefined = isList ? undefined : { kind: 'map', span: where, entries }
    const list: ListNode | undefined = isList ? { kind: 'list', span: where, items } : undefined
    const open: Open = { column, map, list, entries, items, keys: new Set(), span: where }
    const node = map ?? list
    const { pending } = this
    this.pending = undefined
    if (node !== undefined) {
      if (pending === undefined) this.root = node
      else if (pending.key === undefined) pending.owner.items.push(node)
      else pending.owner.entries.push({ key: pending.key, value: node, span: { start: pending.key.span.start, end: at } })
    }
    this.open.push(open)
    return open
  }

  private add(list: Open, value: Node): void {
    list.items.push(value)
    list.span.end = value.span.end
  }

  private put(map: Open, key: ScalarNode, value: Node): void {
    map.entries.push({ key, value, span: span(key.span.start, value.span.end) })
    map.span.end = value.span.end
  }

  /** A key or dash that nothing came for has null. */
  private settle(): void {
    const { pending } = this
    if (pending === undefined) return
    this.pending = undefined
    const nothing: ScalarNode = { kind: 'scalar', span: span(pending.at, pending.at), value: null, quoted: false }
    if (pending.key === undefined) this.add(pending.owner, nothing)
    else this.put(pending.owner, pending.key, nothing)
  }

  private closeTo(column: number): void {
    while ((this.open.at(-1)?.column ?? -1) > column) this.close()
  }

  /** The end of a collection is that of the one around it and of its entry, too, as far as they have come. */
  private close(): void {
    const closed = this.open.pop()
    const outer = this.open.at(-1)
    if (closed === undefined || outer === undefined) return
    const last = outer.entries.at(-1)
    if (outer.map !== undefined && last !== undefined) Object.assign(last.span, { end: Math.max(last.key.span.end, closed.span.end) })
    outer.span.end = Math.max(outer.span.end, closed.span.end)
  }
}

/** A value that takes the rest of its line; undefined for what may be something else. */
export function simpleValue(text: string, at: number, end: number): Node | undefined {
  const flow = new FlowReader(text, end)
  const code = text.charCodeAt(at)
  if (code === 123 || code === 91) {
    const node = flow.node(at)
    return node !== undefined && isRestBlank(text, flow.at, end) && text[flow.at] !== '#' ? node : undefined
  }
  if (code === 34 || code === 39) {
    const node = flow.quoted(at)
    return node !== undefined && isRestBlank(text, node.span.end, end) ? node : undefined
  }
  return plainAt(text, at, end)
}

/** A plain scalar to the end of its line or the comment there; undefined for what may be something else. */
function plainAt(text: string, at: number, end: number): ScalarNode | undefined {
  if (!startsPlain(text, at, end)) return undefined
  let stop = end
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 58 && isBlankOrEnd(text, i + 1, end)) return undefined
    if (code === 35 && text.charCodeAt(i - 1) === 32) {
      stop = i
      break
    }
  }
  while (stop > at && text.charCodeAt(stop - 1) === 32) stop--
  return scalar(text, at, stop)
}

function scalar(text: string, start: number, end: number): ScalarNode | undefined {
  const value = plainValue(text.slice(start, end))
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  return { kind: 'scalar', span: span(start, end), value, quoted: false }
}

/** Signs that begin something else than a plain scalar are left to the whole reader, in doubt too. */
function startsPlain(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at)
  if (code === 45) return !isBlankOrEnd(text, at + 1, end)
  return (
    isWord(code) || code === 46 || code === 47 || code === 36 || code === 40 || code === 43 || code === 60 || code === 61 || code === 94
  )
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}

/** YAML itself has a limit for keys on one line. */
const longestKey = 1000
const nullWord = /^(?:null|Null|NULL)$/

/** Where the colon of a simple key stands that begins at an offset. */
function keyEnd(text: string, at: number, end: number): number | undefined {
  if (!isWord(text.charCodeAt(at))) return undefined
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 58 && isBlankOrEnd(text, i + 1, end)) return i - at > longestKey || nullWord.test(text.slice(at, i)) ? undefined : i
    if (!isWord(code) && code !== 45 && code !== 46 && code !== 47) return undefined
  }
  return undefined
}

function isBlankOrEnd(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === 32
}

/** Whether only blanks and a comment follow. */
function isRestBlank(text: string, at: number, end: number): boolean {
  const rest = blanksEnd(text, at, end)
  return rest === end || (rest > at && text.charCodeAt(rest) === 35)
}

function blanksEnd(text: string, from: number, end: number): number {
  let at = from
  while (at < end && text.charCodeAt(at) === 32) at++
  return at
}

/** Collections in brackets on one line. */
class FlowReader {
  at = 0
  private readonly text: string
  private readonly end: number

  constructor(text: string, end: number) {
    this.text = text
    this.end = end
  }

  node(from: number, depth = 0): Node | undefined {
    const code = this.text.charCodeAt(from)
    if (depth > 20) return undefined
    if (code === 123) return this.map(from, depth)
    if (code === 91) return this.list(from, depth)
    const node = code === 34 || code === 39 ? this.quoted(from) : this.plain(from)
    if (node !== undefined) this.at = node.span.end
    return node
  }

  /** A string without escapes. */
  quoted(from: number): ScalarNode | undefined {
    const { text } = this
    const close = text.indexOf(text[from] ?? '', from + 1)
    if (close < 0 || close >= this.end || text[close + 1] === "'") return undefined
    const value = text.slice(from + 1, close)
    return value.includes('\\') ? undefined : { kind: 'scalar', span: span(from, close + 1), value, quoted: true }
  }

  private plain(from: number): ScalarNode | undefined {
    const { text, end } = this
    if (!startsPlain(text, from, end)) return undefined
    let at = from
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === 44 || code === 93 || code === 125) break
      if (code === 91 || code === 123 || code === 34 || code === 39 || code === 35 || code === 63) return undefined
      if (code === 58) {
        const next = text.charCodeAt(at + 1)
        if (!isWord(next) && next !== 47) return undefined
      }
    }
    let stop = at
    while (stop > from && text.charCodeAt(stop - 1) === 32) stop--
    return scalar(text, from, stop)
  }

  private list(from: number, depth: number): ListNode | undefined {
    const items: Node[] = []
    let at = blanksEnd(this.text, from + 1, this.end)
    while (this.text[at] !== ']') {
      if (items.length > 0) {
        if (this.text[at] !== ',') return undefined
        at = blanksEnd(this.text, at + 1, this.end)
      }
      const item = this.node(at, depth + 1)
      if (item === undefined) return undefined
      items.push(item)
      at = blanksEnd(this.text, this.at, this.end)
    }
    this.at = at + 1
    return { kind: 'list', span: span(from, this.at), items }
  }

  private map(from: number, depth: number): MapNode | undefined {
    const entries: Entry[] = []
    const keys = new Set<string>()
    let at = blanksEnd(this.text, from + 1, this.end)
    while (this.text[at] !== '}') {
      if (entries.length > 0) {
        if (this.text[at] !== ',') return undefined
        at = blanksEnd(this.text, at + 1, this.end)
      }
      const colon = keyEnd(this.text, at, this.end)
      if (colon === undefined) return undefined
      const name = this.text.slice(at, colon)
      const key: ScalarNode = { kind: 'scalar', span: span(at, colon), value: name, quoted: false }
      const value = keys.has(name) ? undefined : this.node(blanksEnd(this.text, colon + 1, this.end), depth + 1)
      if (value === undefined) return undefined
      keys.add(name)
      entries.push({ key, value, span: span(at, value.span.end) })
      at = blanksEnd(this.text, this.at, this.end)
    }
    this.at = at + 1
    return { kind: 'map', span: span(from, this.at), entries }
  }
}
