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

/** Divides a file into stages. Those of `previous`, the same before an edit, that end before the edit are taken over. */
export function stagesOf(tree: DockerfileTree, previous?: Staged): Omit<Staged, 'tree'> {
  const { instructions } = tree
  const stages = previous === undefined ? [] : sameStages(tree, previous)
  const before = stages[0] === undefined ? beforeFirst(instructions) : (previous?.before ?? [])
  const names = new Map<string, Stage>()
  for (const stage of stages) if (stage.name !== undefined) names.set(stage.name.text.toLowerCase(), stage)
  const globals = defaultsOf(before, tree.escape)
  const last = stages.at(-1)
  for (let start = last === undefined ? before.length : endOf(last); start < instructions.length; ) {
    let end = start + 1
    while (end < instructions.length && instructions[end]?.keyword !== 'FROM') end++
    const stage = stageOf(instructions.slice(start, end), start, stages.length, names, globals, tree.escape)
    if (stage === undefined) break
    stages.push(stage)
    if (stage.name !== undefined) names.set(stage.name.text.toLowerCase(), stage)
    start = end
  }
  return { before, stages }
}

/** The place behind the last instruction of a stage. */
export function endOf({ start, instructions }: Stage): number {
  return start + 1 + instructions.length
}

/** The stages at the beginning of the file that have the very same instructions. */
function sameStages({ kept, instructions }: DockerfileTree, previous: Staged): Stage[] {
  const count = previous.stages.findIndex((stage) => endOf(stage) >= kept.head || instructions[stage.start] !== stage.from)
  return previous.stages.slice(0, count < 0 ? undefined : count)
}

function beforeFirst(instructions: readonly Instruction[]): readonly Instruction[] {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM')
  return instructions.slice(0, first < 0 ? undefined : first)
}

function stageOf(
  [from, ...instructions]: readonly Instruction[],
  start: number,
  index: number,
  names: ReadonlyMap<string, Stage>,
  globals: ReadonlyMap<string, string>,
  token: '\\' | '`',
): Stage | undefined {
  if (from === undefined) return undefined
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
