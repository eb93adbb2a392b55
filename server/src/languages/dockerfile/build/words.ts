import type { Instruction } from '../../../syntax/dockerfile.ts'
import { type Span, span } from '../../../text/span.ts'
import type { Expansion, UsedVariable } from '../expand.ts'

/** A word of the text and where it stands; quotes and joined lines may make the place longer than the word. */
export interface Located {
  readonly text: string
  readonly span: Span
}

/** Where a variable of a word stands in the file, dollar and braces included. */
export function variableSpan(text: string, word: Located, { name, whole }: UsedVariable): Span {
  const { start, end } = word.span
  if (text.startsWith(word.text, start) && end - start === word.text.length) return span(start + whole.start, start + whole.end)
  const source = text.slice(start, end)
  for (const form of [`\${${name}`, `$${name}`, name]) {
    const found = source.indexOf(form)
    if (found >= 0) return span(start + found, Math.min(end, start + found + form.length))
  }
  return word.span
}

/** The distinct variables of a word that are not set. */
export function unsetVariables({ used }: Expansion): readonly UsedVariable[] {
  const seen = new Set<string>()
  return used.filter(({ name, set }) => !set && !seen.has(name) && seen.add(name))
}

/** The value of an ARG or ENV word behind its `=`, with its place. */
function defaultOf(word: Located): Located | undefined {
  const equals = word.text.indexOf('=')
  if (equals < 0) return undefined
  return { text: word.text.slice(equals + 1), span: span(Math.min(word.span.start + equals + 1, word.span.end), word.span.end) }
}

/** Name and, behind `=`, default of every ARG of an instruction. */
export function argumentsOf({ args }: Instruction): readonly { readonly name: Located; readonly value: Located | undefined }[] {
  return args.map((word) => {
    const equals = word.text.indexOf('=')
    const name = equals < 0 ? word.text : word.text.slice(0, equals)
    return {
      name: { text: name, span: span(word.span.start, Math.min(word.span.start + name.length, word.span.end)) },
      value: defaultOf(word),
    }
  })
}
