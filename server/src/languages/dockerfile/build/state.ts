import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Span } from '../../../text/span.ts'
import type { Stage } from '../stages.ts'
import { Layers } from './layers.ts'

/** What every image has. */
const initialEnvironment = Layers.of([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']])
const noArguments = Layers.of<true>([])

/** A stage while it is converted, or an image that COPY or a mount takes files from. */
export class StageState {
  /** Undefined for an image that is no stage of the file. */
  readonly stage: Stage | undefined
  /** What FROM or `from` names, variables put in. */
  readonly baseName: string
  /** Lower case; empty without AS. */
  readonly name: string
  /** A variable without a value is in the name, which the build may give. */
  doubtful = false
  /** Where the image is named. */
  readonly named: Instruction
  readonly at: Span
  /** The stage it builds on. */
  base: StageState | undefined = undefined
  /** Stages it takes files from, each with the last instruction that does. */
  dependencies: Map<StageState, Instruction> | undefined = undefined
  commands: Command[] = []
  registered = false
  dispatched = false
  triggersAdded = false
  /** Operating system of its platform. */
  os = 'linux'
  env = initialEnvironment.above()
  /** Every ARG declared so far, with a value or not. */
  args = noArguments.above()
  workdir = '/'
  workdirSet = false
  hasShell = false
  /** The chain of stages begins with an image, which may set variables and a working directory of its own. */
  fromImage: boolean
  /** The last of each. */
  cmd: Command | undefined = undefined
  entrypoint: Command | undefined = undefined
  healthcheck: Command | undefined = undefined

  constructor(stage: Stage | undefined, baseName: string, name: string, named: Instruction, at: Span) {
    this.stage = stage
    this.baseName = baseName
    this.name = name
    this.named = named
    this.at = at
    this.fromImage = baseName !== 'scratch'
  }

  /** Lets go of the instructions, once only what is inherited and what the stage is called counts. */
  end(): void {
    this.commands = []
    this.dependencies = undefined
    this.cmd = undefined
    this.entrypoint = undefined
    this.healthcheck = undefined
  }
}

/** An instruction to convert, and where what is said about it is shown. */
export interface Command {
  readonly instruction: Instruction
  /** The instruction whose lines BuildKit names: itself, or the FROM that triggers it. */
  readonly place: Instruction
  /** The one token that is marked for a triggered instruction. */
  readonly trigger: Span | undefined
  /** The stage or image of `COPY --from`, or of each mount. */
  sources: readonly (StageState | undefined)[]
}

/** Takes over what a stage inherits from the one it builds on. */
export function inherit(state: StageState): void {
  const { base } = state
  if (base === undefined) return
  state.os = base.os
  state.fromImage = base.fromImage
  state.env = base.env.above()
  state.args = base.args.above()
  state.workdir = base.workdir
  state.workdirSet = base.workdirSet
  state.hasShell = base.hasShell
}

/** The states in order, and by the name that FROM finds them under. */
export class States {
  readonly all: StageState[] = []
  private readonly byName = new Map<string, StageState>()

  add(state: StageState): void {
    this.all.push(state)
    state.registered = true
    // FROM finds a stage only by its name in lower case, `from` by any.
    state.base = this.byName.get(state.baseName)
    if (state.name !== '') this.byName.set(state.name, state)
  }

  named(name: string): StageState | undefined {
    return this.byName.get(name.toLowerCase())
  }
}
