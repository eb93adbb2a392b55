import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Span, span } from '../../text/span.ts'
import type { Token, TokenKind } from '../language.ts'
import type { Dockerfile } from './document.ts'
import { takesFrom } from './names.ts'
import { namedBy, usesOf } from './variable-uses.ts'

/**
 * What a grammar of lines cannot tell: keywords in any case, flags, stages, variables where they are expanded, bodies of heredocs.
 * One pass over the instructions; no token goes over a line end.
 */
export function tokensOf(doc: Dockerfile): readonly Token[] {
  const found: Token[] = []
  const add = (kind: TokenKind, where: Span | undefined) => {
    if (where !== undefined && where.end > where.start) found.push({ kind, span: where })
  }
  for (const where of doc.tree.comments) add('comment', where)
  const from = new Set(doc.stages.map((stage) => stage.from))
  for (const instruction of doc.instructions) instructionTokens(doc, instruction, add)
  for (const { name, base, parent } of doc.stages) {
    add('stage', name?.span)
    if (base !== undefined && !base.text.includes('$')) add(parent === undefined ? 'image' : 'stage', base.span)
  }
  for (const instruction of from) add('keyword', instruction.args[1]?.text.toLowerCase() === 'as' ? instruction.args[1].span : undefined)
  return onLines(doc.text, found)
}

function instructionTokens(doc: Dockerfile, outer: Instruction, add: (kind: TokenKind, where: Span | undefined) => void): void {
  add('keyword', outer.name.span)
  const instruction = outer.onbuild ?? outer
  if (instruction !== outer) add('keyword', instruction.name.span)
  for (const { span: where, nameSpan } of instruction.flags) add('flag', span(where.start, nameSpan.end))
  for (const { where } of takesFrom(doc.text, instruction)) add('stage', where)
  for (const { span: where } of namedBy(instruction)) add('variable', where)
  if (instruction.keyword === 'LABEL') for (const { key } of instruction.pairs) add('property', key.span)
  if (instruction.keyword === 'HEALTHCHECK')
    add('keyword', /^(?:cmd|none)$/i.test(instruction.args[0]?.text ?? '') ? instruction.args[0]?.span : undefined)
  for (const { span: where } of usesOf(doc, outer)) add('variable', where)
  for (const heredoc of outer.heredocs) {
    add('operator', heredoc.span)
    add('operator', heredoc.end)
  }
}

/** In the order of the text, divided at line ends; of two that overlap the earlier stays. */
function onLines(text: string, tokens: readonly Token[]): readonly Token[] {
  const sorted = [...tokens].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  const kept: Token[] = []
  let done = 0
  for (const { kind, span: where } of sorted) {
    if (where.start < done) continue
    done = where.end
    let start = where.start
    for (let newline = text.indexOf('\n', start); newline >= 0 && newline < where.end; newline = text.indexOf('\n', start)) {
      if (newline > start) kept.push({ kind, span: span(start, newline) })
      start = newline + 1
    }
    if (start < where.end) kept.push({ kind, span: span(start, where.end) })
  }
  return kept
}
