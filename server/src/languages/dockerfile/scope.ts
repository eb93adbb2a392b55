import type { Instruction, Word } from '../../syntax/dockerfile.ts'
import type { Dockerfile } from './document.ts'
import { expand } from './expand.ts'
import { predefinedVariables } from './facts/variables.ts'
import type { Stage } from './stages.ts'

/** A variable that has a meaning at some instruction. */
export interface Variable {
  readonly name: string
  /** Its value there as far as the file tells: defaults of ARG, values of ENV; undefined where only the build knows. */
  readonly value: string | undefined
  readonly kind: 'arg' | 'env' | 'predefined'
  /** The name where it was last set or declared; absent for predefined ones. */
  readonly definition?: Word
  readonly instruction?: Instruction
  /** What it means, in Markdown, where that is known. */
  readonly summary?: string
}

/** The variables visible at an instruction, those that were set last first; predefined ones at the end. */
export function visibleAt(doc: Dockerfile, instruction: Instruction): readonly Variable[] {
  const stage = doc.stages.findLast(({ from }) => from.span.start <= instruction.span.start)
  const own = new Map<string, Variable>()
  const from = stage === undefined || stage.from.span.start === instruction.span.start
  if (from) declareGlobals(doc, own, instruction.span.start)
  else declareStage(doc, stage, own, instruction.span.start)
  const found = [...own.values()].reverse()
  return [...found, ...predefined(own, from)]
}

/** What only the build gives: platforms in FROM lines, proxies in RUN. */
function predefined(own: ReadonlyMap<string, Variable>, from: boolean): readonly Variable[] {
  return predefinedVariables
    .filter(({ name, kind }) => !own.has(name) && (from ? kind === 'platform' : kind === 'proxy'))
    .map(({ name, summary }) => ({ name, value: undefined, kind: 'predefined', summary }))
}

function declareGlobals({ before, tree }: Dockerfile, own: Map<string, Variable>, until: number): void {
  for (const instruction of before) {
    if (instruction.span.start >= until) break
    if (instruction.keyword === 'ARG') declareArgs(instruction, own, new Map(), tree.escape)
  }
}

function declareStage(doc: Dockerfile, stage: Stage, own: Map<string, Variable>, until: number): void {
  const chain: Stage[] = []
  for (let at: Stage | undefined = stage; at !== undefined && !chain.includes(at); at = at.parent) chain.unshift(at)
  const globals = new Map<string, Variable>()
  declareGlobals(doc, globals, Number.POSITIVE_INFINITY)
  for (const { instructions } of chain) {
    for (const instruction of instructions) {
      if (instruction.span.start >= until) break
      if (instruction.keyword === 'ARG') declareArgs(instruction, own, globals, doc.tree.escape)
      if (instruction.keyword === 'ENV') declareEnv(instruction, own, doc.tree.escape)
    }
  }
}

function declareArgs(
  instruction: Instruction,
  own: Map<string, Variable>,
  globals: ReadonlyMap<string, Variable>,
  token: '\\' | '`',
): void {
  for (const word of instruction.args) {
    const equals = word.text.indexOf('=')
    const name = equals < 0 ? word.text : word.text.slice(0, equals)
    const known = predefinedVariables.find((one) => one.name === name)
    // ENV wins over ARG, wherever they stand.
    if (own.get(name)?.kind === 'env') continue
    const value = equals < 0 ? globals.get(name)?.value : expand(word.text.slice(equals + 1), values(own), { escape: token }).value
    set(own, {
      name,
      value,
      kind: 'arg',
      definition: { text: name, span: { start: word.span.start, end: Math.min(word.span.end, word.span.start + name.length) } },
      instruction,
      ...(known && { summary: known.summary }),
    })
  }
}

function declareEnv(instruction: Instruction, own: Map<string, Variable>, token: '\\' | '`'): void {
  // Values of one ENV do not see each other.
  const before = values(own)
  for (const { key, value } of instruction.pairs) {
    set(own, { name: key.text, value: expand(value.text, before, { escape: token }).value, kind: 'env', definition: key, instruction })
  }
}

/** The last one set stands last. */
function set(own: Map<string, Variable>, variable: Variable): void {
  own.delete(variable.name)
  own.set(variable.name, variable)
}

function values(own: ReadonlyMap<string, Variable>): ReadonlyMap<string, string> {
  return new Map([...own].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])))
}
