import type { Node, Step } from '../../syntax/node.ts'
import { typesOf } from '../at.ts'
import type { Schema, SchemaType } from '../schema.ts'

/** What a field is called in a message: its key, with the indices behind it. */
export function fieldName(path: readonly Step[]): string {
  const last = path.findLastIndex((step) => typeof step === 'string')
  const indices = path.slice(last + 1).map((index) => `[${index}]`)
  return `${last === -1 ? 'item ' : path[last]}${indices.join('')}`
}

/** A value as a message shows it: `the string "100"`, `the number 256`, `an object`. */
export function valueWords(node: Node): string {
  if (node.kind === 'map') return 'an object'
  if (node.kind === 'list') return 'a list'
  if (typeof node.value === 'string') return `the string "${node.value.length > 30 ? `${node.value.slice(0, 29)}…` : node.value}"`
  return typeof node.value === 'number' ? `the number ${node.value}` : String(node.value)
}

/** What a schema allows, in words: "a string", "an integer or a string". */
export function typeWords(schema: Schema): string {
  return alternatives(typesOf(schema).map((type) => words[type]))
}

const words: Readonly<Record<SchemaType, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
}

/** `a, b or c`. */
export function alternatives(all: readonly string[]): string {
  return all.length < 2 ? (all[0] ?? 'anything') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

/** What the structure is called that a schema describes. */
export function structureName({ title }: Schema): string {
  return title ?? 'object'
}
