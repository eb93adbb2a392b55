import type { Instruction } from '../../../syntax/dockerfile.ts'
import { readDockerfile } from '../../../syntax/dockerfile.ts'
import type { Dockerfile } from '../document.ts'
import { expand } from '../expand.ts'
import { flagOf } from './flags.ts'
import { checkInstruction } from './instructions.ts'
import { type Lines, type Log, linesOf } from './log.ts'
import { readMount } from './mount.ts'
import { imageProblem } from './reference.ts'
import { type Command, inherit, StageState, type States } from './state.ts'

/** Fills in what every stage takes files from. */
export function connect(doc: Dockerfile, states: States, usable: (instruction: Instruction) => boolean, log: Log): void {
  for (const state of [...states.all]) {
    for (const instruction of state.stage?.instructions ?? []) {
      if (!usable(instruction)) continue
      const command: Command = { instruction, place: instruction, trigger: undefined, sources: [] }
      addSources(doc, state, command, states, log)
      state.commands.push(command)
    }
  }
}

function addSources(doc: Dockerfile, state: StageState, command: Command, states: States, log: Log): void {
  command.sources = imageOrStages(doc, command, states, log)
  for (const source of command.sources) {
    if (source === undefined) continue
    state.dependencies ??= new Map()
    state.dependencies.set(source, command.place)
    if (!source.registered) states.add(source)
  }
}

/** The states that names and numbers are looked up among. */
type Known = Pick<States, 'named'> & { readonly all: readonly StageState[] }

/** Where an instruction takes files from: stages, and images that nobody has looked at. */
export function imageOrStages(doc: Dockerfile, command: Command, states: Known, log: Log): Command['sources'] {
  if (command.instruction.keyword === 'COPY') return copySource(doc, command, states, log)
  return command.instruction.keyword === 'RUN' ? mountSources(command, states) : []
}

function copySource(doc: Dockerfile, { instruction, place, trigger }: Command, states: Known, log: Log): readonly StageState[] {
  const flag = flagOf(instruction, 'from')
  if (!flag?.value) return []
  const at = trigger ?? flag.valueSpan ?? flag.span
  const refuse = (message: string) => {
    log.refuse({ step: 'convert', code: 'copy-from', message, at, lines: trigger === undefined ? undefined : linesOf(place) })
    return []
  }
  const { value, error } = expand(flag.value, new Map(), { escape: doc.tree.escape })
  if (error !== undefined) return refuse(error)
  if (value !== flag.value) return refuse('--from takes no variables; name a stage whose FROM has the variable')
  if (!/^[+-]?\d+$/.test(value)) return [states.named(value) ?? image(value, place, at)]
  const found = states.all[Number(value)]
  const last = states.all.length - 1
  return found === undefined ? refuse(`there is no stage ${value}; they are counted from 0 to ${last}`) : [found]
}

function mountSources({ instruction, place, trigger }: Command, states: Known): readonly (StageState | undefined)[] {
  return instruction.flags
    .filter(({ name }) => name === 'mount')
    .map((flag) => {
      const mount = readMount(flag)
      if ('message' in mount || mount.type === 'tmpfs') return undefined
      const name = mount.from === '' && mount.type === 'cache' ? 'scratch' : mount.from
      return name === '' ? undefined : (states.named(name) ?? image(name, place, trigger ?? flag.valueSpan ?? flag.span))
    })
}

function image(name: string, named: Instruction, at: StageState['at']): StageState {
  return new StageState(undefined, name, '', named, at)
}

/** Refuses stages that need each other. */
export function checkCycles(states: States, log: Log): void {
  const visited = new Set<StageState>()
  for (const root of states.all) {
    const path = cycleFrom(root, visited)
    if (path === undefined) continue
    const first = path[0]
    if (first === undefined) return
    const names = path.length === 1 ? 'this stage takes files from itself' : 'these stages take files from each other'
    log.refuse({
      step: 'convert',
      code: 'circular-stages',
      message: `${names}, in a circle: ${[stageLabel(root), ...path.map(({ to }) => stageLabel(to))].join(' → ')}`,
      at: sourceSpan(path.at(-1)?.by ?? first.by),
      lines: path.map(({ by }) => linesOf(by)).reduce(merged),
    })
    return
  }
}

interface Step {
  readonly to: StageState
  readonly by: Instruction
}

/** The steps from a state back to one that was on the way; each state is looked at once. */
function cycleFrom(root: StageState, visited: Set<StageState>): readonly Step[] | undefined {
  if (visited.has(root)) return undefined
  visited.add(root)
  const open = new Set([root])
  const stack = [{ state: root, left: entriesOf(root) }]
  const path: Step[] = []
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.next()
    if (next.done === true) {
      stack.pop()
      path.pop()
      open.delete(top.state)
      continue
    }
    const [to, by] = next.value
    if (open.has(to)) return [...path, { to, by }]
    if (visited.has(to)) continue
    visited.add(to)
    open.add(to)
    path.push({ to, by })
    stack.push({ state: to, left: entriesOf(to) })
  }
  return undefined
}

function entriesOf({ dependencies }: StageState): Iterator<readonly [StageState, Instruction]> {
  return (dependencies ?? new Map<StageState, Instruction>()).entries()
}

function stageLabel({ name, stage, baseName }: StageState): string {
  return name === '' ? (stage === undefined ? baseName : `stage ${stage.index}`) : name
}

function sourceSpan(instruction: Instruction): StageState['at'] {
  const from = flagOf(instruction, 'from')
  const mount = instruction.flags.find(({ name, value }) => name === 'mount' && value?.includes('from='))
  return from?.valueSpan ?? mount?.valueSpan ?? instruction.name.span
}

function merged(a: Lines, b: Lines): Lines {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

/** Refuses images whose name is none. */
export function checkImages(states: States, checked: Set<StageState>, log: Log): void {
  for (const state of states.all) {
    if (state.base !== undefined || checked.has(state)) continue
    checked.add(state)
    if (state.stage === undefined) state.dispatched = true
    if (state.baseName === 'scratch') continue
    const problem = imageProblem(state.baseName)
    if (problem === undefined) continue
    const stage = states.named(state.baseName)
    const hint =
      stage === undefined
        ? problem.instead === undefined
          ? ''
          : `; did you mean ${problem.instead}`
        : `; the stage is called ${stage.name}`
    const literal = state.at.end - state.at.start === state.baseName.length
    const instead = stage?.name ?? problem.instead
    log.refuse({
      step: 'convert',
      code: 'base-image',
      message: problem.message + hint,
      at: state.at,
      lines: linesOf(state.named),
      doubtful: state.doubtful,
      ...(literal && instead !== undefined && { fixes: [{ title: `Write ${instead}`, edits: [{ span: state.at, text: instead }] }] }),
    })
  }
}

/** More triggers than this are not run: every child of a stage runs all of them. */
const mostTriggers = 5000

/** Puts the instructions that ONBUILD keeps in front of those of the stages that build on them. */
export function addTriggers(doc: Dockerfile, states: States, target: StageState, checked: Set<StageState>, log: Log): void {
  let left = mostTriggers
  const reachable = reachableFrom(target)
  for (const state of reachable) {
    inherit(state)
    if (state.base === undefined || state.triggersAdded) continue
    state.triggersAdded = true
    const kept = state.base.commands.filter(({ instruction }) => instruction.keyword === 'ONBUILD')
    if (kept.length === 0 || kept.length > left) continue
    left -= kept.length
    const commands = kept.flatMap(({ instruction }) => triggered(doc, state, instruction, states, log) ?? [])
    state.commands = [...commands, ...state.commands]
    for (const source of state.dependencies?.keys() ?? []) for (const one of reachableFrom(source)) reachable.add(one)
  }
  checkImages(states, checked, log)
}

function reachableFrom(target: StageState): Set<StageState> {
  const found = new Set([target])
  for (const state of found) {
    if (state.base !== undefined) found.add(state.base)
    for (const source of state.dependencies?.keys() ?? []) found.add(source)
  }
  return found
}

/** What ONBUILD keeps, read anew: by then the escape directive of this file is forgotten. */
function triggered(doc: Dockerfile, state: StageState, { original, heredocs }: Instruction, states: States, log: Log): Command | undefined {
  const from = state.named
  const text = [original.text.replace(/^\s*ONBUILD\s*/i, ''), ...heredocs.map(({ content, name }) => content + name)].join('\n')
  const { instructions, errors } = readDockerfile(text)
  const [instruction] = instructions
  const refuse = (message: string) => {
    log.refuse({
      step: 'convert',
      code: 'onbuild-trigger',
      message: `what ONBUILD kept in ${stageLabel(state.base ?? state)} is refused here: ${message}`,
      at: state.at,
      lines: linesOf(from),
    })
    return undefined
  }
  if (errors[0] !== undefined) return refuse(errors[0].message)
  if (instruction === undefined || instructions.length !== 1) return refuse('it is not one instruction')
  let fine = true
  checkInstruction(instruction, (_, message) => {
    if (fine) refuse(message)
    fine = false
  })
  if (!fine) return undefined
  const command: Command = { instruction, place: from, trigger: state.at, sources: [] }
  addSources(doc, state, command, states, log)
  return command
}
