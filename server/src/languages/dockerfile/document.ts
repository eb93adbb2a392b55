import { type DockerfileTree, type Instruction, readDockerfile } from '../../syntax/dockerfile.ts'
import type { Surroundings } from '../language.ts'
import { type Stage, stagesOf } from './stages.ts'

/** A Dockerfile as rules and features see it: the tree as written, and the stages its instructions make. */
export interface Dockerfile {
  readonly text: string
  readonly tree: DockerfileTree
  /** Every instruction of the file in order; what ONBUILD wraps is in its `onbuild`. */
  readonly instructions: readonly Instruction[]
  /** The same by keyword in upper case: most rules are about one or two of them. */
  readonly byKeyword: ReadonlyMap<string, readonly Instruction[]>
  /** What stands before the first FROM: ARG, else a mistake. */
  readonly before: readonly Instruction[]
  readonly stages: readonly Stage[]
  /** What is known about the files beside it; nothing, where nobody looked. */
  readonly around: Surroundings
  /** Keep to what the real build would have come to: nothing is read behind the first refusal. For comparisons. */
  readonly stopAtRefusal: boolean
}

/** What a reading may be told beside the text. */
export interface DockerfileOptions {
  readonly around?: Surroundings
  readonly stopAtRefusal?: boolean
  /** The tree before an edit, which is reused in parts. */
  readonly previous?: DockerfileTree
}

/** Reads a Dockerfile. Never throws, whatever the text. */
export function readDocument(text: string, { around = {}, stopAtRefusal = false, previous }: DockerfileOptions = {}): Dockerfile {
  const tree = readDockerfile(text, previous)
  return { text, tree, instructions: tree.instructions, byKeyword: grouped(tree.instructions), ...stagesOf(tree), around, stopAtRefusal }
}

/** The instructions of a keyword, in the order of the file. What ONBUILD wraps is not among them. */
export function named({ byKeyword }: Pick<Dockerfile, 'byKeyword'>, keyword: string): readonly Instruction[] {
  return byKeyword.get(keyword) ?? []
}

function grouped(instructions: readonly Instruction[]): ReadonlyMap<string, readonly Instruction[]> {
  const groups = new Map<string, Instruction[]>()
  for (const instruction of instructions) {
    const group = groups.get(instruction.keyword)
    if (group === undefined) groups.set(instruction.keyword, [instruction])
    else group.push(instruction)
  }
  return groups
}
