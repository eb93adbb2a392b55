import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Fix } from '../../../text/finding.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Span } from '../../../text/span.ts'
import { type CheckOptions, optionsOf } from './check-options.ts'
import type { CheckName } from './checks.ts'

/** The steps of a build before anything runs; each begins only when the one before refused nothing. */
export type BuildStep = 'parse' | 'instructions' | 'convert'

/** What each refusal is about; the rule of that name explains it. */
export type RefusalCode =
  | 'add-source'
  | 'base-image'
  | 'check-directive'
  | 'circular-stages'
  | 'copy-flags'
  | 'copy-from'
  | 'dockerfile-syntax'
  | 'dockerignore-pattern'
  | 'exposed-port'
  | 'healthcheck-option'
  | 'instruction-arguments'
  | 'instruction-before-from'
  | 'instruction-flag'
  | 'onbuild-trigger'
  | 'run-device'
  | 'run-mount'
  | 'run-network'
  | 'run-security'
  | 'shell-form'
  | 'stage-name'
  | 'stage-platform'
  | 'stop-signal'
  | 'unknown-instruction'
  | 'variable-expansion'
  | 'volume-path'

/** Something BuildKit refuses. */
export interface Refusal {
  readonly step: BuildStep
  readonly code: RefusalCode
  readonly message: string
  readonly at: Span
  /** First and last line that BuildKit names, counted from one; undefined where it names none. */
  readonly lines: Lines | undefined
  readonly fixes?: readonly Fix[]
  /** A value that only the build or the base image knows may prevent it. */
  readonly doubtful?: boolean
}

/** First and last line, counted from one. */
export interface Lines {
  readonly start: number
  readonly end: number
}

/** Something one of BuildKit's checks reports. */
export interface Note {
  readonly check: CheckName
  /** The instruction whose lines BuildKit names. */
  readonly instruction: Instruction
  /** The token that is meant. */
  readonly at: Span
  /** The word it is about: a name, a keyword, a value. */
  readonly about: string
  /** What was probably meant or should stand there. */
  readonly instead?: string
  /** The other place that takes part, such as the later of two. */
  readonly other?: Instruction
  /** A directive or a comment above the instruction switches the check off here. */
  readonly silenced: boolean
  /** For experimental checks: a directive or comment switches it on here. */
  readonly enabled: boolean
}

/** A text with many unknown names among many known ones is not worth more. */
const mostComparisons = 20_000

/** What a build would say, in the order in which it would come to it. */
export class Log {
  readonly refusals: Refusal[] = []
  readonly notes: Note[] = []
  /** Stages that come too late were refused already, as a circle. */
  circular = false
  private readonly options: CheckOptions
  private comparisons = mostComparisons
  private readonly stopAtRefusal: boolean

  constructor(options: CheckOptions, stopAtRefusal: boolean) {
    this.options = options
    this.stopAtRefusal = stopAtRefusal
  }

  /** Whether nothing was said but which descriptions are missing, which nobody asked for. */
  get isSilent(): boolean {
    return this.refusals.length === 0 && this.notes.every(({ check, enabled }) => check === 'InvalidDefinitionDescription' && !enabled)
  }

  /** A name that was probably meant; undefined also when that was asked too often for one text. */
  probable(name: string, names: Iterable<string>): string | undefined {
    const few: string[] = []
    for (const one of names) {
      if (this.comparisons-- <= 0) break
      if (one !== name) few.push(one)
    }
    return nearest(name, few)
  }

  refuse(refusal: Refusal): void {
    this.circular ||= refusal.code === 'circular-stages'
    this.refusals.push(refusal)
  }

  /** `configured` is the instruction whose comments count; undefined where BuildKit looks at none. */
  note(note: Omit<Note, 'silenced' | 'enabled'>, configured: Instruction | undefined): void {
    if (this.stopAtRefusal && this.refusals.length > 0) return
    this.notes.push({ ...note, ...standingOf(note.check, this.options, configured) })
  }
}

/** What the options of a file and the comments above an instruction make of a check. */
export function standingOf(check: CheckName, file: CheckOptions, configured: Instruction | undefined): Pick<Note, 'silenced' | 'enabled'> {
  const own = configured === undefined ? undefined : optionsOf(configured)
  const options = own === undefined ? [file] : [file, own]
  return {
    silenced: options.some(({ skip }) => skip === 'all' || skip.has(check)),
    enabled: options.some(({ experimental }) => experimental === 'all' || experimental.has(check)),
  }
}

/** The lines of an instruction, heredocs included. */
export function linesOf({ startLine, endLine }: Instruction): Lines {
  return { start: startLine, end: endLine }
}
