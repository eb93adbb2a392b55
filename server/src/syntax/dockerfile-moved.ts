import { movedSpan, type Span } from '../text/span.ts'
import type { DockerfileError, Flag, Heredoc, Instruction, Word } from './dockerfile.ts'
import type { Joined } from './dockerfile-lines.ts'
import type { KeyValue } from './dockerfile-words.ts'

/** An error further down by some characters and lines, or up. */
export function movedError(error: DockerfileError, by: number, lines: number): DockerfileError {
  const named = error.lines && { start: error.lines.start + lines, end: error.lines.end + lines }
  return { message: error.message, span: movedSpan(error.span, by), lines: named }
}

/** An instruction further down by some characters and lines, or up. Its parts are moved when somebody asks for them. */
export function movedInstruction(instruction: Instruction, by: number, lines: number): Instruction {
  if (!(instruction instanceof Moved)) return by === 0 && lines === 0 ? instruction : new Moved(instruction, by, lines)
  const { source } = instruction
  const [distance, below] = [instruction.by + by, instruction.lines + lines]
  return distance === 0 && below === 0 ? source : new Moved(source, distance, below)
}

/** An instruction as it was first read, and how far from there it stands now. */
class Moved implements Instruction {
  readonly source: Instruction
  readonly by: number
  readonly lines: number
  readonly keyword: string
  readonly json: boolean
  readonly broken: boolean
  private ownName: Word | undefined = undefined
  private ownSpan: Span | undefined = undefined
  private ownOriginal: Joined | undefined = undefined
  private ownFlags: readonly Flag[] | undefined = undefined
  private ownRest: Word | undefined = undefined
  private ownArgs: readonly Word[] | undefined = undefined
  private ownPairs: readonly KeyValue[] | undefined = undefined
  private ownHeredocs: readonly Heredoc[] | undefined = undefined
  private ownComments: readonly Word[] | undefined = undefined
  private ownOnbuild: Instruction | undefined = undefined

  constructor(source: Instruction, by: number, lines: number) {
    this.source = source
    this.by = by
    this.lines = lines
    this.keyword = source.keyword
    this.json = source.json
    this.broken = source.broken
  }

  get startLine(): number {
    return this.source.startLine + this.lines
  }

  get endLine(): number {
    return this.source.endLine + this.lines
  }

  get name(): Word {
    this.ownName ??= movedWord(this.source.name, this.by)
    return this.ownName
  }

  get span(): Span {
    this.ownSpan ??= movedSpan(this.source.span, this.by)
    return this.ownSpan
  }

  get original(): Joined {
    this.ownOriginal ??= this.source.original.moved(this.by)
    return this.ownOriginal
  }

  get flags(): readonly Flag[] {
    this.ownFlags ??= moved(this.source.flags, this.by, movedFlag)
    return this.ownFlags
  }

  get rest(): Word {
    this.ownRest ??= movedWord(this.source.rest, this.by)
    return this.ownRest
  }

  get args(): readonly Word[] {
    this.ownArgs ??= moved(this.source.args, this.by, movedWord)
    return this.ownArgs
  }

  get pairs(): readonly KeyValue[] {
    this.ownPairs ??= moved(this.source.pairs, this.by, movedPair)
    return this.ownPairs
  }

  get heredocs(): readonly Heredoc[] {
    this.ownHeredocs ??= moved(this.source.heredocs, this.by, movedHeredoc)
    return this.ownHeredocs
  }

  get comments(): readonly Word[] {
    this.ownComments ??= moved(this.source.comments, this.by, movedWord)
    return this.ownComments
  }

  get emptyContinuation(): Span | undefined {
    return this.source.emptyContinuation && movedSpan(this.source.emptyContinuation, this.by)
  }

  /** What is wrapped has no lines of its own. */
  get onbuild(): Instruction | undefined {
    if (this.source.onbuild !== undefined) this.ownOnbuild ??= movedInstruction(this.source.onbuild, this.by, 0)
    return this.ownOnbuild
  }
}

function moved<T>(parts: readonly T[], by: number, move: (part: T, by: number) => T): readonly T[] {
  return parts.length === 0 || by === 0 ? parts : parts.map((part) => move(part, by))
}

function movedWord({ text, span: where }: Word, by: number): Word {
  return { text, span: movedSpan(where, by) }
}

function movedFlag(flag: Flag, by: number): Flag {
  const { text, name, value, span: where, nameSpan, valueSpan } = flag
  return {
    text,
    name,
    value,
    span: movedSpan(where, by),
    nameSpan: movedSpan(nameSpan, by),
    valueSpan: valueSpan && movedSpan(valueSpan, by),
  }
}

function movedPair({ key, value, legacy }: KeyValue, by: number): KeyValue {
  return { key: movedWord(key, by), value: movedWord(value, by), legacy }
}

function movedHeredoc(heredoc: Heredoc, by: number): Heredoc {
  const { span: where, contentSpan, end } = heredoc
  return { ...heredoc, span: movedSpan(where, by), contentSpan: movedSpan(contentSpan, by), end: end && movedSpan(end, by) }
}
