import { type DockerfileTree, type Instruction, readDockerfile } from '../../syntax/dockerfile.ts'
import type { Surroundings } from '../language.ts'
import type { Build } from './build/index.ts'
import { once } from './once.ts'
import { type Stage, stagesOf } from './stages.ts'

/** A Dockerfile as rules and features see it, the whole or a part of it: the tree as written, and the stages its instructions make. */
export interface Dockerfile {
  readonly text: string
  readonly tree: DockerfileTree
  /** Every instruction in order; what ONBUILD wraps is in its `onbuild`. */
  readonly instructions: readonly Instruction[]
  /** What stands before the first FROM: ARG, else a mistake. */
  readonly before: readonly Instruction[]
  readonly stages: readonly Stage[]
  /** The stages of the whole file, also in a part of it. */
  readonly allStages: readonly Stage[]
  /** What the build says, where that is known beforehand; else it is worked out when somebody asks. */
  readonly said?: Build
  /** What is known about the files beside it; nothing, where nobody looked. */
  readonly around: Surroundings
  /** Keep to what the real build would have come to: nothing is read behind the first refusal. For comparisons. */
  readonly stopAtRefusal: boolean
}

/** What a reading may be told beside the text. */
export interface DockerfileOptions {
  readonly around?: Surroundings
  readonly stopAtRefusal?: boolean
  /** The document before an edit, which is reused in parts. */
  readonly previous?: Dockerfile
}

/** Reads a Dockerfile. Never throws, whatever the text. */
export function readDocument(text: string, { around = {}, stopAtRefusal = false, previous }: DockerfileOptions = {}): Dockerfile {
  const tree = readDockerfile(text, previous?.tree)
  const { before, stages } = stagesOf(tree, previous)
  return { text, tree, instructions: tree.instructions, before, stages, allStages: stages, around, stopAtRefusal }
}

/** The instructions of a keyword, in the order of the file. What ONBUILD wraps is not among them. */
export function named(doc: Dockerfile, keyword: string): readonly Instruction[] {
  return byKeyword(doc).get(keyword) ?? []
}

/** Grouped once: most rules are about one or two keywords. */
const byKeyword = once(({ instructions }): ReadonlyMap<string, readonly Instruction[]> => {
  const groups = new Map<string, Instruction[]>()
  for (const instruction of instructions) {
    const group = groups.get(instruction.keyword)
    if (group === undefined) groups.set(instruction.keyword, [instruction])
    else group.push(instruction)
  }
  return groups
})
