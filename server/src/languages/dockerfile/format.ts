import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Edit, remove, replace } from '../../text/edit.ts'
import { span } from '../../text/span.ts'
import type { FormatStyle } from '../language.ts'
import type { Dockerfile } from './document.ts'

/**
 * The usual layout: keywords at the beginning of their line and in one case, single blanks behind them, no blanks at line ends, one level
 * of indentation where a continued line has none. Indentation that somebody made by hand stays, as do comments and heredocs.
 */
export function formatDockerfile(doc: Dockerfile, style: FormatStyle): readonly Edit[] {
  const unit = style.insertSpaces ? ' '.repeat(style.tabSize) : '\t'
  return doc.instructions.flatMap((instruction) => [...keywordEdits(doc, instruction), ...lineEdits(doc, instruction, unit)])
}

/** Mixed case goes to upper; a file that is all lower case stays. */
function keywordEdits(doc: Dockerfile, { name, span: where, onbuild }: Instruction): readonly Edit[] {
  const { text } = doc
  const lineStart = text.lastIndexOf('\n', where.start - 1) + 1
  const wanted = isLower(doc) ? name.text.toLowerCase() : name.text.toUpperCase()
  const plain = text.slice(name.span.start, name.span.end) === name.text
  const gap = /^[ \t]{2,}(?=\S)|^\t(?=\S)/.exec(text.slice(name.span.end, name.span.end + 200))?.[0].length ?? 0
  const inner =
    onbuild === undefined || text.slice(onbuild.name.span.start, onbuild.name.span.end) !== onbuild.name.text ? [] : [onbuild.name]
  return [
    ...(lineStart < where.start && text.slice(lineStart, where.start).trim() === '' ? [remove(span(lineStart, where.start))] : []),
    ...(plain && name.text !== wanted ? [replace(name.span, wanted)] : []),
    ...(gap > 0 ? [replace(span(name.span.end, name.span.end + gap), ' ')] : []),
    ...inner.flatMap((word) => {
      const keyword = isLower(doc) ? word.text.toLowerCase() : word.text.toUpperCase()
      return keyword === word.text ? [] : [replace(word.span, keyword)]
    }),
  ]
}

function isLower({ instructions }: Dockerfile): boolean {
  return instructions.length > 0 && instructions.every(({ name }) => name.text === name.text.toLowerCase())
}

/**
 * Continued lines without indentation get one level, where a blank before them is one already: joined lines are joined as they are. Within
 * quotes every blank counts. Blanks behind the character that continues a line go.
 */
function lineEdits({ text, tree }: Dockerfile, { span: where }: Instruction, unit: string): readonly Edit[] {
  const edits: Edit[] = []
  let quote: string | undefined
  let apart = false
  for (let start = where.start; start < where.end; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 || newline > where.end ? where.end : newline
    const line = text.slice(start, end).replace(/\r$/, '')
    const content = line.trimEnd()
    const comment = content.trimStart().startsWith('#')
    if (start > where.start && !comment && content !== '') {
      if (apart && quote === undefined && !/^[ \t]/.test(line)) edits.push(replace(span(start, start), unit))
    }
    if (line.length > content.length && content.endsWith(tree.escape)) edits.push(remove(span(start + content.length, start + line.length)))
    if (!comment && content !== '') {
      quote = quoteAfter(content, quote)
      apart = /\s$/.test(content.endsWith(tree.escape) ? content.slice(0, -1) : content)
    }
    start = end + 1
  }
  return edits
}

/** The quote that is open at the end of a line. */
function quoteAfter(line: string, open: string | undefined): string | undefined {
  let quote = open
  for (let at = 0; at < line.length; at++) {
    const ch = line[at]
    if (ch === '\\' && quote !== "'") at++
    else if (ch === '"' || ch === "'") quote = quote === undefined ? ch : quote === ch ? undefined : quote
  }
  return quote
}
