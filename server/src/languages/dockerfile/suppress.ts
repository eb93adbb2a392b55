import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Edit, insert } from '../../text/edit.ts'
import type { Finding, Fix } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { Dockerfile } from './document.ts'

/**
 * Checks of BuildKit that a comment above an instruction cannot silence, only the directive of the file.
 * https://docs.docker.com/reference/dockerfile/#check
 */
const ofTheFile: ReadonlySet<string> = new Set([
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'InvalidDefaultArgInFrom',
  'MultipleInstructionsDisallowed',
])

/** The pragmas that silence a finding: at its instruction, then in the whole file, for each tool that knows it. What the build refuses cannot be silenced. */
export function suppressionsOf(doc: Dockerfile, finding: Finding): readonly Fix[] {
  if (finding.severity === 'error') return []
  const codes = finding.stands?.map(({ code }) => code) ?? [finding.code]
  const instruction = instructionOf(doc, finding.span)
  return codes.flatMap((code) => {
    if (/^DL\d{4}$/.test(code)) return [...(instruction ? [hadolintHere(doc, instruction, code)] : []), hadolintFile(doc, code)]
    if (!/^[A-Z][a-z]+[A-Z]/.test(code)) return []
    return [...(instruction && !ofTheFile.has(code) ? [checkHere(doc, instruction, code)] : []), checkFile(doc, code)]
  })
}

/** The instruction a finding is about; of a finding in a comment the next one. */
function instructionOf({ instructions }: Dockerfile, { start }: Span): Instruction | undefined {
  const at = instructions.findLastIndex((one) => one.span.start <= start)
  const own = instructions[at]
  if (own !== undefined && start <= Math.max(own.span.end, ...own.heredocs.map(({ contentSpan }) => contentSpan.end))) return own
  return instructions[at + 1]
}

function hadolintHere(doc: Dockerfile, instruction: Instruction, code: string): Fix {
  const above = commentAbove(doc, instruction)
  const listed = above && listEnd(doc.text, above, /^#\s*hadolint\s+ignore\s*=\s*[\w,]*\w/)
  const edit = listed === undefined ? lineAbove(doc, instruction.span.start, `# hadolint ignore=${code}`) : insert(listed, `,${code}`)
  return { title: `Ignore ${code} here (hadolint)`, edits: [edit] }
}

/** It stands above a pragma of hadolint, which must touch its instruction. */
function checkHere(doc: Dockerfile, instruction: Instruction, code: string): Fix {
  const own = commentsAbove(doc, instruction)
  for (const comment of own) {
    const listed = listEnd(doc.text, comment, /^#\s*check\s*=\s*skip=[\w,]*\w/)
    if (listed !== undefined) return { title: `Skip ${code} here (build check)`, edits: [insert(listed, `,${code}`)] }
  }
  const [nearest] = own
  const pragma = nearest !== undefined && /^#\s*hadolint\s/.test(doc.text.slice(nearest.start, nearest.end))
  const at = pragma && nearest !== undefined ? nearest.start : instruction.span.start
  return { title: `Skip ${code} here (build check)`, edits: [lineAbove(doc, at, `# check=skip=${code}`)] }
}

function hadolintFile(doc: Dockerfile, code: string): Fix {
  const title = `Ignore ${code} in this file (hadolint)`
  for (const comment of doc.tree.comments) {
    const listed = listEnd(doc.text, comment, /^#\s*hadolint\s+global\s+ignore\s*=\s*[\w,]*\w/)
    if (listed !== undefined) return { title, edits: [insert(listed, `,${code}`)] }
  }
  return { title, edits: [behindDirectives(doc, `# hadolint global ignore=${code}`)] }
}

function checkFile(doc: Dockerfile, code: string): Fix {
  const title = `Skip ${code} in this file (build check)`
  const directive = doc.tree.directives.find(({ name }) => name === 'check')
  if (directive === undefined) return { title, edits: [behindDirectives(doc, `# check=skip=${code}`)] }
  const skip = /(?:^|;)\s*skip=[\w,]*/.exec(directive.value)
  const at = directive.valueSpan.start
  if (skip === null) return { title, edits: [insert(at, `skip=${code};`)] }
  return { title, edits: [insert(at + skip.index + skip[0].length, skip[0].endsWith('=') ? code : `,${code}`)] }
}

/** Where a list of codes in a comment ends, if it is of that form. */
function listEnd(text: string, { start, end }: Span, form: RegExp): number | undefined {
  const found = form.exec(text.slice(start, end))
  return found === null ? undefined : start + found[0].length
}

/** The comments above an instruction that nothing else stands between, the nearest first. */
function commentsAbove({ text, tree }: Dockerfile, { span: { start } }: Instruction): readonly Span[] {
  const found: Span[] = []
  let from = start
  for (const comment of [...tree.comments].reverse()) {
    if (comment.end > from) continue
    if (text.slice(comment.end, from).trim() !== '') break
    found.push(comment)
    from = comment.start
  }
  return found
}

/** The comment on the line right above an instruction. */
function commentAbove(doc: Dockerfile, instruction: Instruction): Span | undefined {
  const [nearest] = commentsAbove(doc, instruction)
  const between = nearest === undefined ? '' : doc.text.slice(nearest.end, instruction.span.start)
  return /^\r?\n[ \t]*$/.test(between) ? nearest : undefined
}

/** A line of its own above an offset, indented like it. */
function lineAbove({ text }: Dockerfile, offset: number, line: string): Edit {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? ''
  return insert(lineStart, `${indent}${line}${eol(text)}`)
}

/** A line behind the directives, which count at the top of the file only. */
function behindDirectives({ text, tree }: Dockerfile, line: string): Edit {
  const last = tree.directives.at(-1)
  if (last === undefined) return insert(text.charCodeAt(0) === 0xfeff ? 1 : 0, `${line}${eol(text)}`)
  const newline = text.indexOf('\n', last.span.end)
  return newline < 0 ? insert(text.length, `${eol(text)}${line}`) : insert(newline + 1, `${line}${eol(text)}`)
}

function eol(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
