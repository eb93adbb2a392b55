import type { Instruction } from '../../../syntax/dockerfile.ts'
import { span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { once } from '../once.ts'
import type { Stage } from '../stages.ts'
import { type Ends, endsOf } from './again.ts'
import { checkCasing } from './casing.ts'
import { fileOptions, isOptions, noOptions } from './check-options.ts'
import type { CheckName } from './checks.ts'
import { Dispatch, dispatch, type Surrounding, withoutEffect } from './dispatch.ts'
import { addStages, checkDefaults, globalArguments } from './from.ts'
import { addTriggers, checkCycles, checkImages, connect } from './graph.ts'
import { type IgnoreList, readIgnoreList } from './ignore-list.ts'
import { checkInstruction } from './instructions.ts'
import { Log, linesOf, type Note, type Refusal } from './log.ts'
import { noteParsed } from './parsed.ts'
import type { Report } from './reporter.ts'
import { Seen } from './seen.ts'
import { type Command, inherit, type StageState, States } from './state.ts'

/** What BuildKit makes of a file before the first step runs. */
export interface Build {
  /** In the order in which BuildKit would come to them; the real one stops at the first. */
  readonly refusals: readonly Refusal[]
  readonly notes: readonly Note[]
  /** What `# check=error=true` makes of the notes: the build is refused because of them. */
  readonly notesRefuse: boolean
  /** Nothing is said but which descriptions are missing, which nobody asked for. */
  readonly isSilent: boolean
  /** What a build of the next version may go on from, if there is nothing to say. */
  readonly ends: Ends | undefined
}

/** A build without anything to say. */
export const silentBuild: Build = { refusals: [], notes: [], notesRefuse: false, isSilent: true, ends: undefined }

/** What a build says, as far as it may ever be shown: a description that nobody asked for is none of it where the rest is known beforehand. */
export function buildOf(doc: Dockerfile): Build {
  return doc.said ?? wholeBuildOf(doc)
}

/** The whole of a build that needs neither a registry nor files: every stage, for linux/amd64, without build arguments. */
export const wholeBuildOf = once((doc: Dockerfile): Build => {
  const options = fileOptions(doc.tree)
  const log = new Log(isOptions(options) ? options : noOptions, doc.stopAtRefusal)
  if (!isOptions(options)) {
    log.refuse({ step: 'convert', code: 'check-directive', message: options.message, at: options.at, lines: undefined })
  }
  refuseSyntax(doc, log)
  noteEmptyContinuations(doc, log)
  const usable = checkInstructions(doc, log)
  const ends = convert(doc, usable, log)
  const notesRefuse = isOptions(options) && options.error && log.notes.some(counts)
  return { refusals: log.refusals, notes: log.notes, notesRefuse, isSilent: log.isSilent, ends: log.isSilent ? ends?.() : undefined }
})

function counts({ check, silenced, enabled }: Note): boolean {
  return check === 'InvalidDefinitionDescription' ? enabled : !silenced
}

function refuseSyntax({ tree }: Dockerfile, log: Log): void {
  for (const { message, span: at, lines } of tree.errors) log.refuse({ step: 'parse', code: 'dockerfile-syntax', message, at, lines })
}

function noteEmptyContinuations({ instructions }: Dockerfile, log: Log): void {
  for (const instruction of instructions) {
    if (instruction.emptyContinuation === undefined) continue
    log.note({ check: 'NoEmptyContinuation', instruction, at: instruction.emptyContinuation, about: instruction.keyword }, undefined)
  }
}

/** Looks at every instruction alone; tells which of them can be converted. */
function checkInstructions(doc: Dockerfile, log: Log): (instruction: Instruction) => boolean {
  const broken = new Set<Instruction>()
  const start = doc.stages[0]?.from.span.start ?? Number.POSITIVE_INFINITY
  for (const [index, instruction] of doc.instructions.entries()) {
    const above = doc.instructions[index - 1]
    const refuse: Report = (code, message, at, fixes) =>
      log.refuse({ step: 'instructions', code, message, at, lines: linesOf(instruction), ...(fixes && { fixes }) })
    if (instruction.broken) broken.add(instruction)
    else noteParsed(instruction, log, () => isFine(instruction, doc.tree.escape, refuse, above) || !broken.add(instruction))
    if (instruction.span.start >= start || instruction.keyword === 'ARG' || broken.has(instruction)) continue
    broken.add(instruction)
    refuse('instruction-before-from', `${instruction.name.text} stands before the first FROM; only ARG can`, instruction.name.span)
  }
  return (instruction) => !broken.has(instruction)
}

const fine = { '\\': new Seen(), '`': new Seen() }

function isFine(instruction: Instruction, token: '\\' | '`', refuse: Report, above: Instruction | undefined): boolean {
  const { text } = instruction.original
  if (fine[token].has(text)) return true
  if (!checkInstruction(instruction, refuse, above)) return false
  fine[token].add(text)
  return true
}

function convert(doc: Dockerfile, usable: (instruction: Instruction) => boolean, log: Log): (() => Ends | undefined) | undefined {
  const stages = doc.stages.filter(({ from }) => usable(from))
  if (stages.length === 0) {
    if (log.refusals.length === 0) refuseNoStage(doc, log)
    return undefined
  }
  noteStageNames(stages, log)
  checkCasing(stages, usable, log)
  const refuseArg = (instruction: Instruction, at: Refusal['at'], message: string) =>
    log.refuse({ step: 'convert', code: 'variable-expansion', message, at, lines: linesOf(instruction) })
  const refusedBefore = log.refusals.length
  const globals = globalArguments(doc, usable, refuseArg)
  if (log.refusals.length === refusedBefore) checkDefaults(doc, stages, globals, log)
  const states = new States()
  addStages(doc, stages, globals, states, log)
  const target = states.all.at(-1)
  if (target === undefined) return undefined
  connect(doc, states, usable, log)
  checkCycles(states, log)
  const checked = new Set<StageState>()
  checkImages(states, checked, log)
  addTriggers(doc, states, target, checked, log)
  const ignore = ignoreList(doc, log)
  dispatchAll(states, { doc, globals, ignore, log })
  return () => endsOf(globals, ignore, states)
}

function refuseNoStage({ text, tree }: Dockerfile, log: Log): void {
  const last = tree.instructions.at(-1)
  const at = last?.name.span ?? span(0, Math.min(1, text.length))
  log.refuse({
    step: 'convert',
    code: 'instruction-before-from',
    message: 'the file has no FROM, so there is nothing to build',
    at,
    lines: undefined,
  })
}

const reserved = new Set(['context', 'scratch'])

function noteStageNames(stages: readonly Stage[], log: Log): void {
  const seen = new Map<string, Instruction>()
  for (const { name, from } of stages) {
    if (name === undefined) continue
    const key = name.text.toLowerCase()
    const note = (check: CheckName, other?: Instruction) =>
      log.note({ check, instruction: from, at: name.span, about: name.text, ...(other && { other }) }, undefined)
    if (reserved.has(key)) note('ReservedStageName')
    const before = seen.get(key)
    if (before !== undefined) note('DuplicateStageName', before)
    seen.set(key, from)
  }
}

function ignoreList({ around, text }: Dockerfile, log: Log): IgnoreList | undefined {
  const read = around.dockerignore === undefined ? undefined : readIgnoreList(around.dockerignore)
  if (typeof read !== 'string') return read
  log.refuse({
    step: 'convert',
    code: 'dockerignore-pattern',
    message: `.dockerignore: ${read}`,
    at: span(0, Math.min(1, text.length)),
    lines: undefined,
  })
  return undefined
}

function dispatchAll(states: States, around: Surrounding): void {
  for (const state of states.all) {
    inherit(state)
    state.dispatched = true
    for (const command of state.commands) if (!isInert(command, state, around)) dispatch(new Dispatch(state, command, around))
  }
}

const inert = { '\\': new Seen(), '`': new Seen() }

/** Whether the text of an instruction alone tells that nothing is to be said about it and nothing behind it depends on it. */
function isInert(command: Command, state: StageState, around: Surrounding): boolean {
  const { instruction, trigger, sources } = command
  const { text } = instruction.original
  if (!withoutEffect.has(instruction.keyword) || trigger !== undefined || sources.length > 0 || state.os !== 'linux') return false
  if (around.ignore !== undefined || instruction.heredocs.length > 0) return false
  const seen = inert[around.doc.tree.escape]
  if (seen.has(text)) return true
  if (text.includes('$')) return false
  const { notes, refusals } = around.log
  const before = notes.length + refusals.length
  dispatch(new Dispatch(state, command, around))
  if (notes.length + refusals.length === before && !(around.doc.stopAtRefusal && refusals.length > 0)) seen.add(text)
  return true
}
