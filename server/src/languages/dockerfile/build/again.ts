import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Dockerfile } from '../document.ts'
import type { Stage } from '../stages.ts'
import { fileOptions, isOptions, noOptions } from './check-options.ts'
import { Dispatch, dispatch, type Surrounding, withoutEffect } from './dispatch.ts'
import type { Globals } from './from.ts'
import { imageOrStages } from './graph.ts'
import type { IgnoreList } from './ignore-list.ts'
import { checkInstruction } from './instructions.ts'
import { Log, linesOf } from './log.ts'
import { noteParsed } from './parsed.ts'
import { imageProblem } from './reference.ts'
import { type Command, inherit, StageState, type States } from './state.ts'

/** What a build that had nothing to say leaves behind: what the next version of the text may go on from. */
export interface Ends {
  readonly globals: Globals
  readonly ignore: IgnoreList | undefined
  /** How every stage ended, in the order of the file. */
  readonly states: readonly StageState[]
  /** The numbers of the stages they build on. */
  readonly bases: readonly (number | undefined)[]
}

/** Keeps of the states of a build what others may go on from; undefined where ONBUILD makes of one stage a part of another. */
export function endsOf(globals: Globals, ignore: IgnoreList | undefined, { all }: States): Ends | undefined {
  const states = all.filter(({ stage }) => stage !== undefined)
  if (states.some(({ commands }) => commands.some(({ instruction }) => instruction.keyword === 'ONBUILD'))) return undefined
  const numbers = new Map(states.map((state, index) => [state, index]))
  for (const state of states) state.end()
  return { globals, ignore, states, bases: states.map(({ base }) => base && numbers.get(base)) }
}

/** What has changed since a build. */
interface Changes {
  /** The numbers of the stages. */
  readonly changed: ReadonlySet<number>
  /** Whether the instruction at a place in the file is one of that build. */
  isKnown(place: number): boolean
  /** Whether nothing that sets variables was replaced, put in or taken away. */
  readonly keepsVariables: boolean
}

/**
 * Goes on from a build that had nothing to say, where nothing has changed but what stands behind FROM in some stages. Converts those, and
 * what builds on them. Undefined as soon as there may be something to say: what that is, only a whole build tells.
 */
export function buildAgain(doc: Dockerfile, ends: Ends, { changed, isKnown, keepsVariables }: Changes): Ends | undefined {
  if (doc.tree.errors.length > 0 || ends.states.length !== doc.stages.length) return undefined
  const options = fileOptions(doc.tree)
  const log = new Log(isOptions(options) ? options : noOptions, false)
  const states = [...ends.states]
  const isSettled = (place: number, keyword: string) => keepsVariables && withoutEffect.has(keyword) && isKnown(place)
  const around = { doc, globals: ends.globals, ignore: ends.ignore, log }
  for (const stage of doc.stages) {
    const base = ends.bases[stage.index]
    const old = ends.states[stage.index]
    const stays = !changed.has(stage.index) && (base === undefined || states[base] === ends.states[base])
    if (stays || old === undefined) continue
    const state = stageAgain(stage, old, base === undefined ? undefined : states[base])
    states[stage.index] = state
    if (!isReadQuietly(stage, isKnown, log) || !isQuiet(stage, isSettled, state, states, around)) return undefined
  }
  return { ...ends, states }
}

/** A stage before it is converted, as FROM makes it. */
function stageAgain({ from }: Stage, { baseName, name, at, os, fromImage }: StageState, base: StageState | undefined): StageState {
  const state = new StageState(undefined, baseName, name, from, at)
  state.base = base
  state.os = os
  state.fromImage = fromImage
  state.dispatched = true
  inherit(state)
  return state
}

/** Reads the instructions of a stage that are new; false if anything is said, or if they are written in another case than FROM. */
function isReadQuietly({ from, start, instructions }: Stage, isKnown: Changes['isKnown'], log: Log): boolean {
  const upper = from.name.text === from.name.text.toUpperCase()
  for (const [index, instruction] of instructions.entries()) {
    if (isKnown(start + 1 + index)) continue
    const { keyword, name, emptyContinuation } = instruction
    if (name.text !== (upper ? keyword : name.text.toLowerCase()) || keyword === 'ONBUILD' || emptyContinuation !== undefined) return false
    noteParsed(instruction, log, () =>
      checkInstruction(instruction, (code, message, at) =>
        log.refuse({ step: 'instructions', code, message, at, lines: linesOf(instruction) }),
      ),
    )
  }
  return log.isSilent
}

/** Converts the instructions of a stage, but for those of which it is known that nothing is said; false if anything is. */
function isQuiet(
  { index, start, instructions }: Stage,
  isSettled: (place: number, keyword: string) => boolean,
  state: StageState,
  states: readonly StageState[],
  around: Surrounding,
): boolean {
  for (const [at, instruction] of instructions.entries()) {
    if (isSettled(start + 1 + at, instruction.keyword)) continue
    const command = commandOf(instruction, index, states, around)
    if (command === undefined) return false
    dispatch(new Dispatch(state, command, around))
    if (!around.log.isSilent) return false
  }
  state.end()
  return true
}

/** An instruction with where it takes files from; undefined unless those are earlier stages, and images with names that are some. */
function commandOf(instruction: Instruction, stage: number, states: readonly StageState[], { doc, log }: Surrounding): Command | undefined {
  const command: Command = { instruction, place: instruction, trigger: undefined, sources: [] }
  const named = (name: string) => states.findLast((state) => state.name === name.toLowerCase())
  command.sources = imageOrStages(doc, command, { all: states, named }, log)
  for (const source of command.sources) {
    if (source === undefined) continue
    const number = states.indexOf(source)
    const known = number < 0 ? source.baseName === 'scratch' || imageProblem(source.baseName) === undefined : number < stage
    if (!known) return undefined
    source.dispatched = true
  }
  return command
}
