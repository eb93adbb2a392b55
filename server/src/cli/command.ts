import type { Options } from './arguments.ts'
import type { Terminal } from './terminal.ts'

/** 0: nothing to complain about. 1: something in the documents. 2: the command itself could not run. */
export type ExitCode = 0 | 1 | 2

/** One word behind `bayplan`. */
export interface Command {
  readonly name: string
  /** What follows the name, as in `check PATH...`. */
  readonly usage: string
  readonly summary: string
  readonly options: Options
  /** What each option does, for the help. */
  readonly about: Readonly<Record<string, string>>
  /** Further paragraphs of its help. */
  readonly notes?: string
  /** Undefined where the process goes on and ends by itself. */
  run(paths: readonly string[], values: Readonly<Record<string, string | undefined>>, terminal: Terminal): Promise<ExitCode | undefined>
}

/** Ends a command with one sentence on standard error and code 2. */
export class CannotRun extends Error {}
