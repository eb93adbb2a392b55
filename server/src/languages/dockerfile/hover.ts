import type { Flag, Instruction } from '../../syntax/dockerfile.ts'
import { instructionAt } from '../../syntax/dockerfile-slot.ts'
import { type Span, span, touches } from '../../text/span.ts'
import type { Hover } from '../language.ts'
import { describeOption } from './completion/flags.ts'
import type { Dockerfile } from './document.ts'
import { type FlagFacts, pageOf } from './facts/instruction.ts'
import { factsOf } from './facts/instructions.ts'
import { mountOption, mountType } from './facts/mounts.ts'
import { directives, labelKeys, signals } from './facts/values.ts'
import { predefinedVariable } from './facts/variables.ts'
import { dockerfileRules } from './rules/index.ts'
import { visibleAt } from './scope.ts'
import { type Stage, stageNamed } from './stages.ts'
import { describeState, stateAt } from './state.ts'
import { variableAt } from './variable-uses.ts'

/** What is known about the word under the cursor. */
export function hoverDockerfile(doc: Dockerfile, offset: number): Hover | undefined {
  const directive = doc.tree.directives.find(({ span: where }) => touches(where, offset))
  if (directive !== undefined && Object.hasOwn(directives, directive.name) && touches(directive.nameSpan, offset)) {
    return { span: directive.nameSpan, markdown: directives[directive.name]?.summary ?? '' }
  }
  const comment = doc.tree.comments.find(({ start, end }) => start <= offset && offset <= end)
  if (comment !== undefined) return hoverCode(doc, comment, offset)
  const outer = instructionAt(doc.tree, offset)
  if (outer === undefined) return undefined
  const inner = outer.onbuild !== undefined && outer.onbuild.name.span.start <= offset ? outer.onbuild : outer
  return (
    hoverKeyword(doc, inner, offset) ??
    hoverVariable(doc, outer, offset) ??
    hoverFlags(doc, inner, offset) ??
    hoverArgument(doc, inner, offset)
  )
}

/** A code in a pragma: what its rule demands. */
function hoverCode({ text }: Dockerfile, comment: Span, offset: number): Hover | undefined {
  const whole = text.slice(comment.start, comment.end)
  if (!/^#\s*(?:check\s*=|hadolint\s)/.test(whole)) return undefined
  for (const match of whole.matchAll(/\w+/g)) {
    const where = span(comment.start + match.index, comment.start + match.index + match[0].length)
    if (!touches(where, offset)) continue
    const rule = dockerfileRules.find(({ id, aliases = [] }) => id === match[0] || aliases.includes(match[0]))
    return rule && { span: where, markdown: `\`${match[0]}\`: ${rule.summary}\n\n${rule.why}` }
  }
  return undefined
}

/** The instruction, what it adds to the image, and the state of the stage when it runs. */
function hoverKeyword(doc: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  if (!touches(instruction.name.span, offset)) return undefined
  const facts = factsOf(instruction.keyword)
  if (facts === undefined) return undefined
  const parts = [
    facts.summary,
    `\`\`\`dockerfile\n${facts.syntax.join('\n')}\n\`\`\``,
    facts.details,
    `Adds to the image: ${facts.adds}.`,
    describeState(stateAt(doc, instruction)),
    `[Reference](${pageOf(instruction.keyword)})`,
  ]
  return { span: instruction.name.span, markdown: parts.filter((part) => part !== '').join('\n\n') }
}

function hoverVariable(doc: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const use = variableAt(doc, instruction, offset)
  if (use === undefined) return undefined
  const found = visibleAt(doc, instruction).find(({ name }) => name === use.name)
  const known = predefinedVariable(use.name)
  if (found === undefined) {
    const summary = known === undefined ? 'Nothing in this file sets it here.' : `${known.summary}\n\n${howToUse(known.kind, use.name)}`
    return { span: use.span, markdown: `\`${use.name}\`\n\n${summary}` }
  }
  const line = found.instruction === undefined ? '' : `\n\nSet by \`${found.instruction.keyword}\` in line ${found.instruction.startLine}.`
  const value =
    found.value === undefined
      ? 'Its value comes from the build.'
      : `Value here: \`${found.value === '' ? '""' : found.value}\`${found.kind === 'arg' ? ', unless `--build-arg` says otherwise' : ''}.`
  return {
    span: use.span,
    markdown: `\`${use.name}\` (${found.kind.toUpperCase()})\n\n${value}${line}${found.summary ? `\n\n${found.summary}` : ''}`,
  }
}

function howToUse(kind: 'platform' | 'proxy' | 'builder', name: string): string {
  return kind === 'platform' ? `Known in \`FROM\` lines; in a stage after \`ARG ${name}\`.` : 'Known to `RUN` only.'
}

function hoverFlags(doc: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const flag = instruction.flags.find(({ span: where }) => touches(where, offset))
  if (flag === undefined) return undefined
  const facts = factsOf(instruction.keyword)?.flags.find(({ name }) => name === flag.name)
  if (facts === undefined) return undefined
  if (flag.valueSpan !== undefined && offset >= flag.valueSpan.start) {
    if (instruction.keyword === 'RUN' && flag.name === 'mount') return hoverMount(doc, instruction, flag.valueSpan, offset)
    const value = flag.value ?? ''
    if (flag.name === 'from') return hoverStage(doc, instruction, value, flag.valueSpan)
    const meaning = facts.values !== undefined && Object.hasOwn(facts.values, value) ? facts.values[value] : undefined
    if (meaning !== undefined) return { span: flag.valueSpan, markdown: `\`${value}\`: ${meaning}` }
  }
  return { span: flagSpan(flag), markdown: describeFlag(facts, instruction.keyword) }
}

function flagSpan({ span: where, nameSpan }: Flag): Span {
  return span(where.start, nameSpan.end)
}

function describeFlag({ name, summary, value, values, default: preset }: FlagFacts, keyword: string): string {
  const choices = Object.entries(values ?? {}).map(([choice, meaning]) => `- \`${choice}\`: ${meaning}`)
  return [
    `\`--${name}${value === undefined ? '' : `=${value}`}\``,
    summary,
    choices.join('\n'),
    preset === undefined ? '' : `Default: \`${preset}\``,
    `[Reference](${pageOf(keyword)}---${name})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function hoverMount(doc: Dockerfile, instruction: Instruction, where: Span, offset: number): Hover | undefined {
  const parts = doc.text.slice(where.start, where.end).split(',')
  const typed = parts.find((part) => part.startsWith('type='))?.slice('type='.length)
  const type = mountType(typed)
  let start = where.start
  for (const part of parts) {
    const at = span(start, start + part.length)
    start = at.end + 1
    if (!touches(at, offset) || type === undefined) continue
    const [name = '', value] = part.split('=', 2)
    const onValue = value !== undefined && offset > at.start + name.length
    if (name === 'type')
      return {
        span: at,
        markdown: `\`${type.name}\`: ${type.summary}\n\nOptions: ${type.options.map((one) => `\`${one.name}\``).join(', ')}`,
      }
    const option = mountOption(type, name)
    if (option === undefined) return undefined
    if (onValue && option.name === 'from') return hoverStage(doc, instruction, value, span(at.start + name.length + 1, at.end))
    const meaning =
      onValue && option.values !== undefined && Object.hasOwn(option.values, value) ? `\n\n\`${value}\`: ${option.values[value]}` : ''
    return { span: at, markdown: `\`${option.name}\`\n\n${describeOption(option)}${meaning}` }
  }
  return undefined
}

/** A stage that something is taken from. */
function hoverStage(doc: Dockerfile, instruction: Instruction, name: string, where: Span): Hover | undefined {
  const own = doc.stages.findLastIndex(({ from }) => from.span.start <= instruction.span.start)
  const stage = stageNamed(name, doc.stages, Math.max(own, 0))
  if (stage === undefined) return undefined
  return { span: where, markdown: describeStage(doc, stage) }
}

function describeStage(doc: Dockerfile, stage: Stage): string {
  const title = stage.name === undefined ? `Stage ${stage.index}` : `Stage ${stage.index}, \`${stage.name.text}\``
  const last = stage.instructions.at(-1) ?? stage.from
  return `${title}, line ${stage.from.startLine}\n\n\`\`\`dockerfile\n${stage.from.original.text}\n\`\`\`\n\n${describeState(stateAt(doc, last, true))}`
}

function hoverArgument(doc: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const { keyword, args } = instruction
  const word = args.find(({ span: where }) => touches(where, offset))
  if (keyword === 'FROM') return hoverFrom(doc, instruction, offset)
  if (keyword === 'LABEL') {
    const key = instruction.pairs.find(({ key: one }) => touches(one.span, offset))?.key
    const name = key?.text.replaceAll('"', '') ?? ''
    return key && Object.hasOwn(labelKeys, name) ? { span: key.span, markdown: `\`${name}\`\n\n${labelKeys[name]}` } : undefined
  }
  if (word === undefined) return undefined
  if (keyword === 'STOPSIGNAL') {
    const name = word.text.startsWith('SIG') ? word.text : `SIG${word.text}`
    return Object.hasOwn(signals, name) ? { span: word.span, markdown: `\`${name}\`: ${signals[name]}` } : undefined
  }
  return undefined
}

function hoverFrom(doc: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const stage = doc.stages.find(({ from }) => from === instruction)
  if (stage?.base === undefined) return undefined
  if (stage.name !== undefined && touches(stage.name.span, offset)) return { span: stage.name.span, markdown: describeStage(doc, stage) }
  if (!touches(stage.base.span, offset)) return undefined
  if (stage.parent !== undefined) return { span: stage.base.span, markdown: describeStage(doc, stage.parent) }
  if (stage.image === 'scratch') return { span: stage.base.span, markdown: 'Nothing: the image holds only what is copied into it.' }
  if (stage.image === stage.base.text) return undefined
  return { span: stage.base.span, markdown: `With the defaults of this file: \`${stage.image}\`` }
}
