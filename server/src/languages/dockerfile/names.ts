import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Span, span } from '../../text/span.ts'
import type { Name } from '../language.ts'
import type { Dockerfile } from './document.ts'
import { type Stage, stageNamed } from './stages.ts'
import { namedBy, usesOf } from './variable-uses.ts'

/** Stages and variables, with every place that names them. */
export function namesOf(doc: Dockerfile): readonly Name[] {
  return [...stageNames(doc), ...variableNames(doc)]
}

function stageNames(doc: Dockerfile): readonly Name[] {
  const references = new Map<Stage, Span[]>()
  const refer = (stage: Stage | undefined, where: Span) => {
    if (stage !== undefined) references.set(stage, [...(references.get(stage) ?? []), where])
  }
  for (const stage of doc.stages) {
    if (stage.base !== undefined && stage.parent?.name !== undefined && sameName(stage.base.text, stage.parent))
      refer(stage.parent, stage.base.span)
    for (const { name, where } of stage.instructions.flatMap((one) => takesFrom(doc.text, one))) refer(byName(name, doc, stage), where)
  }
  return doc.stages.flatMap((stage): Name[] => {
    if (stage.name === undefined) return []
    return [
      {
        kind: 'stage',
        name: stage.name.text,
        definitions: [stage.name.span],
        references: references.get(stage) ?? [],
        refuses: (wanted) => refusesStage(doc, stage, wanted),
      },
    ]
  })
}

/** A number names a stage as well, but stays what it is when the stage is renamed. */
function byName(name: string, doc: Dockerfile, own: Stage): Stage | undefined {
  const stage = /^\d+$/.test(name) ? undefined : stageNamed(name, doc.stages, own.index)
  return stage?.name === undefined ? undefined : stage
}

function sameName(text: string, { name }: Stage): boolean {
  return text.toLowerCase() === name?.text.toLowerCase()
}

/** The stages or images that `COPY --from=` and `from=` of mounts name. */
export function takesFrom(text: string, instruction: Instruction): readonly { readonly name: string; readonly where: Span }[] {
  const holder = instruction.onbuild ?? instruction
  return holder.flags.flatMap(({ name, value, valueSpan }) => {
    if (valueSpan === undefined || value === undefined) return []
    if (name === 'from' && holder.keyword === 'COPY') return [{ name: value, where: valueSpan }]
    if (name !== 'mount' || holder.keyword !== 'RUN') return []
    return [...text.slice(valueSpan.start, valueSpan.end).matchAll(/(^|,)from=([^,\s"']+)/g)].map((match) => {
      const start = valueSpan.start + match.index + (match[1] ?? '').length + 'from='.length
      return { name: match[2] ?? '', where: span(start, start + (match[2] ?? '').length) }
    })
  })
}

function refusesStage({ stages }: Dockerfile, own: Stage, wanted: string): string | undefined {
  if (!/^[a-z][a-z0-9-_.]*$/.test(wanted)) return 'a stage name begins with a letter and has lower case letters, digits, - _ and . only'
  if (wanted === 'scratch' || wanted === 'context') return `${wanted} is reserved`
  const taken = stages.find((stage) => stage !== own && stage.name?.text.toLowerCase() === wanted)
  return taken === undefined ? undefined : `stage ${taken.index} has this name`
}

/** A variable with all places that mean the same one. */
interface Group {
  readonly name: string
  readonly definitions: Span[]
  readonly references: Span[]
}

/**
 * Variables by what they mean: an ARG before the first FROM and the ARG that takes it into a stage are one, and a stage shares those of
 * the stage it builds on. Elsewhere equal names of two stages are two variables.
 */
function variableNames(doc: Dockerfile): readonly Name[] {
  const globals = new Map<string, Group>()
  for (const instruction of doc.before) define(globals, instruction)
  const groups = new Set(globals.values())
  const scopes = new Map<Stage, Map<string, Group>>()
  for (const stage of doc.stages) {
    for (const { name, span: where } of usesOf(doc, stage.from)) globals.get(name)?.references.push(where)
    const scope = new Map(stage.parent === undefined ? [] : (scopes.get(stage.parent) ?? []))
    scopes.set(stage, scope)
    for (const instruction of stage.instructions) {
      for (const { name, span: where } of usesOf(doc, instruction)) scope.get(name)?.references.push(where)
      define(scope, instruction, globals)
    }
    for (const group of scope.values()) groups.add(group)
  }
  for (const instruction of doc.before)
    for (const { name, span: where } of usesOf(doc, instruction)) globals.get(name)?.references.push(where)
  return [...groups].map((group) => ({ kind: 'variable', ...group, refuses: refusesVariable }))
}

function define(scope: Map<string, Group>, instruction: Instruction, globals?: ReadonlyMap<string, Group>): void {
  const takes = (instruction.onbuild ?? instruction).keyword === 'ARG'
  for (const { name, span: where } of namedBy(instruction)) {
    const group = scope.get(name) ?? (takes ? globals?.get(name) : undefined) ?? { name, definitions: [], references: [] }
    group.definitions.push(where)
    scope.set(name, group)
  }
}

function refusesVariable(wanted: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(wanted) ? undefined : 'a variable name has letters, digits and _ only and begins with no digit'
}
