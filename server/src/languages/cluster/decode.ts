import { entries, type Node } from '../../syntax/node.ts'
import { nearest } from '../../text/nearest.ts'
import type { Span } from '../../text/span.ts'

/** Something in a model that cannot be used, in words, where it stands. */
export interface DecodeError {
  readonly message: string
  readonly span: Span
  readonly path: string
}

/** Turns a node into a value, or reports why that is not possible and gives undefined. */
export type Decode<T> = (node: Node, at: Where) => T | undefined

/** Where a decoder stands: the text, its path, and who hears of errors. */
export interface Where {
  readonly text: string
  readonly path: string
  readonly report: (error: DecodeError) => void
}

/** A key of a map: how it is read and whether it must be there. */
export interface Key<T, Required extends boolean> {
  readonly decode: Decode<T>
  readonly required: Required
}

export function required<T>(decode: Decode<T>): Key<T, true> {
  return { decode, required: true }
}

export function optional<T>(decode: Decode<T>): Key<T, false> {
  return { decode, required: false }
}

type Keys = Readonly<Record<string, Key<unknown, boolean>>>
type ValueOf<K> = K extends Key<infer T, infer R> ? (R extends true ? T : T | undefined) : never
export type Decoded<S extends Keys> = { readonly [K in keyof S]: ValueOf<S[K]> }

/**
 * A map with known keys. Undefined if a required one is missing or wrong; others are reported with the nearest known,
 * unless the map is `open` to them.
 */
export function object<S extends Keys>(keys: S, others: 'closed' | 'open' = 'closed'): Decode<Decoded<S>> {
  return (node, at) => {
    if (node.kind !== 'map') return wrong(node, at, 'a map')
    const result: Record<string, unknown> = {}
    for (const { key, value } of entries(node)) {
      const name = String(key.value)
      const known = Object.hasOwn(keys, name) ? keys[name] : undefined
      if (known === undefined && others === 'open') continue
      if (known === undefined) at.report({ message: unknownKey(name, keys), span: key.span, path: join(at.path, name) })
      else if (value === undefined) at.report({ message: `${name} has no value`, span: key.span, path: join(at.path, name) })
      else if (!isNull(value)) result[name] = known.decode(value, { ...at, path: join(at.path, name) })
    }
    let complete = true
    for (const [name, key] of Object.entries(keys)) {
      if (!key.required || result[name] !== undefined) continue
      complete = false
      if (!entries(node).some(({ key: written }) => written.value === name)) {
        at.report({ message: `${name} is missing`, span: start(node), path: join(at.path, name) })
      }
    }
    return complete ? (result as Decoded<S>) : undefined
  }
}

/** A list; items that cannot be read are left out (and reported). */
export function list<T>(item: Decode<T>): Decode<readonly T[]> {
  return (node, at) => {
    if (node.kind !== 'list') return wrong(node, at, 'a list')
    return node.items.flatMap((one, i) => {
      const value = item(one, { ...at, path: `${at.path}[${i}]` })
      return value === undefined ? [] : [value]
    })
  }
}

/** A map from names of the writer's choice to alike values. */
export function record<T>(item: Decode<T>): Decode<ReadonlyMap<string, T>> {
  return (node, at) => {
    if (node.kind !== 'map') return wrong(node, at, 'a map')
    const result = new Map<string, T>()
    for (const { key, value } of entries(node)) {
      const name = String(key.value)
      const decoded = value && item(value, { ...at, path: join(at.path, name) })
      if (decoded !== undefined) result.set(name, decoded)
    }
    return result
  }
}

/** Text; a number or boolean is taken as it is written, so that version 1.10 does not become 1.1. */
export const text: Decode<string> = (node, at) => {
  if (node.kind !== 'scalar' || node.value === null) return wrong(node, at, 'text')
  const { value, span, anchor = span } = node
  return typeof value === 'string' ? value : at.text.slice(anchor.start, anchor.end)
}

export const flag: Decode<boolean> = (node, at) => {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
  return wrong(node, at, 'true or false')
}

/** A whole number between two limits. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Decode<number> {
  const limits = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
  return (node, at) => {
    const value = node.kind === 'scalar' ? node.value : undefined
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
    return wrong(node, at, `a whole number ${limits}`)
  }
}

/** A number that is not negative. */
export const positive: Decode<number> = (node, at) => {
  const value = node.kind === 'scalar' ? node.value : undefined
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  return wrong(node, at, 'a number from 0 on')
}

/** One of a few words; others are reported with the nearest. */
export function oneOf<T extends string>(...words: readonly T[]): Decode<T> {
  return (node, at) => {
    const value = text(node, at)
    if (value === undefined) return undefined
    const found = words.find((word) => word === value)
    if (found === undefined) at.report({ message: notOneOf(value, words), span: node.span, path: at.path })
    return found
  }
}

/** A decoder whose value must also please `problem`, which says what is wrong with it. */
export function checked<T>(decode: Decode<T>, problem: (value: T) => string | undefined): Decode<T> {
  return (node, at) => {
    const value = decode(node, at)
    const message = value === undefined ? undefined : problem(value)
    if (message === undefined) return value
    at.report({ message, span: node.span, path: at.path })
    return undefined
  }
}

/** A decoder whose value is turned into something else. */
export function mapped<T, U>(decode: Decode<T>, to: (value: T) => U): Decode<U> {
  return (node, at) => {
    const value = decode(node, at)
    return value === undefined ? undefined : to(value)
  }
}

/** The first decoder for scalars, the second for lists and maps. */
export function either<T, U>(scalar: Decode<T>, other: Decode<U>): Decode<T | U> {
  return (node, at) => (node.kind === 'scalar' ? scalar(node, at) : other(node, at))
}

/** Text that is an amount in one of some units; the error names an example. */
export function quantity(parse: (text: string) => number | undefined, example: string): Decode<number> {
  return (node, at) => {
    const written = node.kind === 'scalar' && node.value !== null ? text(node, at) : undefined
    return (written === undefined ? undefined : parse(written)) ?? wrong(node, at, `an amount such as ${example}`)
  }
}

/** "web" is not one of ...; did you mean ... */
export function notOneOf(value: string, words: readonly string[]): string {
  const near = nearest(value, words)
  return near === undefined ? `"${value}" is none of ${words.join(', ')}` : `"${value}" is not known here; did you mean ${near}`
}

function unknownKey(name: string, keys: Keys): string {
  const near = nearest(name, Object.keys(keys))
  return near === undefined
    ? `"${name}" is not a key here; known are ${Object.keys(keys).join(', ')}`
    : `"${name}" is not a key here; did you mean ${near}`
}

function wrong(node: Node, at: Where, expected: string): undefined {
  at.report({ message: `expected ${expected}`, span: node.kind === 'scalar' ? node.span : start(node), path: at.path })
  return undefined
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}

/** Where to point when a whole map or list is meant: its first character. */
function start(node: Node): Span {
  return { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
