import type { Problem } from '../../rules/rule.ts'
import type { ShellWord } from '../../syntax/shell.ts'
import type { Dockerfile } from './document.ts'
import type { RunBody } from './run-body.ts'
import { atWord, type Called } from './run-check.ts'
import { visibleAt } from './scope.ts'
import { brief } from './words.ts'

/** How an installer writes versions. */
export interface Pinning {
  /** Whether a name says which version is meant, or needs none. */
  isFixed(name: string): boolean
  /** What to write instead of a name, which is PACKAGE where only the shell knows it. */
  write(name: string): string
}

/** A finding about all packages without a version, drawn at the first: the message names it and counts the others. */
export function* unpinned(doc: Dockerfile, { body }: Called, words: readonly ShellWord[], pinning: Pinning): Iterable<Problem> {
  const open = words.filter((word) => !pinning.isFixed(word.text) && !bringsVersions(doc, body, word, pinning))
  const [first, ...rest] = open
  if (first === undefined) return
  const count = new Set(open.map(({ text }) => text)).size
  const others = count === 1 ? ' has' : ` and ${count - 1} more have`
  const related = rest.slice(0, 20).map((word) => ({ span: body.at(word), message: `${shown(body, word)} has no version either` }))
  const message = `${shown(body, first)}${others} no version; write ${pinning.write(first.literal ? brief(first.text) : 'PACKAGE')}`
  yield { ...atWord(body, first, message), ...(related.length > 0 && { related }) }
}

/** A word as it is written where it is more than its text. */
function shown({ script }: RunBody, { text, literal, start, end }: ShellWord): string {
  return brief(literal ? text : script.slice(start, end))
}

/** Whether the word is a variable of the file in whose value every package has a version. */
function bringsVersions(doc: Dockerfile, body: RunBody, { start, end }: ShellWord, { isFixed }: Pinning): boolean {
  const [, bare, braced] = /^"?\$(?:(\w+)|\{(\w+)\})"?$/.exec(body.script.slice(start, Math.min(end, start + 200))) ?? []
  const name = bare ?? braced
  if (name === undefined) return false
  const value = visibleAt(doc, body.instruction).find((variable) => variable.name === name)?.value
  return value !== undefined && value.trim() !== '' && value.trim().split(/\s+/).every(isFixed)
}
