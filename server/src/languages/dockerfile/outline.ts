import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Span, span } from '../../text/span.ts'
import type { Fold, OutlineItem } from '../language.ts'
import type { Dockerfile } from './document.ts'
import type { Stage } from './stages.ts'

/** The stages with their instructions; what stands before the first stage stands before it. */
export function outlineOf(doc: Dockerfile): readonly OutlineItem[] {
  return [...doc.before.map(instructionItem), ...doc.stages.map((stage) => stageItem(stage))]
}

function stageItem({ from, name, base, instructions, index }: Stage): OutlineItem {
  const end = endOf(instructions.at(-1) ?? from)
  return {
    name: name?.text ?? base?.text ?? `stage ${index}`,
    ...(name !== undefined && base !== undefined && { detail: base.text }),
    kind: 'stage',
    span: span(from.span.start, end),
    selection: name?.span ?? base?.span ?? from.name.span,
    children: instructions.map(instructionItem),
  }
}

function instructionItem(instruction: Instruction): OutlineItem {
  const { name, rest } = instruction
  const detail = rest.text.replace(/\s+/g, ' ').slice(0, 60)
  return {
    name: name.text.toUpperCase(),
    ...(detail !== '' && { detail }),
    kind: 'instruction',
    span: span(instruction.span.start, endOf(instruction)),
    selection: name.span,
    children: [],
  }
}

/** Where an instruction ends, heredocs included. */
export function endOf({ span: { end }, heredocs }: Instruction): number {
  const last = heredocs.at(-1)
  return last === undefined ? end : Math.max(end, last.end?.end ?? last.contentSpan.end)
}

/** Stages, instructions and heredocs of several lines, and comments in a row. */
export function foldsOf(doc: Dockerfile): readonly Fold[] {
  const stages = doc.stages.map(({ from, instructions }) => ({ span: span(from.span.start, endOf(instructions.at(-1) ?? from)) }))
  const long = doc.instructions.filter(({ startLine, endLine }) => endLine > startLine)
  return [
    ...(stages.length > 1 ? stages : []),
    ...long.map((one) => ({ span: span(one.span.start, endOf(one)) })),
    ...commentFolds(doc.text, doc.tree.comments),
  ]
}

function commentFolds(text: string, comments: readonly Span[]): readonly Fold[] {
  const joined: Span[] = []
  for (const comment of comments) {
    const last = joined.at(-1)
    if (last !== undefined && /^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start)))
      joined[joined.length - 1] = span(last.start, comment.end)
    else joined.push(comment)
  }
  return joined
    .filter(({ start, end }) => text.slice(start, end).includes('\n'))
    .map((where) => ({ span: where, kind: 'comment' as const }))
}

/** The word, the flag or arguments, the instruction, the stage and the file around an offset, innermost first. */
export function selectionsOf(doc: Dockerfile, offset: number): readonly Span[] {
  const stage = doc.stages.findLast(({ from }) => from.span.start <= offset)
  const instruction = doc.instructions.findLast((one) => one.span.start <= offset && offset <= endOf(one))
  const holder = instruction?.onbuild !== undefined && instruction.onbuild.name.span.start <= offset ? instruction.onbuild : instruction
  const words = [
    ...(holder?.flags ?? []).flatMap(({ span: where, valueSpan }) => [valueSpan ?? where, where]),
    ...(holder?.args ?? []).map((word) => word.span),
  ]
  const body = instruction?.heredocs.find(({ contentSpan }) => contentSpan.start <= offset && offset <= contentSpan.end)
  const around = [
    wordAt(doc.text, offset),
    ...(holder === undefined ? [] : [holder.name.span, ...words, holder.rest.span]),
    ...(body === undefined ? [] : [body.contentSpan]),
    ...(instruction === undefined ? [] : [instruction.span, span(instruction.span.start, endOf(instruction))]),
    ...(stage === undefined ? [] : [span(stage.from.span.start, endOf(stage.instructions.at(-1) ?? stage.from))]),
    span(0, doc.text.length),
  ].filter(({ start, end }) => start <= offset && offset <= end && start < end)
  return around.sort((a, b) => a.end - a.start - (b.end - b.start)).filter((one, at, all) => at === 0 || nests(all[at - 1], one))
}

function wordAt(text: string, offset: number): Span {
  const before = /[\w.-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0
  const after = /^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0
  return span(offset - before, offset + after)
}

function nests(inner: Span | undefined, outer: Span): boolean {
  return inner === undefined || (outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start)
}
