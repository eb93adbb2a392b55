import { type Entry, entry, isWhole, type MapNode, type Node } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import type { Span } from '../../text/span.ts'

/**
 * A property as a rule may use it. `unknown` is written but not a value to judge: a placeholder, half typed, or of another type
 * (which the schema reports). Asking for `kind === 'absent'` and `kind === 'known'` separately keeps rules from judging those.
 */
export type Field<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly span: Span; readonly key: Span }
  | { readonly kind: 'known'; readonly value: T; readonly span: Span; readonly key: Span; readonly entry: Entry }

/** A string property. A string with a placeholder anywhere in it is unknown. */
export function stringAt(parent: Node | undefined, key: string): Field<string> {
  return fieldAt(parent, key, isText)
}

/** A number property. */
export function numberAt(parent: Node | undefined, key: string): Field<number> {
  return fieldAt(parent, key, Number.isFinite)
}

/** A boolean property. */
export function booleanAt(parent: Node | undefined, key: string): Field<boolean> {
  return fieldAt(parent, key, isBoolean)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && !hasPlaceholder(value)
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function fieldAt<T>(parent: Node | undefined, key: string, judged: (value: unknown) => boolean): Field<T> {
  const found = entry(parent, key)
  if (found === undefined) return { kind: 'absent' }
  const { value } = found
  if (value?.kind !== 'scalar' || !judged(value.value)) return { kind: 'unknown', span: value?.span ?? found.key.span, key: found.key.span }
  return { kind: 'known', value: value.value as T, span: value.span, key: found.key.span, entry: found }
}

/** The strings of a list property that are written out, with their spans; items with placeholders are left out. */
export function stringsAt(
  parent: Node | undefined,
  key: string,
): readonly { readonly value: string; readonly span: Span; readonly index: number }[] {
  const list = entry(parent, key)?.value
  if (list?.kind !== 'list') return []
  return list.items.flatMap((item, index) =>
    item.kind === 'scalar' && typeof item.value === 'string' && !hasPlaceholder(item.value)
      ? [{ value: item.value, span: item.span, index }]
      : [],
  )
}

/**
 * The entry of a property that holds something: undefined for null, empty, half typed or placeholder values.
 * DescribeTaskDefinition and the console print empty lists and null for what was never set.
 */
export function filledAt(parent: Node | undefined, key: string): Entry | undefined {
  const found = entry(parent, key)
  return found?.value !== undefined && isFilled(found.value) ? found : undefined
}

/**
 * Whether a map has no such key and is not going to get one: its closing bracket is there, and no template stands between its keys.
 * A key with null counts as missing, as it does for the SDKs.
 */
export function lacks(parent: MapNode, key: string): boolean {
  const found = entry(parent, key)
  return found === undefined ? isWhole(parent) : found.value?.kind === 'scalar' && found.value.value === null
}

/**
 * What every object of a list property says under one key: the names of `secrets`, the volumes of `mountPoints`. Empty without the list;
 * undefined while something about it cannot be told, so that a value which is not here may still come.
 */
export function allStringsIn(parent: MapNode, listKey: string, key: string): readonly string[] | undefined {
  if (lacks(parent, listKey)) return []
  const list = entry(parent, listKey)?.value
  if (list?.kind !== 'list' || !isWhole(list)) return undefined
  const values: string[] = []
  for (const item of list.items) {
    if (item.kind !== 'map') return undefined
    const value = stringAt(item, key)
    if (value.kind === 'known') values.push(value.value)
    else if (value.kind === 'unknown' || !isWhole(item)) return undefined
  }
  return values
}

function isFilled(node: Node): boolean {
  if (node.kind === 'map') return node.entries.length > 0
  if (node.kind === 'list') return node.items.some((item) => item.kind !== 'scalar' || isFilled(item))
  return node.value !== null && node.value !== '' && !(typeof node.value === 'string' && hasPlaceholder(node.value))
}
