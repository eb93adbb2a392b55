import { type Span, span } from '../text/span.ts'
import type { DockerfileTree, Heredoc, Instruction } from './dockerfile.ts'

/** What can be written at an offset of a Dockerfile, however half typed it is. `span` is what a choice replaces. */
export type DockerfileSlot =
  | KeywordSlot
  | { readonly kind: 'comment'; readonly span: Span; readonly before: string; readonly first: boolean }
  | { readonly kind: 'flag'; readonly instruction: Instruction; readonly span: Span }
  | FlagValueSlot
  | VariableSlot
  | ArgumentSlot

/** The first word of an instruction, also behind ONBUILD. */
export interface KeywordSlot {
  readonly kind: 'keyword'
  readonly span: Span
  /** Whether something stands behind the word already. */
  readonly continued: boolean
  /** Whether it is the instruction that ONBUILD leaves. */
  readonly onbuild: boolean
}

/** Behind the equals sign of a flag. */
export interface FlagValueSlot {
  readonly kind: 'flag-value'
  readonly instruction: Instruction
  readonly flag: string
  /** From the equals sign to the cursor. */
  readonly before: string
  /** The whole value. */
  readonly span: Span
}

/** The name in `$name` or `${name}`. */
export interface VariableSlot {
  readonly kind: 'variable'
  readonly instruction: Instruction
  readonly span: Span
  /** Whether a brace is open that nothing closes yet. */
  readonly open: boolean
}

/** A word behind the flags. */
export interface ArgumentSlot {
  readonly kind: 'argument'
  readonly instruction: Instruction
  /** How many words stand between the flags and this one. */
  readonly index: number
  readonly words: readonly string[]
  /** The word up to the cursor. */
  readonly before: string
  readonly span: Span
  /** Whether the word is a string of a JSON array; then `span` lies within its quotes. */
  readonly json: boolean
}

/** The slot at an offset; undefined where nothing can be proposed, such as in the body of a heredoc that expands nothing. */
export function dockerfileSlot(tree: DockerfileTree, offset: number): DockerfileSlot | undefined {
  const comment = tree.comments.find(({ start, end }) => start < offset && offset <= end)
  if (comment !== undefined) {
    const first = (tree.instructions[0]?.span.start ?? tree.text.length) > comment.start
    return { kind: 'comment', span: comment, before: tree.text.slice(comment.start, offset), first }
  }
  const instruction = instructionAt(tree, offset)
  if (instruction === undefined) return freshKeyword(tree.text, offset)
  const body = (instruction.onbuild ?? instruction).heredocs.concat(instruction.heredocs).find((one) => inBody(one, offset))
  if (body !== undefined) return body.expand ? variable(tree.text, instruction, offset) : undefined
  if (offset <= instruction.name.span.end) return keywordOf(tree, instruction, false)
  return inside(tree, instruction, offset)
}

/**
 * The instruction an offset belongs to: the one whose lines hold it. Behind the last line of the file it is the last one
 * if that is continued.
 */
export function instructionAt({ text, instructions, escape: token }: DockerfileTree, offset: number): Instruction | undefined {
  const found = instructions[lastStartingAtMost(instructions, offset)]
  if (found === undefined) return undefined
  const end = Math.max(found.span.end, ...found.heredocs.map((one) => one.end?.end ?? one.contentSpan.end))
  const between = text.slice(Math.min(end, offset), offset)
  if (!between.includes('\n')) return found
  const open = text.slice(found.span.start, found.span.end).trimEnd().endsWith(token)
  return open && between.trim() === '' && !/\n.*\n/s.test(between) ? found : undefined
}

function lastStartingAtMost(sorted: readonly Instruction[], offset: number): number {
  let low = -1
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle]?.span.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function inBody({ contentSpan }: Heredoc, offset: number): boolean {
  return contentSpan.start <= offset && offset < contentSpan.end
}

function freshKeyword(text: string, offset: number): KeywordSlot | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return line.trim() === '' ? { kind: 'keyword', span: span(offset, offset), continued: false, onbuild: false } : undefined
}

function keywordOf({ text }: DockerfileTree, { name }: Instruction, onbuild: boolean): KeywordSlot {
  return { kind: 'keyword', span: name.span, continued: /^[ \t]+\S/.test(text.slice(name.span.end, name.span.end + 80)), onbuild }
}

function inside(tree: DockerfileTree, outer: Instruction, offset: number): DockerfileSlot | undefined {
  if (outer.keyword === 'ONBUILD') {
    const inner = outer.onbuild
    if (inner === undefined || inner.name.span.start > offset)
      return { kind: 'keyword', span: span(offset, offset), continued: false, onbuild: true }
    if (offset <= inner.name.span.end) return keywordOf(tree, inner, true)
    return argumentSlot(tree, inner, offset)
  }
  return argumentSlot(tree, outer, offset)
}

function argumentSlot(tree: DockerfileTree, instruction: Instruction, offset: number): DockerfileSlot | undefined {
  const from = instruction.name.span.end
  const masked = withoutBreaks(tree.text.slice(from, offset), tree.escape)
  const named = variable(tree.text, instruction, offset)
  if (named !== undefined) return named
  const words = [...masked.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, start: from + index }))
  const typing = /\S$/.test(masked) ? words.pop() : undefined
  const flags = words.findIndex(({ text }) => !text.startsWith('--'))
  const plain = flags < 0 ? [] : words.slice(flags).map(({ text }) => text)
  const start = typing?.start ?? offset
  if (plain.length === 0 && typing?.text.startsWith('-')) return flagSlot(tree.text, instruction, typing.text, start)
  const rest = masked.slice(masked.indexOf(plain[0] ?? typing?.text ?? '', 0))
  if (rest.startsWith('[')) return jsonSlot(tree.text, instruction, rest, offset)
  const before = typing?.text ?? ''
  const where = span(start, offset + wordLength(tree.text, offset))
  return { kind: 'argument', instruction, index: plain.length, words: plain, before, span: where, json: false }
}

function flagSlot(text: string, instruction: Instruction, typed: string, start: number): DockerfileSlot {
  const end = start + typed.length + wordLength(text, start + typed.length)
  const equals = typed.indexOf('=')
  if (equals >= 0) {
    const flag = typed.slice(0, equals).replace(/^-+/, '')
    return { kind: 'flag-value', instruction, flag, before: typed.slice(equals + 1), span: span(start + equals + 1, end) }
  }
  const word = text.slice(start, end)
  const nameEnd = word.includes('=') ? start + word.indexOf('=') : end
  return { kind: 'flag', instruction, span: span(start, nameEnd) }
}

/** A string of a JSON array: the cursor stands behind an odd number of quotes. */
function jsonSlot(text: string, instruction: Instruction, rest: string, offset: number): ArgumentSlot | undefined {
  const quotes = [...rest.matchAll(/(?<!\\)"/g)].map(({ index }) => index)
  const open = quotes.at(-1)
  if (quotes.length % 2 === 0 || open === undefined) return undefined
  const before = rest.slice(open + 1)
  const after = /^[^"\r\n\]]*/.exec(text.slice(offset))?.[0].length ?? 0
  const words = rest.slice(0, open).match(/"(?:[^"\\]|\\.)*"/g) ?? []
  const index = words.length
  return { kind: 'argument', instruction, index, words, before, span: span(offset - before.length, offset + after), json: true }
}

/** How much of the word goes on behind an offset. */
function wordLength(text: string, offset: number): number {
  return /^\S*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0
}

/** Continuations and comment lines as blanks of the same width. */
function withoutBreaks(text: string, escapeToken: string): string {
  const token = escapeToken === '`' ? '`' : '\\\\'
  return text
    .replace(/\n[ \t]*#[^\n]*/g, (all) => `\n${' '.repeat(all.length - 1)}`)
    .replace(new RegExp(`${token}[ \\t]*(\\r?\\n)`, 'g'), (all) => ' '.repeat(all.length))
    .replace(/[\r\n]/g, ' ')
}

function variable(text: string, instruction: Instruction, offset: number): VariableSlot | undefined {
  const typed = /\$(\{?)(\w*)$/.exec(text.slice(Math.max(0, offset - 200), offset))
  if (typed === null) return undefined
  const start = offset - (typed[2]?.length ?? 0)
  const end = offset + (/^\w*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0)
  const open = typed[1] === '{' && !/^[^\s"'$]*\}/.test(text.slice(offset, offset + 200))
  return { kind: 'variable', instruction, span: span(start, end), open }
}
