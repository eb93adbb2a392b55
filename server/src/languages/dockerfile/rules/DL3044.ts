import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Instruction, Word } from '../../../syntax/dockerfile.ts'
import { replace } from '../../../text/edit.ts'
import { type Span, span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { expand } from '../expand.ts'
import { brief, unquoted } from '../words.ts'

/** References to a variable of the same ENV, which are expanded before it has its value. */
export const dl3044: Rule<Dockerfile> = {
  id: 'DL3044',
  severity: 'warning',
  summary: `A value in \`ENV\` does not refer to a variable of the same \`ENV\`.`,
  why: 'All values of one ENV are expanded with what held before it: the reference gives the old value, or nothing. A second ENV sees the new one.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3044'],
  examples: {
    bad: [
      `FROM debian:12
ENV HOME=/srv PATH=$HOME/bin:$PATH
                   ^^^^^ HOME gets its value in this very ENV, so here it still has the one before`,
    ],
    good: [
      `FROM debian:12
ENV HOME=/srv
ENV HOME=/app PATH=$HOME/bin:$PATH`,
      `FROM debian:12
ENV A=1 B=\\$A C='$A' D=$AB`,
    ],
  },
  about: 'stage',
  reads: ['ENV', 'ARG'],
  *check(doc) {
    const known = new Set<string>()
    for (const instruction of doc.instructions) {
      if (instruction.keyword === 'ARG') for (const { text } of instruction.args) known.add(text.split('=', 1)[0] ?? '')
      if (instruction.keyword !== 'ENV') continue
      const own = instruction.pairs.map(({ key }) => unquoted(key.text, doc.tree.escape))
      const first = new Map(own.map((name, index) => [name, index] as const).reverse())
      const last = new Map(own.map((name, index) => [name, index] as const))
      for (const [index, { value }] of instruction.pairs.entries()) {
        const isOther = (name: string) => last.has(name) && (first.get(name) !== index || last.get(name) !== index)
        const { used } = expand(value.text, new Map(), { escape: doc.tree.escape })
        const use = used.find(({ name, whole }) => !known.has(name) && isOther(name) && isPlain(name, whole))
        if (use !== undefined) yield { at: part(value, use.whole), message: message(use.name), ...divided(doc.text, instruction, index) }
      }
      for (const name of own) known.add(name)
    }
  },
}

/** A second ENV from the pair on, where nothing but blanks and the end of a line would be lost. A choice: the old value may be meant. */
function divided(text: string, { pairs, name, onbuild }: Instruction, index: number): Pick<Problem, 'fixes'> {
  const [before, own] = [pairs[index - 1], pairs[index]]
  if (before === undefined || own === undefined || onbuild !== undefined || own.legacy) return {}
  const gap = span(before.value.span.end, own.key.span.start)
  if (!/^\s+(?:[\\`]\s*)?$/.test(text.slice(gap.start, gap.end))) return {}
  return { fixes: [{ title: 'Begin a second ENV here', edits: [replace(gap, `\n${name.text} `)], guess: true }] }
}

interface Range {
  readonly start: number
  readonly end: number
}

/** `$name` or `${name}`: one with a modifier has something to fall back on. */
function isPlain(name: string, { start, end }: Range): boolean {
  return end - start === name.length + 1 || end - start === name.length + 3
}

function message(name: string): string {
  return `${brief(name)} gets its value in this very ENV, so here it still has the one before`
}

/** The stretch of the file, where the word stands in one piece there; else the word. */
function part({ text, span: whole }: Word, { start, end }: Range): Span {
  return whole.end - whole.start === text.length ? span(whole.start + start, whole.start + end) : whole
}
