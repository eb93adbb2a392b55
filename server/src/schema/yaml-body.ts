import { inlineYaml, type YamlLayout, yamlScalar } from '../syntax/yaml-layout.ts'
import { resolve, typesOf } from './at.ts'
import type { Json, Schema, SchemaBundle } from './schema.ts'
import { literal, neededKeys } from './skeleton.ts'

/**
 * A value of YAML as a snippet, before it is laid out: places to fill in are `$1`, `${1:proposal}` or `${1|a,b|}`.
 * `line` is what stands on one line; `open` begins on the next line, but what it is has to be written yet.
 */
export type YamlBody =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, value: YamlBody])[] }
  | { readonly kind: 'list'; readonly items: readonly YamlBody[] }

/** A body as it is written down in tables: strings are snippets, objects and lists what they look like. */
export type WrittenBody = string | readonly WrittenBody[] | { readonly [key: string]: WrittenBody }

/** Reads a body that was written down. */
export function bodyOf(written: WrittenBody): YamlBody {
  if (typeof written === 'string') return { kind: 'line', text: written }
  if (isList(written)) return { kind: 'list', items: written.map(bodyOf) }
  return { kind: 'map', entries: Object.entries(written).map(([key, value]) => [key, bodyOf(value)]) }
}

function isList(written: Exclude<WrittenBody, string>): written is readonly WrittenBody[] {
  return Array.isArray(written)
}

/** How deep needed keys within needed keys are written out. */
const maxDepth = 4

/** The least that can stand as a value of a schema: its needed keys, each with a place for its value. */
export function yamlSkeleton(bundle: SchemaBundle, schema: Schema): YamlBody {
  let places = 0
  const place = (proposal: Json | undefined): string => {
    places++
    return proposal === undefined ? `$${places}` : `\${${places}:${inPlace(inlineYaml(proposal, { quote: '"' }))}}`
  }
  const choice = (values: readonly (string | number | boolean)[]): string => {
    const words = values.map((value) => yamlScalar(value, '"', false))
    if (words.length === 1) return literal(words[0] ?? '')
    places++
    return `\${${places}|${words.map((word) => inPlace(word).replace(/[,|]/g, '\\$&')).join(',')}|}`
  }
  const line = (text: string): YamlBody => ({ kind: 'line', text })
  const write = (at: Schema, depth: number): YamlBody => {
    const resolved = resolve(bundle, at)
    const types = typesOf(resolved)
    if (resolved.enum !== undefined && resolved.enum.length > 0) return line(choice(defaultFirst(resolved.enum, resolved.default)))
    if (types[0] === 'object') return map(resolved, depth)
    if (types[0] === 'array') return list(resolved, depth)
    if (types[0] === 'boolean') return line(choice(resolved.default === true ? [false, true] : [true, false]))
    return line(place(resolved.examples?.[0] ?? (types.length === 1 ? numberFor(resolved) : undefined)))
  }
  const map = (object: Schema, depth: number): YamlBody => {
    const keys = depth < maxDepth ? neededKeys(object) : []
    if (keys.length === 0) return { kind: 'open', text: place(undefined) }
    return { kind: 'map', entries: keys.map((key) => [key, write(object.properties?.[key] ?? {}, depth + 1)]) }
  }
  const list = ({ items }: Schema, depth: number): YamlBody => {
    const item = items === undefined ? line(place(undefined)) : write(items, depth + 1)
    return { kind: 'list', items: [item.kind === 'open' ? line(item.text) : item] }
  }
  return write(schema, 0)
}

function defaultFirst<T>(values: readonly T[], usual: Json | undefined): readonly T[] {
  return [...values.filter((value) => value === usual), ...values.filter((value) => value !== usual)]
}

/** Numbers alone are proposed: a default that is text says what happens without the key, not what people write. */
function numberFor({ type, default: usual, minimum }: Schema): number | undefined {
  if (type !== 'integer' && type !== 'number') return undefined
  return [usual, minimum].find((value) => typeof value === 'number')
}

/** A body as it stands behind the colon of a key that begins at a column. */
export function behindKey(body: YamlBody, column: number, layout: YamlLayout): string {
  if (body.kind === 'line') return ` ${body.text}`
  const inner = column + (body.kind === 'list' ? layout.dash : layout.unit)
  return `${layout.newLine}${' '.repeat(inner)}${onOwnLines(body, inner, layout)}`
}

/** A body whose first line begins at a column. */
export function onOwnLines(body: YamlBody, column: number, layout: YamlLayout): string {
  const next = layout.newLine + ' '.repeat(column)
  if (body.kind === 'map') return body.entries.map(([key, value]) => `${keyText(key)}:${behindKey(value, column, layout)}`).join(next)
  if (body.kind === 'list') return body.items.map((item) => `- ${onOwnLines(item, column + 2, layout)}`).join(next)
  return body.text
}

/** A body between brackets, on one line. */
export function inBrackets(body: YamlBody): string {
  if (body.kind === 'map') return `{ ${body.entries.map(([key, value]) => `${keyText(key)}: ${inBrackets(value)}`).join(', ')} }`
  if (body.kind === 'list') return `[${body.items.map(inBrackets).join(', ')}]`
  return body.kind === 'open' ? `{ ${body.text} }` : body.text
}

/** A key in a snippet; the places of a key that is to be filled in are left as they are, and so is a word: as a key it is no truth value. */
export function keyText(key: string): string {
  return /^(?:\$\{\d.*|[A-Za-z][\w-]*)$/.test(key) ? key : literal(yamlScalar(key, '"', false))
}

function inPlace(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}
