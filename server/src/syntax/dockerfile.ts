import { sameEnds } from '../text/same-ends.ts'
import { movedSpan, type Span, span } from '../text/span.ts'
import { commentOf, directiveOf, wholeComment } from './dockerfile-comments.ts'
import { type HeredocWord, heredocWords } from './dockerfile-heredocs.ts'
import { firstVisible, type Joined, joinLines, Lines, lastVisible } from './dockerfile-lines.ts'
import { movedError, movedInstruction } from './dockerfile-moved.ts'
import { type Arguments, type KeyValue, parseArguments, splitInstruction } from './dockerfile-words.ts'

/**
 * A Dockerfile as BuildKit reads it: instructions with their flags and arguments as raw words, each with its span.
 * Nothing is expanded or judged here; what BuildKit's parser refuses stands among the errors, the rest is read all the same.
 * Source: https://github.com/moby/buildkit/tree/master/frontend/dockerfile/parser
 */
export interface DockerfileTree {
  readonly text: string
  readonly directives: readonly Directive[]
  /** The character that continues a line and escapes the next one. */
  readonly escape: '\\' | '`'
  readonly instructions: readonly Instruction[]
  /** Whole comment lines outside heredocs, without their line end. */
  readonly comments: readonly Span[]
  readonly errors: readonly DockerfileError[]
  /** Behind each instruction, for the reading of the text after an edit. */
  readonly rests: readonly Rest[]
  /** How many readings of edited texts lie between this one and one of a whole text. */
  readonly age: number
  readonly kept: Kept
}

/** How many instructions at either end say the same as in the reading before an edit, with all that stands between and above them. */
export interface Kept {
  readonly head: number
  readonly tail: number
}

/** Where the reader stood behind an instruction, at the beginning of a line, and how much it had found. */
interface Rest {
  readonly offset: number
  /** Counted from zero. */
  readonly line: number
  readonly comments: number
  readonly errors: number
}

/** What BuildKit's parser refuses. */
export interface DockerfileError {
  readonly message: string
  readonly span: Span
  /** First and last line that BuildKit names, counted from one; undefined where it names none. */
  readonly lines: { readonly start: number; readonly end: number } | undefined
}

/** A `# name=value` comment at the top of the file. Only `syntax`, `escape` and `check` mean something. */
export interface Directive {
  /** Lower case. */
  readonly name: string
  readonly value: string
  readonly span: Span
  readonly nameSpan: Span
  readonly valueSpan: Span
}

/** A stretch of the file with the characters it stands for once lines are joined. */
export interface Word {
  readonly text: string
  readonly span: Span
}

export interface Instruction {
  /** The keyword as written. */
  readonly name: Word
  /** The keyword in upper case: RUN, or whatever stands there. */
  readonly keyword: string
  /** From the keyword to the end of its last line, heredoc bodies not included. */
  readonly span: Span
  /** First and last line counted from one; heredoc bodies and their ends included. */
  readonly startLine: number
  readonly endLine: number
  /** The lines joined, comments and continuation characters left out. */
  readonly original: Joined
  readonly flags: readonly Flag[]
  /** Everything behind the flags; an empty word if nothing is there. */
  readonly rest: Word
  readonly args: readonly Word[]
  /** ENV and LABEL: the pairs among `args`. */
  readonly pairs: readonly KeyValue[]
  /** Whether the arguments are a JSON array of strings. */
  readonly json: boolean
  readonly heredocs: readonly Heredoc[]
  /** The comment lines above, without `#`; an empty comment separates, blank lines do not. */
  readonly comments: readonly Word[]
  /** The first blank line inside the instruction. */
  readonly emptyContinuation: Span | undefined
  /** Something about it stands among the errors, so that its arguments mean nothing. */
  readonly broken: boolean
  /** What ONBUILD wraps. */
  readonly onbuild: Instruction | undefined
}

/** A `--name` or `--name=value` in front of the arguments. */
export interface Flag {
  /** As written, quotes and escapes resolved: `--from=build`. */
  readonly text: string
  readonly name: string
  readonly value: string | undefined
  readonly span: Span
  readonly nameSpan: Span
  readonly valueSpan: Span | undefined
}

export interface Heredoc {
  readonly name: string
  readonly fd: number | undefined
  /** Whether variables in the body are expanded: the word has no quotes. */
  readonly expand: boolean
  /** `<<-`: leading tabs do not count. */
  readonly chomp: boolean
  /** The `<<EOF` word. */
  readonly span: Span
  readonly content: string
  /** The body with its last line end, the terminator not included. */
  readonly contentSpan: Span
  /** The line that ends it; missing if there is none. */
  readonly end: Span | undefined
}

/** One line with its end; `text` has neither `\n` nor a `\r` before it. */
export interface Line {
  readonly text: string
  readonly start: number
  /** Behind the line end. */
  readonly next: number
}

/** Parts of older readings hold on to the whole text they were read from; once in so many edits everything is read anew. */
const oldest = 64

/**
 * Reads a Dockerfile in one pass. Never throws; every span lies in the text. Of `previous`, the reading before an edit, the instructions
 * before and behind the edit are taken over; the result is the same without it.
 */
export function readDockerfile(text: string, previous?: DockerfileTree): DockerfileTree {
  const tree = new Reader(text, previous).read()
  return tree.age <= oldest ? tree : { ...new Reader(text, undefined).read(), kept: tree.kept }
}

const validDirectives = new Set(['syntax', 'escape', 'check'])
const longestLine = 65_535

/** The position in the list of lines, and what was found so far. */
class Reader {
  private readonly text: string
  private readonly previous: DockerfileTree | undefined
  private lines: Lines
  private readonly shebang: boolean
  private errors: DockerfileError[] = []
  private comments: Span[] = []
  private directives: Directive[] = []
  private instructions: Instruction[] = []
  private rests: Rest[] = []
  private escapeToken: '\\' | '`' = '\\'
  private head = 0
  private tail = 0
  private line = 0

  constructor(text: string, previous: DockerfileTree | undefined) {
    this.text = text
    this.previous = previous
    this.lines = new Lines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0, 0)
    // BuildKit passes by a `#!` at the top when it looks for `check` and `syntax`, but not when it parses.
    this.shebang = this.lines.at(0)?.text.startsWith('#!') === true
  }

  read(): DockerfileTree {
    const { previous, text } = this
    if (previous === undefined) {
      this.readDirectives()
      this.readInstructions(undefined, 0)
    } else this.readAgain(previous)
    if (this.instructions.length === 0 && this.errors.length === 0) {
      this.report('the file has no instructions; it begins with FROM', span(0, Math.min(1, text.length)), this.line, this.line)
    }
    const { directives, escapeToken, instructions, comments, errors, rests, head, tail } = this
    const age = previous === undefined ? 0 : previous.age + 1
    return { text, directives, escape: escapeToken, instructions, comments, errors, rests, age, kept: { head, tail } }
  }

  private readAgain(previous: DockerfileTree): void {
    const same = sameEnds(previous.text, this.text)
    const edit = this.text.length - same.end
    if (!this.takeHead(previous, same.start)) this.readDirectives()
    else if (this.takeTail(previous, edit)) return
    this.readInstructions(previous.escape === this.escapeToken ? previous : undefined, edit)
  }

  /** Takes over the instructions whose last line ends before the edit, and everything above them; false if there are none. */
  private takeHead({ text, rests, instructions, comments, errors, directives, escape: token }: DockerfileTree, edit: number): boolean {
    let count = 0
    // At the end of the text the next line might still belong to the instruction.
    const limit = edit < text.length ? edit : edit - 1
    while ((rests[count]?.offset ?? limit + 1) <= limit) count++
    const rest = rests[count - 1]
    if (rest === undefined) return false
    this.head = count
    this.instructions = instructions.slice(0, count)
    this.rests = rests.slice(0, count)
    this.comments = comments.slice(0, rest.comments)
    this.errors = errors.slice(0, rest.errors)
    this.directives = [...directives]
    this.escapeToken = token
    this.line = rest.line
    this.lines = new Lines(this.text, rest.offset, rest.line)
    return true
  }

  /** Takes over what stands behind the edit, if the previous reader stood here too; `edit` is where the edit ends. */
  private takeTail({ text, rests, instructions, comments, errors }: DockerfileTree, edit: number): boolean {
    const here = this.rests.at(-1)
    if (here === undefined || here.offset < edit) return false
    const by = this.text.length - text.length
    const index = restAt(rests, here.offset - by)
    const there = rests[index]
    if (there === undefined) return false
    const lines = here.line - there.line
    this.tail = rests.length - index - 1
    for (let at = index + 1; at < rests.length; at++) {
      const instruction = instructions[at]
      const rest = rests[at]
      if (instruction === undefined || rest === undefined) break
      this.instructions.push(movedInstruction(instruction, by, lines))
      this.rests.push({
        offset: rest.offset + by,
        line: rest.line + lines,
        comments: rest.comments - there.comments + here.comments,
        errors: rest.errors - there.errors + here.errors,
      })
    }
    for (const comment of comments.slice(there.comments)) this.comments.push(movedSpan(comment, by))
    for (const error of errors.slice(there.errors)) this.errors.push(movedError(error, by, lines))
    return true
  }

  /** Reads on, until behind the edit the rest of the previous reading can be taken over. */
  private readInstructions(previous: DockerfileTree | undefined, edit: number): void {
    let above: Word[] = []
    for (let line = this.lines.at(this.line); line !== undefined; line = this.lines.at(this.line)) {
      const visible = firstVisible(line.text, 0)
      if (line.text[visible] === '#') {
        const comment = commentOf(line)
        if (comment.text === '' || this.isDirective(line)) above = []
        else above.push(comment)
        this.comments.push(span(line.start + visible, line.start + line.text.length))
        this.line++
      } else if (visible === line.text.length) this.line++
      else {
        this.instruction(above)
        above = []
        this.rests.push({
          offset: this.lines.at(this.line)?.start ?? this.text.length,
          line: this.line,
          comments: this.comments.length,
          errors: this.errors.length,
        })
        if (previous !== undefined && this.takeTail(previous, edit)) return
      }
    }
  }

  private readDirectives(): void {
    const seen = new Set<string>()
    const { shebang } = this
    for (let index = shebang ? 1 : 0, line = this.lines.at(index); line !== undefined; line = this.lines.at(++index)) {
      const directive = directiveOf(line)
      if (directive === undefined) return
      if (!validDirectives.has(directive.name)) return
      if (seen.has(directive.name) && !shebang) {
        this.report(`only one ${directive.name} directive can be used`, directive.nameSpan, index, index)
        return
      }
      seen.add(directive.name)
      this.directives.push(directive)
      if (shebang) continue
      if (directive.name === 'escape' && !this.setEscape(directive, index)) return
    }
  }

  private isDirective(line: Line): boolean {
    return !this.shebang && this.directives.some(({ span: where }) => line.start <= where.start && where.start < line.next)
  }

  private setEscape({ value, valueSpan }: Directive, before: number): boolean {
    const known = value === '\\' || value === '`'
    if (known) this.escapeToken = value
    else this.report(`the escape character is \\ or \`, not ${value}`, valueSpan, before, before)
    return known
  }

  private instruction(comments: readonly Word[]): void {
    const first = this.line
    const { joined, last, emptyContinuation } = joinLines(this.lines, first, this.escapeToken, (line) =>
      this.comments.push(wholeComment(line)),
    )
    this.line = last + 1
    this.refuseLong(first, last)
    const errors = this.errors.length
    const read = this.parse(joined, comments, first + 1, last + 1)
    const heredocs = errors < this.errors.length ? [] : this.heredocs(read, joined, first + 1)
    const end = this.lines.at(last)
    this.instructions.push({
      ...read,
      span: span(read.name.span.start, Math.max(read.name.span.end, end === undefined ? 0 : end.start + lastVisible(end.text, 0))),
      startLine: first + 1,
      endLine: this.line,
      heredocs,
      emptyContinuation,
      broken: errors < this.errors.length,
    })
  }

  private refuseLong(first: number, last: number): void {
    for (let at = first; at <= last; at++) {
      const line = this.lines.at(at)
      if (line !== undefined && line.text.length > longestLine) {
        this.report('a line has at most 65,535 bytes', span(line.start, line.start + 1), at, at)
      }
    }
  }

  private parse(joined: Joined, comments: readonly Word[], first: number, last: number): Instruction {
    const { name, flags, rest } = splitInstruction(joined)
    const keyword = name.text.toUpperCase()
    const parsed: Arguments = parseArguments(keyword, joined, rest, this.escapeToken)
    if (parsed.error !== undefined) this.report(parsed.error.message, parsed.error.span, first, last)
    const wrapped = keyword === 'ONBUILD' && rest.text !== '' ? this.parse(joined.from(rest), [], first, last) : undefined
    return {
      name,
      keyword,
      span: name.span,
      startLine: 0,
      endLine: 0,
      original: joined,
      flags,
      rest: joined.word(rest.start, rest.end),
      args: wrapped === undefined ? parsed.args : [],
      pairs: parsed.pairs,
      json: parsed.json,
      heredocs: [],
      comments,
      emptyContinuation: undefined,
      broken: false,
      onbuild: wrapped,
    }
  }

  private heredocs(read: Instruction, joined: Joined, first: number): readonly Heredoc[] {
    const holder = read.onbuild ?? read
    if (!['ADD', 'COPY', 'RUN'].includes(holder.keyword) || holder.json || !joined.text.includes('<<')) return []
    return heredocWords(joined).flatMap((word) => this.heredocBody(word, first) ?? [])
  }

  private heredocBody(word: HeredocWord, first: number): Heredoc {
    const start = this.lines.at(this.line)?.start ?? this.text.length
    let end: Span | undefined
    let stop = this.text.length
    for (let line = this.lines.at(this.line); line !== undefined && end === undefined; line = this.lines.at(this.line)) {
      this.line++
      const candidate = word.chomp ? line.text.replace(/^\t+/, '') : line.text
      if (candidate !== word.name) continue
      end = span(line.start, line.start + line.text.length)
      stop = line.start
    }
    if (end === undefined) this.report(`the heredoc is not ended: expected a line ${word.name}`, word.span, first, this.line)
    return { ...word, content: this.text.slice(start, stop), contentSpan: span(start, stop), end }
  }

  /** Line 0 is none. */
  private report(message: string, where: Span, start: number, end: number): void {
    this.errors.push({ message, span: where, lines: start === 0 ? undefined : { start, end } })
  }
}

/** The index of the rest at an offset, or -1. */
function restAt(rests: readonly Rest[], offset: number): number {
  let low = 0
  let high = rests.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rests[middle]?.offset ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return rests[low]?.offset === offset ? low : -1
}
