import type { Span } from '../text/span.ts'
import type { Name } from './language.ts'

/** A name where it stands, without its quotes. */
export interface Occurrence<Kind extends string = string> {
  readonly kind: Kind
  readonly name: string
  readonly span: Span
  readonly role: 'definition' | 'reference'
  /** Names of different scopes have nothing to do with each other, even if they are equal. */
  readonly scope?: string
}

/** Whether a new name is possible: `taken` tells whether something of the same kind and scope has it already. Undefined if it is. */
export type Refusal<Kind extends string> = (
  kind: Kind,
  newName: string,
  taken: (name: string) => boolean,
  spans: readonly Span[],
) => string | undefined

/** Occurrences by what they name. A name that is used and given nowhere has no definition; a place that two ways lead to counts once. */
export function namesFrom<Kind extends string>(occurrences: Iterable<Occurrence<Kind>>, refusal: Refusal<Kind>): readonly Name[] {
  const groups = new Map<string, Occurrence<Kind>[]>()
  const seen = new Set<string>()
  const idOf = (kind: string, scope: string | undefined, name: string) => JSON.stringify([kind, scope, name])
  for (const one of occurrences) {
    const id = idOf(one.kind, one.scope, one.name)
    const group = groups.get(id)
    const place = `${one.span.start} ${id}`
    if (group === undefined) groups.set(id, [one])
    else if (!seen.has(place)) group.push(one)
    seen.add(place)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { kind, name, scope } = first
    const spans = (role: Occurrence['role']) =>
      group.flatMap((one) => (one.role === role ? [one.span] : [])).sort((a, b) => a.start - b.start)
    const taken = (newName: string) => groups.get(idOf(kind, scope, newName))?.some(({ role }) => role === 'definition') === true
    const all = group.map((one) => one.span)
    const refuses = (newName: string) => (newName === name ? undefined : refusal(kind, newName, taken, all))
    return [{ kind, name, definitions: spans('definition'), references: spans('reference'), refuses }]
  })
}
