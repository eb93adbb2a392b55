import { insertEntries, insertEntry, removeChildren } from '../../syntax/json-edit.ts'
import type { JsonValue } from '../../syntax/json-layout.ts'
import { entry, type ListNode, type MapNode, type Node } from '../../syntax/node.ts'
import { replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'

/**
 * The fixes that rules offer, each as a list of one or none, so that they can be joined. They are safe as they come out of here;
 * what the writer has to decide goes through `guess`. Taking away what a platform refuses is a decision wherever the container
 * would work differently without it: a task that registers and fails later is worse than one that is refused.
 */
type Fixes = readonly Fix[]

/**
 * The longest text that gets fixes. A definition is refused above 64 KiB, indentation aside, so longer text is none that could be mended;
 * and looking for the place of an edit thousands of times in it would keep everybody waiting.
 */
const longest = 262_144

/** Takes a property away, with its comma and line. None if it is not there. */
export function removeProperty(text: string, parent: MapNode, key: string): Fixes {
  return removeProperties(text, parent, [key])
}

/** Takes those of several properties away that are there, as one fix. */
export function removeProperties(text: string, parent: MapNode, keys: readonly string[]): Fixes {
  const found = keys.flatMap((key) => entry(parent, key) ?? [])
  if (found.length === 0 || text.length > longest) return []
  const names = found.map(({ key }) => JSON.stringify(key.value))
  return [{ title: `Remove ${names.join(' and ')}`, edits: removeChildren(text, parent, found) }]
}

/** Takes an item out of a list. */
export function removeItem(text: string, list: ListNode, item: Node): Fixes {
  const name = item.kind === 'scalar' ? JSON.stringify(item.value) : 'it'
  return text.length > longest ? [] : [{ title: `Remove ${name}`, edits: removeChildren(text, list, [item]) }]
}

/** Gives a property that is not there a value. */
export function addProperty(text: string, parent: MapNode, key: string, value: JsonValue, title?: string): Fixes {
  return text.length > longest ? [] : [{ title: title ?? `Add "${key}": ${shown(value)}`, edits: insertEntry(text, parent, key, value) }]
}

/** Gives a property a value that is not there, or null. */
export function setProperty(text: string, parent: MapNode, key: string, value: string | number, title?: string): Fixes {
  const written = entry(parent, key)?.value
  return written === undefined ? addProperty(text, parent, key, value, title) : changeTo(written.span, value, title)
}

/** Gives several properties that are not there their values, as one fix. */
export function addProperties(text: string, parent: MapNode, values: Readonly<Record<string, JsonValue>>): Fixes {
  if (text.length > longest) return []
  const keys = Object.keys(values).map((key) => `"${key}"`)
  return [{ title: `Add ${keys.join(', ')}`, edits: insertEntries(text, parent, values) }]
}

/** Puts another value, or another key, where one stands. A title is needed where that is not the place of the finding. */
export function changeTo(at: Span, value: string | number | boolean, title?: string): Fixes {
  return [{ title: title ?? `Change to ${JSON.stringify(value)}`, edits: [replace(at, JSON.stringify(value))] }]
}

/** The same fixes as choices of the writer: offered, never applied to a whole file at once. */
export function guess(fixes: Fixes): Fixes {
  return fixes.map((fix) => ({ ...fix, guess: true }))
}

function shown(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? '…' : JSON.stringify(value)
}
