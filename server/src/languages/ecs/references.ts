import type { Problem } from '../../rules/rule.ts'
import { get, items, type Node } from '../../syntax/node.ts'
import { nearest } from '../../text/nearest.ts'
import type { Container, TaskDefinition, Volume } from './document.ts'
import type { Field } from './field.ts'
import { changeTo, guess } from './fix.ts'
import { once } from './once.ts'

/** What may be referred to by name. Of equal names the first counts; which of them is at fault is another rule's matter. */
export interface Named<T> {
  readonly byName: ReadonlyMap<string, T>
  /** Whether every name is written out. While one is a placeholder or half typed, a name that is not here may still exist. */
  readonly complete: boolean
}

/** The containers by name. */
export const containersByName = once((doc): Named<Container> => named(doc.containers, containerList(doc)))

/** The volumes by name; a bare array of containers does not tell them, so there the answer is never complete. */
export function volumesByName(doc: TaskDefinition): Named<Volume> {
  const { byName, complete } = named(doc.volumes, get(doc.definition, 'volumes'))
  return { byName, complete: complete && doc.definition !== undefined }
}

/** Whether no entry of `containerDefinitions` is a placeholder: only then may a rule say that no container does something. */
export function containersComplete(doc: TaskDefinition): boolean {
  return isComplete(doc.containers, containerList(doc))
}

/**
 * Says that a name leads nowhere, with the nearest name that exists as a fix. Undefined if it leads somewhere or nobody can tell.
 * `what` completes the sentence "no container is named ...".
 */
export function leadsNowhere<T>(name: Field<string>, among: Named<T>, what: 'container' | 'volume'): Problem | undefined {
  if (name.kind !== 'known' || name.value === '' || !among.complete || among.byName.has(name.value)) return undefined
  const meant = meantBy(name.value, among.byName.keys())
  return {
    at: name.span,
    message: `no ${what} is named "${name.value}"`,
    fixes: meant === undefined ? [] : guess(changeTo(name.span, meant)),
  }
}

/** A name somebody most likely meant. Only the first hundred are asked: a task has ten containers, and a hostile file shall cost little. */
export function meantBy(word: string, names: Iterable<string>): string | undefined {
  if (word.length > 255) return undefined
  const asked: string[] = []
  for (const name of names) {
    if (asked.length === 100) break
    if (name.length <= 255) asked.push(name)
  }
  return nearest(word, asked)
}

function containerList(doc: TaskDefinition): Node | undefined {
  return doc.shape === 'containers' ? doc.root : get(doc.definition, 'containerDefinitions')
}

function named<T extends { readonly name: Field<string> }>(all: readonly T[], list: Node | undefined): Named<T> {
  const byName = new Map<string, T>()
  let complete = isComplete(all, list)
  for (const one of all) {
    if (one.name.kind === 'unknown') complete = false
    else if (one.name.kind === 'known' && !byName.has(one.name.value)) byName.set(one.name.value, one)
  }
  return { byName, complete }
}

/** A list is complete if it is not there at all or a list of objects only. */
function isComplete(all: readonly unknown[], list: Node | undefined): boolean {
  return list === undefined || (list.kind === 'list' && items(list).length === all.length)
}
