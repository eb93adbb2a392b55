import {
  type Alias,
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { type Span, span } from '../text/span.ts'
import type { Entry, Node, ReadError, ScalarNode } from './node.ts'
import { freeIndentParser } from './yaml-free-indent.ts'
import { yamlMessage } from './yaml-messages.ts'
import { keyMistake, type Mistake, nullKeyMistake, scalarMistake, strayCharacters } from './yaml-refused.ts'
import { plainValue } from './yaml-scalar.ts'
import { readSimpleYaml } from './yaml-simple.ts'

export type YamlErrorCode = 'yaml-syntax' | 'yaml-duplicate-key' | 'yaml-alias'

/** What was read from one YAML document. Spans count from the beginning of its text, so that it may move in its file without being read again. */
export interface YamlDocument {
  /** Missing if the document is empty or holds comments only. */
  readonly root: Node | undefined
  readonly errors: readonly ReadError<YamlErrorCode>[]
  /** It is of the simple kind: see `readSimpleYaml`. */
  readonly simple?: true
}

/** Where the documents of a file stand: between `---` and `...` lines, which belong to the document they begin. */
export function splitYaml(text: string): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    const begins = text[match.index] === '-'
    const end = begins ? match.index : match.index + 3
    // What stands before the first marker is a document only if there is something, directives excepted.
    if (spans.length > 0 || hasContent(text.slice(start, end))) spans.push(span(start, end))
    else if (!begins) continue
    start = spans.length > 0 ? end : start
  }
  spans.push(span(start, text.length))
  return spans.filter(({ start: from, end }, index) => spans.length === 1 || index === 0 || hasMarkerOrContent(text.slice(from, end)))
}

function hasContent(part: string): boolean {
  return /^[ \t]*[^\s#%]/m.test(part.replace(/^(?:---|\.\.\.)/, ''))
}

function hasMarkerOrContent(part: string): boolean {
  return part.startsWith('---') || hasContent(part)
}

/** More nodes than that come only from aliases that multiply; the real server gives up there too. */
const maxNodes = 200_000
/** Deeper flow collections are not read. */
const maxDepth = 300

/** Reads one document. Every prefix of every text gives a tree, with what could not be read left out. Never throws. */
export function readYaml(source: string): YamlDocument {
  // A carriage return alone ends a line, too; what counts is that nothing moves.
  const text = /\r(?!\n)/.test(source) ? source.replace(/\r(?!\n)/g, '\n') : source
  const simple = readSimpleYaml(text)
  return simple === undefined ? readAnyYaml(text) : { root: simple.root, errors: [], simple: true }
}

/** The same for all of YAML, whether a text needs that or not. */
export function readAnyYaml(text: string): YamlDocument {
  const deep = tooDeep(text)
  if (deep !== undefined)
    return { root: undefined, errors: [{ code: 'yaml-syntax', message: `nested deeper than ${maxDepth} levels`, span: deep }] }
  const errors: ReadError<YamlErrorCode>[] = []
  try {
    const document = composed(text)
    if (document === undefined) return { root: undefined, errors }
    // What follows the first mistake is mostly its consequence.
    const [first] = document.errors.filter((error) => !isTolerated(error, text)).sort((a, b) => a.pos[0] - b.pos[0])
    if (first !== undefined) errors.push(syntaxError(first, text))
    const root = new Converter(text, errors).document(document)
    if (errors.every(({ code }) => code === 'yaml-duplicate-key'))
      for (const stray of strayCharacters(text, root)) errors.push({ code: 'yaml-syntax', ...stray })
    return { root, errors }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {
      root: undefined,
      errors: [{ code: 'yaml-syntax', message: 'nested too deep to be read', span: span(0, Math.min(text.length, 1)) }],
    }
  }
}

function composed(text: string): Document.Parsed | undefined {
  const document = compose(text, new Parser())
  if (document === undefined || document.errors.every((error) => isTolerated(error, text)) || !/[[{"']/.test(text)) return document
  const free = compose(text, freeIndentParser())
  return free?.errors.every((error) => isTolerated(error, text)) ? free : document
}

function compose(text: string, parser: Parser): Document.Parsed | undefined {
  const composer = new Composer({ schema: 'failsafe', strict: true, uniqueKeys: false, logLevel: 'silent' })
  const [document] = composer.compose(parser.parse(text), true, text.length)
  return document
}

/** What YAML in general refuses and the API server reads: a comment right behind a quote or bracket, an apostrophe with a backslash. */
function isTolerated({ code, message, pos: [start] }: YAMLError, text: string): boolean {
  if (code === 'MISSING_CHAR') return message.startsWith('Comments must be separated')
  return code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", start)
}

/** Where a text nests too deep in brackets, or in the dashes and blanks before the first word of a line. */
function tooDeep(text: string): Span | undefined {
  const indented = deepIndent.exec(text)
  if (indented !== null) return span(indented.index, indented.index + 1)
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 91 || code === 123) depth++
    else if (code === 93 || code === 125) depth--
    if (depth > maxDepth) return span(i, i + 1)
  }
  return undefined
}

const deepIndent = new RegExp(`^[ ?:-]{${3 * maxDepth}}`, 'm')

/** The composer often names one character; the word it begins is easier to see. */
function syntaxError(error: YAMLError, text: string): ReadError<YamlErrorCode> {
  const start = Math.min(error.pos[0], text.length)
  const deeper = error.code === 'BLOCK_AS_IMPLICIT_KEY' || error.code === 'MULTILINE_IMPLICIT_KEY' ? deeperLine(text, start) : undefined
  if (deeper !== undefined) {
    const message = 'this is indented deeper than the key above it, which has a value already'
    return { code: 'yaml-syntax', message, span: deeper }
  }
  const end = Math.min(Math.max(error.pos[1], start), text.length)
  const word = end - start > 1 ? 0 : (/^\S*/.exec(text.slice(start, start + 80))?.[0].length ?? 0)
  return { code: 'yaml-syntax', message: yamlMessage(error), span: span(start, Math.max(end, start + word)) }
}

/** The key of a line that was taken for the rest of the plain value above it. */
function deeperLine(text: string, start: number): Span | undefined {
  const begin = text.lastIndexOf('\n', start - 1) + 1
  const match = /^([^\n]*)\n((?:[ ]*(?:#[^\n]*)?\n)*)([ ]*)([^\s#][^\n:]*?):(?:[ \n]|$)/.exec(text.slice(begin, begin + 2000))
  if (match === null) return undefined
  const [, line = '', between = '', indent = '', key = ''] = match
  const own = /^[ ]*(?:- +)*/.exec(line)?.[0].length ?? 0
  if (indent.length <= own || !/^[ ]*(?:- +)*[^\s:]+: +[^\s|>&*{["'].*$/.test(line) || /: .*: /.test(line)) return undefined
  const at = begin + line.length + 1 + between.length + indent.length
  return span(at, at + key.length)
}

/** Turns composed nodes into ours. A class because anchors, errors and the node count are state of one document. */
class Converter {
  private readonly anchors = new Map<string, { readonly node: Node; readonly size: number } | 'open'>()
  private nodes = 0
  /** How many brackets and braces are around. */
  private flow = 0
  private readonly text: string
  private readonly errors: ReadError<YamlErrorCode>[]
  private readonly broken: boolean

  constructor(text: string, errors: ReadError<YamlErrorCode>[]) {
    this.text = text
    this.errors = errors
    this.broken = errors.length > 0
  }

  document(document: Document.Parsed): Node | undefined {
    const { contents } = document
    if (contents === null || (isScalar(contents) && contents.source === '' && !contents.anchor && contents.type === 'PLAIN'))
      return undefined
    return this.node(contents)
  }

  private node(source: unknown): Node | undefined {
    if (isAlias(source)) return this.alias(source)
    const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined
    if (anchor !== undefined && !/^[\w-]+$/.test(anchor) && (isMap(source) || isSeq(source) || isScalar(source)))
      this.refuse({ message: `the anchor &${anchor} has other characters than letters, digits, - and _`, span: rangeOf(source) })
    const before = this.nodes
    if (anchor !== undefined) this.anchors.set(anchor, 'open')
    const node = this.fresh(source)
    if (anchor !== undefined && node !== undefined) this.anchors.set(anchor, { node, size: this.nodes - before })
    return node
  }

  private fresh(source: unknown): Node | undefined {
    this.nodes++
    if (isScalar(source)) return this.scalar(source)
    if (isMap(source)) return this.map(source)
    if (isSeq(source)) return this.list(source)
    return undefined
  }

  /** An alias stands where it is written; what is below it stands where its anchor is. */
  private alias(source: Alias): Node | undefined {
    const where = rangeOf(source)
    const target = this.anchors.get(source.source)
    if (target === undefined || target === 'open') {
      const message =
        target === 'open' ? `*${source.source} stands inside what it refers to` : `no anchor &${source.source} stands before this`
      this.errors.push({ code: 'yaml-alias', message, span: where })
      return undefined
    }
    this.nodes += target.size
    if (this.nodes > maxNodes) {
      if (this.nodes - target.size <= maxNodes) {
        this.errors.push({
          code: 'yaml-alias',
          message: `aliases expand the document to more than ${maxNodes.toLocaleString('en')} nodes`,
          span: where,
        })
      }
      return undefined
    }
    return { ...target.node, span: where, anchor: target.node.anchor ?? target.node.span }
  }

  private scalar(source: Scalar): ScalarNode {
    const where = rangeOf(source)
    const plain = source.type === 'PLAIN'
    const raw = source.source ?? String(source.value ?? '')
    const forced = source.tag !== undefined && source.tag !== '!'
    const value = plain && !forced ? plainValue(raw) : forced ? tagged(source.tag ?? '', raw) : raw
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.errors.push({ code: 'yaml-syntax', message: `${raw} is no number that JSON can carry; put it in quotes`, span: where })
    }
    this.refuse(scalarMistake(this.text, where, source.type, this.flow > 0))
    return { kind: 'scalar', span: plain && raw === '' ? span(where.start, where.start) : where, value, quoted: !plain }
  }

  private list(source: YAMLSeq): Node {
    if (source.flow) this.flow++
    const items = source.items.flatMap((item) => this.node(item) ?? [])
    if (source.flow) this.flow--
    return { kind: 'list', span: this.extent(source, items.at(-1)?.span.end), items }
  }

  private map(source: YAMLMap): Node {
    const entries: Entry[] = []
    const merged: Entry[] = []
    const seen = new Set<ScalarNode['value']>()
    if (source.flow) this.flow++
    for (const pair of source.items) {
      const key = this.key(pair.key)
      if (key === undefined) continue
      const value = pair.value === null ? undefined : this.node(pair.value)
      if (value !== undefined) this.refuse(keyMistake(this.text, key.span, value.span))
      if (key.value === '<<' && !key.quoted && value !== undefined) {
        merged.push(...this.merge(value))
        continue
      }
      if (seen.has(key.value)) this.errors.push({ code: 'yaml-duplicate-key', message: `"${key.value}" stands here twice`, span: key.span })
      seen.add(key.value)
      entries.push({ key, value, span: span(key.span.start, Math.max(key.span.end, value?.span.end ?? 0)) })
    }
    if (source.flow) this.flow--
    const own = { kind: 'map' as const, span: this.extent(source, entries.at(-1)?.span.end), entries }
    const inherited = merged.filter(({ key }) => !seen.has(key.value))
    return inherited.length === 0 ? own : { ...own, merged: inherited }
  }

  /** The entries of a merge key's value: a map, or a list of maps of which the earlier win. */
  private merge(value: Node): readonly Entry[] {
    if (value.kind === 'map') return [...(value.merged ?? []), ...value.entries]
    if (value.kind === 'list') return [...value.items].reverse().flatMap((item) => this.merge(item))
    this.errors.push({ code: 'yaml-alias', message: 'a merge key (<<) takes a map or a list of maps', span: value.span })
    return []
  }

  private key(source: unknown): ScalarNode | undefined {
    const node = this.node(source)
    if (node?.kind === 'scalar') {
      if (node.value === null) this.refuse(nullKeyMistake(node.span))
      const asWritten = node.value !== null && (node.quoted || node.anchor !== undefined)
      return { ...node, value: asWritten ? String(node.value) : this.text.slice(node.span.start, node.span.end) || 'null' }
    }
    if (node !== undefined) this.errors.push({ code: 'yaml-syntax', message: 'a key is a plain name, not a list or map', span: node.span })
    return undefined
  }

  private refuse(mistake: Mistake | undefined): void {
    // Where the composer has guessed already, one mistake is enough.
    if (mistake !== undefined && !this.broken) this.errors.push({ code: 'yaml-syntax', ...mistake })
  }

  /** A block collection ends with its last child, a flow collection with its bracket. */
  private extent(source: YAMLMap | YAMLSeq, lastEnd: number | undefined): Span {
    const where = rangeOf(source)
    return source.flow === true || lastEnd === undefined ? where : span(where.start, Math.max(where.start, lastEnd))
  }
}

function rangeOf(node: { readonly range?: readonly [number, number, number] | null | undefined }): Span {
  const [start, end] = node.range ?? [0, 0]
  return span(start, Math.max(start, end))
}

/** A scalar with one of the core tags; other tags leave the text as it is. */
function tagged(tag: string, raw: string): ScalarNode['value'] {
  const value = plainValue(raw)
  switch (tag.replace('tag:yaml.org,2002:', '')) {
    case 'int':
    case 'float':
      return typeof value === 'number' ? value : raw
    case 'bool':
      return typeof value === 'boolean' ? value : raw
    case 'null':
      return null
    default:
      return raw
  }
}
