import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { type Expansion, expand } from '../expand.ts'
import type { CheckName } from './checks.ts'
import { dispatchCopy } from './copy.ts'
import { dispatchExpose } from './expose.ts'
import { flagOf } from './flags.ts'
import type { Globals } from './from.ts'
import type { IgnoreList } from './ignore-list.ts'
import { type Log, linesOf, type RefusalCode } from './log.ts'
import { readMount } from './mount.ts'
import { isAbsolute, joined, pathProblem } from './paths.ts'
import type { Command, StageState } from './state.ts'
import { isSignal } from './values.ts'
import { argumentsOf, type Located, unsetVariables, variableSpan } from './words.ts'

/** What the conversion of a stage needs beside the stage. */
export interface Surrounding {
  readonly doc: Dockerfile
  readonly globals: Globals
  readonly ignore: IgnoreList | undefined
  readonly log: Log
}

/** One instruction while it is converted. */
export class Dispatch {
  readonly state: StageState
  readonly command: Command
  readonly around: Surrounding
  /** Some variable has no value that the build or the base image may know. */
  private unsure = false

  constructor(state: StageState, command: Command, around: Surrounding) {
    this.state = state
    this.command = command
    this.around = around
  }

  get instruction(): Instruction {
    return this.command.instruction
  }

  /** The place to mark: the token itself, or the FROM that triggered the instruction. */
  at(span: Span): Span {
    return this.command.trigger ?? span
  }

  /** Returns nothing, so that a conversion can end with it. */
  refuse(code: RefusalCode, span: Span, message: string, doubtful = this.unsure): undefined {
    const { place, trigger } = this.command
    const prefix = trigger === undefined ? '' : `what ONBUILD kept is refused here: `
    this.around.log.refuse({ step: 'convert', code, message: prefix + message, at: this.at(span), lines: linesOf(place), doubtful })
  }

  note(check: CheckName, span: Span, about: string, more: { readonly instead?: string; readonly other?: Instruction } = {}): void {
    const { instruction, place, trigger } = this.command
    this.around.log.note({ check, instruction: place, at: this.at(span), about, ...more }, trigger === undefined ? instruction : undefined)
  }

  /** The word with its variables put in; undefined where that is refused. */
  expand(word: Located): string | undefined {
    if (!/[$'"\\`]/.test(word.text)) return word.text
    const expansion = expand(word.text, this.state.env, { escape: this.around.doc.tree.escape })
    this.noteUnset(word, expansion)
    if (expansion.error === undefined) return expansion.value
    this.refuse('variable-expansion', word.span, expansion.error)
    return undefined
  }

  /** The words that a word becomes; what is unset in it is not reported. */
  expandWords(word: Located): Expansion {
    const expansion = expand(word.text, this.state.env, { escape: this.around.doc.tree.escape, words: true })
    this.unsure ||= expansion.used.some(({ name, set }) => !set && (this.state.fromImage || this.state.args.get(name) === true))
    return expansion
  }

  /** All words, or undefined as soon as one is refused. */
  expandAll(words: readonly Located[]): readonly string[] | undefined {
    const values: string[] = []
    for (const word of words) {
      const value = this.expand(word)
      if (value === undefined) return undefined
      values.push(value)
    }
    return values
  }

  /** The value of a flag; empty without it, undefined where it is refused. */
  expandFlag(name: string): string | undefined {
    const flag = flagOf(this.instruction, name)
    return flag?.value === undefined ? '' : this.expand({ text: flag.value, span: flag.valueSpan ?? flag.span })
  }

  noteUnset(word: Located, expansion: Expansion): void {
    for (const used of unsetVariables(expansion)) {
      this.unsure ||= this.state.fromImage || this.state.args.get(used.name) === true
      if (this.state.args.get(used.name) || used.name.startsWith('BUILDKIT_SBOM_SCAN_')) continue
      const near = this.around.log.probable(used.name, this.state.env.keys())
      const at = this.command.trigger ?? variableSpan(this.around.doc.text, word, used)
      this.note('UndefinedVar', at, used.name, near === undefined ? {} : { instead: near })
    }
  }
}

/** Instructions that leave nothing behind for those below them: what is said of them hangs on variables alone. */
export const withoutEffect: ReadonlySet<string> = new Set(['ADD', 'COPY', 'EXPOSE', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME'])

/** Converts one instruction. Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go */
export function dispatch(it: Dispatch): undefined {
  const { instruction, state } = it
  switch (instruction.keyword) {
    case 'ENV':
    case 'LABEL':
      return dispatchPairs(it)
    case 'ARG':
      return dispatchArg(it)
    case 'WORKDIR':
      return dispatchWorkdir(it)
    case 'USER':
      it.expandAll(instruction.args)
      return
    case 'VOLUME':
      return dispatchVolume(it)
    case 'STOPSIGNAL':
      return dispatchSignal(it)
    case 'EXPOSE':
      return dispatchExpose(it)
    case 'ADD':
    case 'COPY':
      return dispatchCopy(it)
    case 'RUN':
      return dispatchRun(it)
    case 'SHELL':
      state.hasShell = true
      return
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return dispatchOnce(it)
    default:
  }
}

function dispatchPairs(it: Dispatch): undefined {
  const { pairs, keyword } = it.instruction
  const words: string[] = []
  for (const { key, value } of pairs) {
    const name = it.expand(key)
    const text = name === undefined ? undefined : it.expand(value)
    if (name === undefined || text === undefined) return
    words.push(name, text)
  }
  for (const [index, { key, legacy }] of pairs.entries()) {
    if (legacy) it.note('LegacyKeyValueFormat', key.span, keyword)
    if (keyword !== 'ENV') continue
    const name = words[index * 2] ?? ''
    noteSecret(it, key.span, name)
    it.state.env.set(name, words[index * 2 + 1] ?? '')
  }
}

const secret = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i
const harmless = /(?:_|^)(?:public|file|version)(?:_|$)/i

function noteSecret(it: Dispatch, at: Span, name: string): void {
  if (secret.test(name) && !harmless.test(name)) it.note('SecretsUsedInArgOrEnv', at, name)
}

function dispatchArg(it: Dispatch): undefined {
  const { state, around } = it
  for (const { name, value } of argumentsOf(it.instruction)) {
    noteSecret(it, name.span, name.text)
    const known = value === undefined ? around.globals.values.get(name.text) : it.expand(value)
    if (value !== undefined && known === undefined) return
    if (known !== undefined && !name.text.startsWith('BUILDKIT_SBOM_SCAN_')) state.env.set(name.text, known)
    state.args.set(name.text, true)
  }
}

function dispatchWorkdir(it: Dispatch): undefined {
  const { state, instruction } = it
  const [word] = instruction.args
  if (word === undefined) return
  const path = it.expand(word)
  if (path === undefined) return
  if (!state.workdirSet && !isAbsolute(path, state.os)) it.note('WorkdirRelativePath', word.span, path)
  state.workdirSet = true
  const problem = pathProblem(path, state.os)
  if (problem === undefined) state.workdir = joined(state.workdir, path, state.os)
  else it.refuse('instruction-arguments', word.span, problem)
}

function dispatchVolume(it: Dispatch): undefined {
  const { args } = it.instruction
  const values = it.expandAll(args.map(({ text, span }) => ({ text: text.trim(), span })))
  const empty = values?.indexOf('') ?? -1
  const word = args[empty]
  if (word !== undefined) it.refuse('volume-path', word.span, `the path of the volume is empty: ${word.text} has no value`)
}

function dispatchSignal(it: Dispatch): undefined {
  const [word] = it.instruction.args
  const signal = word && it.expand(word)
  if (word === undefined || signal === undefined || isSignal(signal)) return
  const shown = signal === word.text ? `"${signal}"` : `${word.text}, which is "${signal}" here,`
  it.refuse('stop-signal', word.span, `${shown} is not a signal; it is a name such as SIGTERM or a number such as 15`)
}

function dispatchRun(it: Dispatch): undefined {
  if (it.instruction.flags.length === 0) return
  const { instruction, command, state, around } = it
  const flags = instruction.flags.filter(({ name }) => name === 'mount')
  for (const [index, flag] of flags.entries()) {
    let failed = false
    const mount = readMount(flag, (text, span) => {
      const value = it.expand({ text, span })
      failed ||= value === undefined
      return value
    })
    if (failed) return
    const at = flag.valueSpan ?? flag.span
    if ('message' in mount) return it.refuse('run-mount', mount.at, mount.message)
    const source = command.sources[index]
    if (source !== undefined && !source.dispatched && mount.type !== 'secret') {
      if (around.log.circular) return
      return it.refuse('copy-from', at, `the stage ${mount.from} comes later; a mount takes files from earlier stages only`)
    }
    if (mount.type === 'ssh' && mount.source !== '')
      return it.refuse('run-mount', at, 'a mount of type ssh has no source; the agent is named by its id')
    if (['secret', 'ssh'].includes(mount.type)) continue
    if (joined(isAbsolute(mount.target, state.os) ? '/' : state.workdir, mount.target, state.os) !== '/') continue
    const message =
      mount.target === ''
        ? 'the mount has no target; write target=PATH'
        : 'a mount cannot replace the root directory; its target is a folder below'
    // The working directory of the base image would be meant.
    const unsure = state.fromImage && !state.workdirSet && !isAbsolute(mount.target, state.os)
    return it.refuse('run-mount', at, message, unsure || undefined)
  }
}

function dispatchOnce(it: Dispatch): undefined {
  const { instruction, command } = it
  const before = replaceLast(it)
  if (before !== undefined) {
    const { place, trigger, instruction: earlier } = before
    it.around.log.note(
      {
        check: 'MultipleInstructionsDisallowed',
        instruction: place,
        at: trigger ?? earlier.name.span,
        about: instruction.keyword,
        other: command.place,
      },
      command.trigger === undefined ? instruction : undefined,
    )
  }
  if (instruction.keyword === 'HEALTHCHECK' || instruction.json || it.state.hasShell) return
  it.note('JSONArgsRecommended', instruction.rest.text === '' ? instruction.name.span : instruction.rest.span, instruction.keyword)
}

/** Makes the instruction the last of its kind; the one before, if there is any. */
function replaceLast({ state, command }: Dispatch): Command | undefined {
  const key = command.instruction.keyword === 'CMD' ? 'cmd' : command.instruction.keyword === 'ENTRYPOINT' ? 'entrypoint' : 'healthcheck'
  const before = state[key]
  state[key] = command
  return before
}
