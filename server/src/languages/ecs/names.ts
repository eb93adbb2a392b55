import type { Problem } from '../../rules/rule.ts'
import type { Field } from './field.ts'
import { changeTo, guess } from './fix.ts'

/** What is left of a name once its letters, digits, hyphens and underscores are gone. */
const notInName = /[^A-Za-z0-9_-]/u

const longest = 255

/**
 * Whether a text asks the reader to put something in its place: `{your image}`, `[name]`, `<insert the tag>`. Such templates are
 * no names by any rule, and nobody registers them as they are.
 */
export function asksReader(value: string): boolean {
  return /\{[^{}]*\}|\[[^[\]]*\]|<[^<>]*>/.test(value)
}

/**
 * What is wrong with the name of a family or container. `what` begins the message: `family contains " "; ...`.
 * Only the characters are known from the service's answers, so emptiness and length are warnings.
 */
export function* nameProblem(name: Field<string>, what: string): Iterable<Problem> {
  if (name.kind !== 'known' || asksReader(name.value)) return
  const { value, span: at } = name
  const wrong = notInName.exec(value)?.[0]
  if (wrong !== undefined)
    yield { at, message: `${what} contains ${JSON.stringify(wrong)}; it takes letters, digits, - and _`, fixes: guess(renamed(name)) }
  else if (value === '') yield { at, message: `${what} is empty; it takes 1 to ${longest} characters`, severity: 'warning' }
  else if (value.length > longest)
    yield { at, message: `${what} has ${value.length} characters; it takes at most ${longest}`, severity: 'warning' }
}

/** A hyphen in place of every run of other characters, if a name is left. */
function renamed({ value, span }: Extract<Field<string>, { kind: 'known' }>) {
  if (value.length > longest) return []
  const name = value.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '')
  return name === '' ? [] : changeTo(span, name)
}
