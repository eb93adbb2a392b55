import type { Instruction, Word } from '../../../syntax/dockerfile.ts'
import type { Span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { expand } from '../expand.ts'
import type { Stage } from '../stages.ts'
import { flagOf } from './flags.ts'
import { type Log, linesOf, type RefusalCode } from './log.ts'
import { platformVariables, readPlatform } from './platform.ts'
import { imageProblem } from './reference.ts'
import { StageState, type States } from './state.ts'
import { argumentsOf, type Located, unsetVariables, variableSpan } from './words.ts'

/** The variables that FROM lines know. */
export interface Globals {
  readonly values: ReadonlyMap<string, string>
  /** Every ARG before the first FROM, with a default or not. */
  readonly declared: ReadonlySet<string>
}

/** Reads the ARGs before the first FROM. A default that cannot be expanded is handed to `refuse`. */
export function globalArguments(
  doc: Dockerfile,
  usable: (instruction: Instruction) => boolean,
  refuse: (instruction: Instruction, at: Span, message: string) => void,
): Globals {
  const values = platformVariables(doc.stages.at(-1)?.name?.text.toLowerCase() ?? '')
  const declared = new Set<string>()
  for (const instruction of doc.before) {
    if (instruction.keyword !== 'ARG' || !usable(instruction)) continue
    for (const { name, value } of argumentsOf(instruction)) {
      declared.add(name.text)
      if (value === undefined) continue
      const expansion = expand(value.text, values, { escape: doc.tree.escape })
      if (expansion.error === undefined) values.set(name.text, expansion.value)
      else refuse(instruction, value.span, expansion.error)
    }
  }
  return { values, declared }
}

/** Reports bases that are no image when nothing but the defaults is known. */
export function checkDefaults(doc: Dockerfile, stages: readonly Stage[], { values }: Globals, log: Log): void {
  for (const { from, base } of stages) {
    if (base === undefined) continue
    const expansion = expand(base.text, values, { escape: doc.tree.escape })
    if (expansion.error !== undefined) return
    if (imageProblem(expansion.value) === undefined) continue
    log.note({ check: 'InvalidDefaultArgInFrom', instruction: from, at: base.span, about: base.text, instead: expansion.value }, undefined)
  }
}

/** Adds a state for every stage whose FROM can be understood. */
export function addStages(doc: Dockerfile, stages: readonly Stage[], globals: Globals, states: States, log: Log): void {
  for (const stage of stages) {
    const state = stageState(doc, stage, globals, log)
    if (state !== undefined) states.add(state)
  }
}

function stageState(doc: Dockerfile, stage: Stage, globals: Globals, log: Log): StageState | undefined {
  const { from, base, name } = stage
  if (base === undefined) return undefined
  const refuse = (code: RefusalCode, at: Span, message: string) => log.refuse({ step: 'convert', code, message, at, lines: linesOf(from) })
  const baseName = expandFrom(doc, stage, base, globals, log, refuse)
  if (baseName === undefined) return undefined
  if (baseName === '') {
    refuse('base-image', base.span, `${base.text} is empty when the build gives no value; give the ARG a default, or write \${NAME:-IMAGE}`)
    return undefined
  }
  const os = platformOf(doc, stage, globals, log, refuse)
  const state = new StageState(stage, baseName, name?.text.toLowerCase() ?? '', from, base.span)
  if (os !== undefined && baseName !== 'scratch') state.os = os
  state.doubtful = waits(doc, base.text, globals)
  return state
}

/** Whether a word has an ARG without a default, which the build may give. */
function waits({ tree }: Dockerfile, word: string, { values, declared }: Globals): boolean {
  return unsetVariables(expand(word, values, { escape: tree.escape })).some(({ name }) => declared.has(name))
}

function expandFrom(
  doc: Dockerfile,
  { from }: Stage,
  word: Located,
  globals: Globals,
  log: Log,
  refuse: (code: RefusalCode, at: Span, message: string) => void,
): string | undefined {
  const expansion = expand(word.text, globals.values, { escape: doc.tree.escape })
  for (const used of unsetVariables(expansion)) {
    if (globals.declared.has(used.name)) continue
    const at = variableSpan(doc.text, word, used)
    const near = log.probable(used.name, namesOf(globals))
    log.note({ check: 'UndefinedArgInFrom', instruction: from, at, about: used.name, ...(near !== undefined && { instead: near }) }, from)
  }
  if (expansion.error === undefined) return expansion.value
  refuse('variable-expansion', word.span, expansion.error)
  return undefined
}

function* namesOf({ declared, values }: Globals): Iterable<string> {
  yield* declared
  yield* values.keys()
}

/** The operating system that --platform names. */
function platformOf(
  doc: Dockerfile,
  stage: Stage,
  globals: Globals,
  log: Log,
  refuse: (code: RefusalCode, at: Span, message: string) => void,
): string | undefined {
  const flag = flagOf(stage.from, 'platform')
  if (flag === undefined || !flag.value) return undefined
  const word: Word = { text: flag.value, span: flag.valueSpan ?? flag.span }
  const value = expandFrom(doc, stage, word, globals, log, refuse)
  const expansion = expand(word.text, globals.values, { escape: doc.tree.escape })
  noteRedundant(stage, word, globals, expansion, log)
  noteConstant(stage, word, expansion, log)
  if (value === undefined) return undefined
  if (value === '') {
    const [unset] = unsetVariables(expansion)
    const near = unset && log.probable(unset.name, globals.values.keys())
    refuse(
      'stage-platform',
      word.span,
      `${word.text} is empty when the build gives no value${near === undefined ? '; give the ARG a default' : `; did you mean ${near}`}`,
    )
    return undefined
  }
  const platform = readPlatform(value)
  if (typeof platform !== 'string') return platform.os
  refuse('stage-platform', word.span, platform)
  return undefined
}

function noteRedundant({ from }: Stage, word: Word, { values }: Globals, { used, value }: ReturnType<typeof expand>, log: Log): void {
  const names = new Set(used.map(({ name }) => name))
  if (names.size !== 1 || !names.has('TARGETPLATFORM') || !used.every(({ set }) => set) || value !== values.get('TARGETPLATFORM')) return
  log.note({ check: 'RedundantTargetPlatform', instruction: from, at: flagOf(from, 'platform')?.span ?? word.span, about: word.text }, from)
}

function noteConstant({ from, name }: Stage, word: Word, { used, value }: ReturnType<typeof expand>, log: Log): void {
  if (used.length > 0) return
  const platform = readPlatform(value)
  if (typeof platform === 'string') return
  const stageName = name?.text.toLowerCase() ?? ''
  if (stageName.includes(platform.os) || stageName.includes(platform.architecture)) return
  log.note({ check: 'FromPlatformFlagConstDisallowed', instruction: from, at: word.span, about: value }, from)
}
