import type { DockerfileTree, Instruction, Word } from '../../syntax/dockerfile.ts'
import { platformVariables } from './build/platform.ts'
import { expand } from './expand.ts'

/** One FROM with everything up to the next. */
export interface Stage {
  /** Counted from zero, as `COPY --from=0` does. */
  readonly index: number
  readonly from: Instruction
  /** The image or stage it builds on, as written; undefined where FROM has no argument. */
  readonly base: Word | undefined
  /** `base` with the defaults of the ARGs before the first FROM put in, and the platform linux/amd64. */
  readonly image: string
  /** What stands behind AS, as written. */
  readonly name: Word | undefined
  /** The earlier stage that `base` names. Of two with one name the later counts. */
  readonly parent: Stage | undefined
  /** The instructions behind FROM. */
  readonly instructions: readonly Instruction[]
  /** The place of FROM among the instructions of the file. */
  readonly start: number
}

/** What a file has come to: the instructions before the first FROM, and the stages. */
export interface Staged {
  readonly tree: DockerfileTree
  readonly before: readonly Instruction[]
  readonly stages: readonly Stage[]
}

/** Divides a file into stages. Of `previous`, the same before an edit, is taken over what the edit left alone. */
export function stagesOf(tree: DockerfileTree, previous?: Staged): Omit<Staged, 'tree'> {
  return (previous && stagesAgain(tree, previous)) ?? stagesAnew(tree)
}

function stagesAnew({ instructions, escape: token }: DockerfileTree): Omit<Staged, 'tree'> {
  const before = beforeFirst(instructions)
  const stages: Stage[] = []
  const names = new Map<string, Stage>()
  const globals = defaultsOf(before, token)
  for (let start = before.length, end = start; start < instructions.length; start = end) {
    end = start + 1
    while (end < instructions.length && instructions[end]?.keyword !== 'FROM') end++
    const from = instructions[start]
    if (from === undefined) break
    const stage = stageOf(from, instructions.slice(start + 1, end), start, stages.length, names, globals, token)
    stages.push(stage)
    if (stage.name !== undefined) names.set(stage.name.text.toLowerCase(), stage)
  }
  return { before, stages }
}

/** The stages after an edit that left every FROM and what stands before the first alone; undefined after another one. */
function stagesAgain(tree: DockerfileTree, { tree: old, before, stages }: Staged): Omit<Staged, 'tree'> | undefined {
  const { kept, instructions } = tree
  const first = stages[0]
  if (first === undefined || first.start >= kept.head || instructions[first.start] !== first.from) return undefined
  const tail = old.instructions.length - kept.tail
  for (let place = kept.head; place < tail; place++) if (old.instructions[place]?.keyword === 'FROM') return undefined
  for (let place = kept.head; place < instructions.length - kept.tail; place++)
    if (instructions[place]?.keyword === 'FROM') return undefined
  const by = instructions.length - old.instructions.length
  const again: Stage[] = []
  for (const stage of stages) {
    const end = endOf(stage)
    if (end < kept.head) again.push(stage)
    else {
      const start = stage.start + (stage.start >= tail ? by : 0)
      again.push(new KeptStage(tree, stage, start, end + (end >= tail ? by : 0), stage.parent && again[stage.parent.index]))
    }
  }
  return { before, stages: again }
}

/** A stage whose FROM says what it said before an edit, wherever it stands now. */
class KeptStage implements Stage {
  readonly index: number
  readonly from: Instruction
  readonly image: string
  readonly parent: Stage | undefined
  readonly start: number
  readonly instructions: readonly Instruction[]
  private readonly isNamed: boolean

  constructor(
    { instructions }: DockerfileTree,
    { index, from, image, name }: Stage,
    start: number,
    end: number,
    parent: Stage | undefined,
  ) {
    this.index = index
    this.from = instructions[start] ?? from
    this.image = image
    this.parent = parent
    this.start = start
    this.instructions = instructions.slice(start + 1, end)
    this.isNamed = name !== undefined
  }

  get base(): Word | undefined {
    return this.from.args[0]
  }

  get name(): Word | undefined {
    return this.isNamed ? this.from.args[2] : undefined
  }
}

/** The place behind the last instruction of a stage. */
export function endOf({ start, instructions }: Stage): number {
  return start + 1 + instructions.length
}

function beforeFirst(instructions: readonly Instruction[]): readonly Instruction[] {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM')
  return instructions.slice(0, first < 0 ? undefined : first)
}

function stageOf(
  from: Instruction,
  instructions: readonly Instruction[],
  start: number,
  index: number,
  names: ReadonlyMap<string, Stage>,
  globals: ReadonlyMap<string, string>,
  token: '\\' | '`',
): Stage {
  const [base, as, name] = from.args
  const image = base === undefined ? '' : expandedImage(base.text, globals, token)
  return {
    index,
    from,
    base,
    image,
    name: as?.text.toLowerCase() === 'as' ? name : undefined,
    parent: names.get(image),
    instructions,
    start,
  }
}

function expandedImage(text: string, globals: ReadonlyMap<string, string>, token: '\\' | '`'): string {
  return /[$'"\\`]/.test(text) ? expand(text, globals, { escape: token }).value : text
}

function defaultsOf(before: readonly Instruction[], token: '\\' | '`'): ReadonlyMap<string, string> {
  const globals = platformVariables('')
  for (const { keyword, args } of before) {
    if (keyword !== 'ARG') continue
    for (const { text } of args) {
      const equals = text.indexOf('=')
      if (equals > 0) globals.set(text.slice(0, equals), expand(text.slice(equals + 1), globals, { escape: token }).value)
    }
  }
  return globals
}

/** The stage that a word of `--from=` or `from=` names: an earlier stage by name or number, else undefined. */
export function stageNamed(word: string, stages: readonly Stage[], before: number): Stage | undefined {
  if (/^\d+$/.test(word)) return Number(word) < before ? stages[Number(word)] : undefined
  const name = word.toLowerCase()
  return stages.slice(0, before).findLast((stage) => stage.name?.text.toLowerCase() === name)
}
