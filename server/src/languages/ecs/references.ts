import type { Problem } from '../../rules/rule.ts'
import { get, isWhole, type MapNode, type Node } from '../../syntax/node.ts'
import { nearest } from '../../text/nearest.ts'
import { type Container, hasTaskLevel, type TaskDefinition, type Volume } from './document.ts'
import { type Field, lacks } from './field.ts'
import { changeTo, guess } from './fix.ts'
import { once } from './once.ts'

/** What may be referred to by name. Of equal names the first counts; which of them is at fault is another rule's matter. */
export interface Named<T> {
  readonly byName: ReadonlyMap<string, T>
  /** Whether every name is written out. While one is a placeholder or half typed, a name that is not here may still exist. */
  readonly complete: boolean
}

/** The containers by name. */
export const containersByName = once((doc): Named<Container> => {
  const { byName, complete } = named(doc.containers, doc.containerList)
  return { byName, complete: complete && doc.containers.length > 0 }
})

/** The volumes by name. None are complete too, where the file holds all that belongs to the task. */
export function volumesByName(doc: TaskDefinition): Named<Volume> {
  return taskLacks(doc, 'volumes') ? { byName: new Map(), complete: true } : named(doc.volumes, get(doc.definition, 'volumes'))
}

/**
 * Whether every container stands there with all its keys: only then may a rule say that none of them does something.
 * A list without containers is not complete: what it lacks is containers.
 */
export function containersComplete(doc: TaskDefinition): boolean {
  return doc.containers.length > 0 && isComplete(doc.containers, doc.containerList) && doc.containers.every(({ node }) => isWhole(node))
}

/** Whether a template decides which entries of a list stand there: then no two of them need meet in one task. */
export function areAlternatives(list: Node | undefined): boolean {
  return list?.kind === 'list' && list.steered === true
}

/** Whether that is so of the containers. */
export function containersAreAlternatives(doc: TaskDefinition): boolean {
  return areAlternatives(doc.containerList)
}

/** Whether a task has no such key at its own level, and not only none in this file or so far. */
export function taskLacks(doc: TaskDefinition, key: string): boolean {
  return doc.definition !== undefined && hasTaskLevel(doc) && lacks(doc.definition, key)
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

function named<T extends { readonly name: Field<string>; readonly node: MapNode }>(all: readonly T[], list: Node | undefined): Named<T> {
  const byName = new Map<string, T>()
  let complete = isComplete(all, list)
  for (const one of all) {
    if (one.name.kind === 'unknown' || (one.name.kind === 'absent' && !isWhole(one.node))) complete = false
    else if (one.name.kind === 'known' && !byName.has(one.name.value)) byName.set(one.name.value, one)
  }
  return { byName, complete }
}

function isComplete(all: readonly unknown[], list: Node | undefined): boolean {
  return list?.kind === 'list' && isWhole(list) && list.items.length === all.length
}
