import { resolve, typesOf } from './at.ts'
import type { Json, Schema, SchemaBundle } from './schema.ts'

/**
 * JSON as a snippet: places to fill in are `$1`, `${1:proposal}` or `${1|a,b|}`, lines are indented by two blanks a level.
 * With nothing filled in it is valid JSON.
 */
export type Body = string

/** How deep needed keys within needed keys are written out. */
const maxDepth = 3

/** The least that can stand as a value of a schema: its needed keys, each with a place for its value. */
export function skeleton(bundle: SchemaBundle, schema: Schema): Body {
  let places = 0
  const place = (proposal: Json | undefined) => {
    places++
    return proposal === undefined
      ? `$${places}`
      : `\${${places}:${inPlace(typeof proposal === 'string' ? quotable(proposal) : JSON.stringify(proposal))}}`
  }
  const choice = (values: readonly string[]) => {
    if (values.length === 1) return literal(values[0] ?? '')
    places++
    return `\${${places}|${values.map((value) => inPlace(value).replace(/[,|]/g, '\\$&')).join(',')}|}`
  }
  const write = (at: Schema, depth: number): Body => {
    const resolved = resolve(bundle, at)
    const [type] = typesOf(resolved)
    if (resolved.enum !== undefined && resolved.enum.length > 0) return enumBody(resolved.enum)
    if (type === 'object') return objectBody(resolved, depth)
    if (type === 'array') return listBody(resolved, depth)
    if (type === 'boolean') return choice(['true', 'false'])
    if (type === 'integer' || type === 'number') return place(numberFor(resolved))
    const proposal = resolved.examples?.[0] ?? resolved.default
    return `"${place(typeof proposal === 'string' ? proposal : undefined)}"`
  }
  const enumBody = (values: NonNullable<Schema['enum']>) => {
    const body = choice(values.map((value) => (typeof value === 'string' ? quotable(value) : String(value))))
    return typeof values[0] === 'string' ? `"${body}"` : body
  }
  const objectBody = (object: Schema, depth: number): Body => {
    const keys = depth < maxDepth ? neededKeys(object) : []
    if (keys.length === 0) return `{\n  ${place(undefined)}\n}`
    const lines = keys.map((key) => `${JSON.stringify(key)}: ${write(object.properties?.[key] ?? {}, depth + 1)}`)
    return `{\n${indented(lines.join(',\n'))}\n}`
  }
  const listBody = ({ items }: Schema, depth: number): Body => {
    const item = items && resolve(bundle, items)
    const scalar = item === undefined || !typesOf(item).some((type) => type === 'object' || type === 'array')
    const body = write(item ?? {}, depth + 1)
    return scalar ? `[${body}]` : `[\n${indented(body)}\n]`
  }
  return write(schema, 0)
}

/** The keys without which an object is refused or makes no sense; of keys that stand for each other the first. */
export function neededKeys({ required = [], wanted = [], typical = [], requiredAny = [] }: Schema): readonly string[] {
  const keys = new Set([...required, ...wanted, ...typical])
  for (const group of requiredAny) {
    const [first] = group
    if (first !== undefined && !group.some((key) => keys.has(key))) keys.add(first)
  }
  return [...keys]
}

/** How a body is laid out where it goes. */
export interface BodyLayout {
  /** Over several lines, or all on one. */
  readonly lines: boolean
  /** What its further lines are indented by, and what one level more adds. */
  readonly indent: string
  readonly unit: string
  readonly newLine: string
  /** Between key and value. */
  readonly colon: string
}

/** A body as it is inserted in a place of the given layout. */
export function laidOut(body: Body, { lines, indent, unit, newLine, colon }: BodyLayout): string {
  const written = colon === ': ' ? body : body.replace(/^(\s*"(?:[^"\\]|\\.)*"): /gm, `$1${colon}`)
  if (lines) return written.replace(/\n((?: {2})*)/g, (_, blanks: string) => newLine + indent + unit.repeat(blanks.length / 2))
  return written
    .replace(/\{\n\s*/g, '{ ')
    .replace(/\n\s*\}/g, ' }')
    .replace(/\[\n\s*/g, '[')
    .replace(/\n\s*\]/g, ']')
    .replace(/,\n\s*/g, ', ')
}

/** The members of a body that is an object, without the braces around them. */
export function membersOf(body: Body): Body {
  return body.replace(/^\{\n {2}|\n\}$/g, '').replaceAll('\n  ', '\n')
}

/** The body one level further in. */
export function indented(body: Body): Body {
  return `  ${body.replaceAll('\n', '\n  ')}`
}

/** A plain text in a body, outside of any place. */
export function literal(text: string): Body {
  return text.replace(/[\\$]/g, '\\$&')
}

function inPlace(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}

/** A string as it stands between quotes. */
function quotable(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function numberFor({ default: usual, examples, minimum }: Schema): number {
  return [examples?.[0], usual, minimum].find((value) => typeof value === 'number') ?? 0
}
