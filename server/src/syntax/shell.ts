import { type CommandArgument, forEachChild, type Command as Node, type ParsedScript, parse, type SyntaxNode, type Word } from 'unbash'

/**
 * The commands of a shell script as far as a linter asks: their names and words, and where they stand, at any depth and
 * inside substitutions. Nothing is expanded. Offsets count in the script.
 */
export interface Shell {
  /** In the order they stand in. Assignments alone, tests in brackets and commands whose name is not known are left out. */
  readonly commands: readonly ShellCommand[]
  /** Every operator that connects two commands by a pipe: where the commands on its two sides stand. */
  readonly pipes: readonly Piece[]
  /** The script is no shell: nothing is said about what it runs. Of one with a stray word, what stands before it is read. */
  readonly broken: boolean
}

/** A stretch of the script. */
export interface Piece {
  readonly start: number
  readonly end: number
}

/** A word without quotes and escapes; `${VAR}` stands for whatever is only known when the script runs. */
export interface ShellWord extends Piece {
  readonly text: string
  /** What stands there is what the command gets: nothing in it is expanded. */
  readonly literal: boolean
}

/** A command that is called by a name the script spells out. `command x` and the like count as `x`. */
export interface ShellCommand extends Piece {
  readonly name: ShellWord
  /** What stands behind the name, without redirections. */
  readonly args: readonly ShellWord[]
  /** The assignments before the name, as written. */
  readonly assigns: readonly ShellWord[]
}

/** A script without anything in it. */
export const noShell: Shell = { commands: [], pipes: [], broken: false }

/** Scripts above this many characters are not looked at. */
const longest = 200_000
/** Substitutions and compound commands nested deeper than this are not looked at. */
const deepest = 100

/** Characters of scripts that are remembered, so that an edit costs the parse of what it touches. */
const remembered = 1_000_000
const known = new Map<string, Shell>()
let held = 0

/** Parses a script in the language of Bash, of which what `sh` takes is a part. Never throws. */
export function parseShell(script: string): Shell {
  const found = known.get(script)
  if (found !== undefined) return found
  const shell = read(script)
  held += script.length
  if (held > remembered) {
    known.clear()
    held = script.length
  }
  known.set(script, shell)
  return shell
}

function read(script: string): Shell {
  if (script.length > longest || script.includes('\r') || isHostile(script)) return { ...noShell, broken: true }
  const tree = parse(script)
  const reader = new Reader()
  reader.visit(tree, 0)
  const stop = stopOf(tree)
  if (reader.broken || stop === undefined) return { ...noShell, broken: true }
  if (stop > script.length) return { commands: reader.commands, pipes: reader.pipes, broken: false }
  const before = ({ start }: Piece) => start < stop
  const commands = reader.commands.filter(before).map((command) => ({ ...command, args: command.args.filter(before) }))
  return { commands, pipes: reader.pipes.filter(before), broken: true }
}

/** Brackets nested as nobody nests them, or heredocs by the thousand: the parser takes more than its share of time for those. */
function isHostile(script: string): boolean {
  let depth = 0
  let heredocs = 0
  for (let pos = 0; pos < script.length; pos++) {
    const ch = script.charCodeAt(pos)
    if (ch === 0x28 || ch === 0x7b) depth++
    else if ((ch === 0x29 || ch === 0x7d) && depth > 0) depth--
    else if (ch === 0x3c && script.charCodeAt(pos + 1) === 0x3c) heredocs++
    if (depth > 1000 || heredocs > 2000) return true
  }
  return false
}

/** Up to where a script makes sense: behind its last character, or at a word that fits nowhere; undefined if it makes none. */
function stopOf({ errors = [], end }: ParsedScript): number | undefined {
  if (errors.length === 0) return end + 1
  return errors.every(({ message }) => message.startsWith('unexpected token')) ? Math.min(...errors.map(({ pos }) => pos)) : undefined
}

class Reader {
  readonly commands: ShellCommand[] = []
  readonly pipes: Piece[] = []
  broken = false

  visit(node: SyntaxNode, depth: number): void {
    if (depth > deepest || (node.type === 'Word' && isPlain(node))) return
    if (node.type === 'Script' && depth > 0 && stopOf(node) !== node.end + 1) this.broken = true
    // The positions of what stands in escaped backticks count in a text of its own.
    if (node.type === 'Script' && node.source !== undefined) {
      this.aside(node, depth)
      return
    }
    if (node.type === 'Command') this.command(node)
    else if (node.type === 'Pipeline' && node.commands.length > 1) this.pipes.push(pieceOf(node))
    else if (node.type === 'Time') this.commands.push(time(node))
    forEachChild(node, (child) => this.visit(child, depth + 1))
  }

  private aside(script: ParsedScript, depth: number): void {
    const reader = new Reader()
    forEachChild(script, (child) => reader.visit(child, depth + 1))
    const at = pieceOf(script)
    const move = (word: ShellWord): ShellWord => ({ ...word, ...at })
    for (const command of reader.commands)
      this.commands.push({ name: move(command.name), args: command.args.map(move), assigns: command.assigns.map(move), ...at })
    this.pipes.push(...reader.pipes.map(() => at))
    this.broken ||= reader.broken
  }

  private command(node: Node): void {
    if (node.name === undefined) return
    if (node.name.text.startsWith('[')) {
      if (node.args.at(-1)?.text !== ']') this.broken = true
      return
    }
    const words = [wordOf(node.name), ...node.args.map(wordOf)]
    const first = effective(words)
    const name = words[first]
    if (name === undefined || !name.literal) return
    const assigns = node.prefix.flatMap((item) =>
      item.type === 'Assignment' ? [{ ...pieceOf(item), text: item.text, literal: true }] : [],
    )
    this.commands.push({ start: node.pos, end: node.end, name, args: words.slice(first + 1), assigns })
  }
}

function time(node: { readonly pos: number; readonly keywordEnd: number }): ShellCommand {
  const at = { start: node.pos, end: node.keywordEnd }
  return { ...at, name: { ...at, text: 'time', literal: true }, args: [], assigns: [] }
}

/** The index of the word that is run: some commands only run what their words name. */
function effective(words: readonly ShellWord[]): number {
  const runs = ['busybox', 'builtin', 'command', 'exec'].includes(words[0]?.text ?? '')
  return runs && words[1] !== undefined && !words[1].text.startsWith('-') ? 1 : 0
}

function wordOf(node: CommandArgument): ShellWord {
  const { pos: start, end } = node
  if (node.type === 'Assignment') return { start, end, text: '', literal: false }
  if (isPlain(node)) return { start, end, text: node.value, literal: true }
  const { text, literal } = plain(node)
  return { start, end, text, literal }
}

/** Whether a word has nothing in it that means something to the shell; taking others apart costs more than all the rest. */
function isPlain({ text }: Word): boolean {
  return /^[\w./:=@,+%~-]*$/.test(text)
}

type Part = NonNullable<Word['parts']>[number]

function plain(word: Word): { readonly text: string; readonly literal: boolean } {
  if (word.parts === undefined) return { text: word.value, literal: true }
  const parts = word.parts.map(plainPart)
  return { text: parts.map(({ text }) => text).join(''), literal: parts.every(({ literal }) => literal) }
}

function plainPart(part: Part): { readonly text: string; readonly literal: boolean } {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return { text: part.value, literal: true }
    case 'DoubleQuoted':
    case 'LocaleString': {
      const parts = part.parts.map(plainPart)
      return { text: parts.map(({ text }) => text).join(''), literal: parts.every(({ literal }) => literal) }
    }
    case 'Glob':
      return { text: part.text, literal: false }
    case 'SimpleExpansion':
    case 'ParameterExpansion':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
      return { text: unknownValue, literal: false }
    default:
      return { text: '', literal: false }
  }
}

/** Stands in the text of a word for a value that only the running shell knows. */
const unknownValue = '${VAR}'

function pieceOf({ pos, end }: { readonly pos: number; readonly end: number }): Piece {
  return { start: pos, end }
}
