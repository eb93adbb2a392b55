import type { Heredoc, Instruction, Word } from '../../syntax/dockerfile.ts'
import { noShell, type Piece, parseShell, type Shell } from '../../syntax/shell.ts'
import { type Span, span } from '../../text/span.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'

/** What a RUN gives to the shell, parsed, with the way back to the file. */
export interface RunBody {
  /** The RUN itself; for one in an ONBUILD, what ONBUILD wraps. */
  readonly run: Instruction
  /** The instruction of the file: the RUN, or the ONBUILD around it. */
  readonly instruction: Instruction
  /** The stage it stands in, counted from zero; -1 before the first FROM. */
  readonly stage: number
  /** The script as the shell reads it; the words of the exec form one behind the other. */
  readonly script: string
  readonly shell: Shell
  /** Where a stretch of the script stands in the file. */
  at(piece: Piece): Span
}

type Script = Pick<RunBody, 'script' | 'shell' | 'at'>

/** The bodies of all RUN instructions, those in ONBUILD too, in the order of the file. */
export const runBodies = once((doc: Dockerfile): readonly RunBody[] => {
  const bodies: RunBody[] = []
  let stages = 0
  for (const instruction of doc.instructions) {
    if (instruction.keyword === 'FROM') stages++
    const stage = doc.stages[stages - 1]?.index ?? -1
    const run = instruction.onbuild ?? instruction
    if (run.keyword === 'RUN') bodies.push({ run, instruction, stage, ...scriptOf(run, instruction.heredocs) })
  }
  return bodies
})

/** What the shell gets from an instruction in shell form or exec form; heredocs are those of the whole instruction. */
export function scriptOf(run: Instruction, heredocs: readonly Heredoc[]): Script {
  if (run.json) return execScript(run.args)
  const first = heredocs[0]
  if (first === undefined) return lineScript(run, run.rest.text.length)
  const before = run.rest.text.slice(0, Math.max(run.rest.text.indexOf('<<'), 0)).replace(/\d{1,9}$/, '')
  return before === '' ? heredocScript(run, first) : lineScript(run, before.length)
}

/** The words of a JSON array: one behind the other they read like a line for the shell. */
function execScript(words: readonly Word[]): Script {
  const script = words.map(({ text }) => text).join(' ')
  const starts: number[] = []
  let next = 0
  for (const { text } of words) {
    starts.push(next)
    next += text.length + 1
  }
  const wordAt = (offset: number) => words[starts.findLastIndex((start) => start <= offset)]?.span
  return {
    script,
    shell: parseShell(script),
    at: ({ start, end }) => {
      const first = wordAt(start)
      return span(first?.start ?? 0, wordAt(Math.max(start, end - 1))?.end ?? first?.end ?? 0)
    },
  }
}

/** The first `length` characters of the line behind the flags. */
function lineScript(run: Instruction, length: number): Script {
  const { original, rest } = run
  const base = original.text.trimEnd().length - rest.text.length
  const script = rest.text.slice(0, Math.max(length, 0))
  return { script, shell: parseShell(script), at: ({ start, end }) => original.span(base + start, base + end) }
}

const shells = /^(?:\S*\/)?(?:sh|bash|ash|dash|zsh|ksh)$/

/** A heredoc that is the script, or the input of a shell; one for anything else holds no commands. */
function heredocScript(run: Instruction, { content, contentSpan, name }: Heredoc): Script {
  const [, interpreter = ''] = /^\S+\s*(\S*)/.exec(run.rest.text.replace(/^\d{0,9}<<-?\s*/, '').slice(0, name.length + 200)) ?? []
  const at = ({ start, end }: Piece) => span(contentSpan.start + start, contentSpan.start + end)
  const [, shebang] = /^#![ \t]*([^\n]*)/.exec(content) ?? []
  const reads = interpreter === '' ? shebang === undefined || isShell(shebang) : shells.test(interpreter)
  return { script: content, shell: reads ? parseShell(content) : noShell, at }
}

/** Whether the line behind `#!` names a shell, directly or by way of env. */
function isShell(line: string): boolean {
  const words = line.trim().split(/[ \t]+/)
  const program = /(?:^|\/)env$/.test(words[0] ?? '') ? words.slice(1).find((word) => !word.startsWith('-')) : words[0]
  return shells.test(program ?? '')
}
