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

/** The instructions before the first FROM, and the stages. */
export function stagesOf(tree: DockerfileTree): { readonly before: readonly Instruction[]; readonly stages: readonly Stage[] } {
  const before: Instruction[] = []
  const stages: (Stage & { readonly instructions: Instruction[] })[] = []
  const names = new Map<string, Stage>()
  const globals = platformVariables('')
  for (const [at, instruction] of tree.instructions.entries()) {
    const last = stages.at(-1)
    if (instruction.keyword === 'FROM') {
      const stage = stageOf(instruction, at, stages.length, names, globals, tree.escape)
      stages.push(stage)
      if (stage.name !== undefined) names.set(stage.name.text.toLowerCase(), stage)
    } else if (last !== undefined) last.instructions.push(instruction)
    else {
      before.push(instruction)
      if (instruction.keyword === 'ARG') addDefaults(instruction, globals, tree.escape)
    }
  }
  return { before, stages }
}

function stageOf(
  from: Instruction,
  start: number,
  index: number,
  names: ReadonlyMap<string, Stage>,
  globals: ReadonlyMap<string, string>,
  token: '\\' | '`',
): Stage & { readonly instructions: Instruction[] } {
  const [base, as, name] = from.args
  const image = base === undefined ? '' : expand(base.text, globals, { escape: token }).value
  return {
    index,
    from,
    base,
    image,
    name: as?.text.toLowerCase() === 'as' ? name : undefined,
    parent: names.get(image),
    instructions: [],
    start,
  }
}

function addDefaults(arg: Instruction, globals: Map<string, string>, token: '\\' | '`'): void {
  for (const { text } of arg.args) {
    const equals = text.indexOf('=')
    if (equals > 0) globals.set(text.slice(0, equals), expand(text.slice(equals + 1), globals, { escape: token }).value)
  }
}

/** The stage that a word of `--from=` or `from=` names: an earlier stage by name or number, else undefined. */
export function stageNamed(word: string, stages: readonly Stage[], before: number): Stage | undefined {
  if (/^\d+$/.test(word)) return Number(word) < before ? stages[Number(word)] : undefined
  const name = word.toLowerCase()
  return stages.slice(0, before).findLast((stage) => stage.name?.text.toLowerCase() === name)
}
