import type { Problem } from '../../rules/rule.ts'
import type { Node, ScalarNode } from '../../syntax/node.ts'
import { replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import { type Span, span } from '../../text/span.ts'
import type { ScalarShape, Shape } from './shape.ts'

/** A map where a list belongs, a text where an object does, and the like. */
export function typeProblem(text: string, node: Node, shape: Shape, name: string): Problem {
  return {
    at: markOf(text, node),
    message: `${name} is ${described(text, node)}; expected ${expected(shape)}`,
    ...fixOf(wrapped(text, node, shape)),
  }
}

/** A scalar of another type, or one that its type cannot hold. */
export function scalarProblem(text: string, node: ScalarNode, shape: ScalarShape, name: string): Problem {
  const at = markOf(text, node)
  const fix = shape.type === 'string' ? quoted(text, node) : unquoted(text, node, shape)
  return { at, message: `${name} is ${described(text, node)}; ${wanted(text, node, shape)}`, ...fixOf(fix) }
}

function fixOf(fix: Fix | undefined): { readonly fixes?: readonly Fix[] } {
  return fix === undefined ? {} : { fixes: [fix] }
}

/** What to write instead, for values that look right and are not. */
function wanted(text: string, node: ScalarNode, { type }: ScalarShape): string {
  const { value } = node
  switch (type) {
    case 'string':
      return 'expected a text: put it in quotes'
    case 'int32':
    case 'int64':
    case 'int-or-string':
      if (typeof value === 'number') return Number.isInteger(value) ? `it takes ${bits(type)} bits` : expected({ kind: 'scalar', type })
      return isPlainNumber(text, node) ? `expected ${numeric(type)}, without quotes` : expected({ kind: 'scalar', type })
    case 'quantity':
      return typeof value === 'string' && value !== '' ? quantityAdvice(value) : 'expected an amount such as 500m or 128Mi'
    default:
      return `expected ${expected({ kind: 'scalar', type })}`
  }
}

function bits(type: ScalarShape['type']): number {
  return type === 'int64' ? 64 : 32
}

function numeric(type: ScalarShape['type']): string {
  return type === 'int-or-string' ? 'a whole number or a text' : 'a whole number'
}

const nearSuffixes: Readonly<Record<string, string>> = {
  ki: 'Ki',
  kib: 'Ki',
  kb: 'k',
  K: 'k',
  mi: 'Mi',
  mib: 'Mi',
  mb: 'M',
  gi: 'Gi',
  gib: 'Gi',
  gb: 'G',
  g: 'G',
  ti: 'Ti',
  tib: 'Ti',
  tb: 'T',
  t: 'T',
}

/** The suffixes that people write and the server does not know. */
function quantityAdvice(value: string): string {
  const instead = nearQuantity(value)
  return instead === undefined ? 'expected an amount such as 500m or 128Mi' : `did you mean ${instead}`
}

function nearQuantity(value: string): string | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(value.trim())
  const [, digits = '', unit = ''] = match ?? []
  const suffix = nearSuffixes[unit] ?? nearSuffixes[unit.toLowerCase()] ?? (value.includes(' ') ? unit : undefined)
  return match === null || suffix === undefined || `${digits}${suffix}` === value ? undefined : `${digits}${suffix}`
}

function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'struct':
      return `a map: ${shape.name} has fields`
    case 'map':
      return 'a map of names and values'
    case 'list':
      return 'a list'
    case 'any':
      return 'anything'
    case 'scalar':
      return scalarWords[shape.type]
  }
}

const scalarWords: Readonly<Record<ScalarShape['type'], string>> = {
  string: 'a text',
  boolean: 'true or false',
  int32: 'a whole number',
  int64: 'a whole number',
  'int-or-string': 'a whole number or a text',
  quantity: 'an amount such as 500m or 128Mi',
  'date-time': 'a time such as 2026-01-31T08:00:00Z',
  byte: 'base64',
}

/** What stands there, as it was written. */
function described(text: string, node: Node): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a map'
  const source = text.slice(node.span.start, node.span.end)
  const { value } = node
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${shortened(JSON.stringify(value))}`
  if (typeof value === 'number') return `the number ${shortened(source)}`
  if (value === null) return 'null'
  return source === String(value) ? `the boolean ${value}` : `${source}, which YAML reads as ${value}`
}

function shortened(source: string): string {
  return source.length > 40 ? `${source.slice(0, 37)}...` : source
}

/** One token: of a map or list what it begins with. */
function markOf(text: string, node: Node): Span {
  const { start, end } = node.span
  const line = text.slice(start, end).search(/[\r\n]/)
  const stop = line < 0 ? end : start + line
  if (node.kind === 'scalar') return span(start, Math.max(stop, start))
  const first = node.kind === 'map' ? node.entries[0]?.key.span : undefined
  if (first !== undefined && first.start === start) return first
  return span(start, Math.min(stop, start + 1))
}

/** Quotes around what was read as something else than a text. */
function quoted(text: string, node: ScalarNode): Fix | undefined {
  const source = text.slice(node.span.start, node.span.end)
  if (node.quoted || source === '' || /["\\\n]/.test(source)) return undefined
  return { title: `Write "${source}" in quotes`, edits: [replace(node.span, `"${source}"`)] }
}

/** The value without its quotes, or with the suffix that was meant. */
function unquoted(text: string, node: ScalarNode, { type }: ScalarShape): Fix | undefined {
  if (typeof node.value !== 'string') return undefined
  const bare = node.value
  const fits = type === 'boolean' ? /^(?:true|false)$/.test(bare) : (type === 'int32' || type === 'int64') && isPlainNumber(text, node)
  if (fits) return { title: `Write ${bare} without quotes`, edits: [replace(node.span, bare)] }
  const near = type === 'quantity' ? nearQuantity(bare) : undefined
  return near === undefined ? undefined : { title: `Change to ${near}`, edits: [replace(node.span, near)], guess: true }
}

function isPlainNumber(text: string, { value, quoted, span: { start } }: ScalarNode): boolean {
  return quoted && typeof value === 'string' && /^-?(?:0|[1-9]\d{0,9})$/.test(value) && /["']/.test(text[start] ?? '')
}

/** Brackets around a single value where a list belongs. */
function wrapped(text: string, node: Node, shape: Shape): Fix | undefined {
  if (shape.kind !== 'list' || shape.of.kind !== 'scalar' || node.kind !== 'scalar') return undefined
  const source = text.slice(node.span.start, node.span.end)
  if (source === '' || /[\n,[\]{}]/.test(source)) return undefined
  return { title: `Write ${source} as a list`, edits: [replace(node.span, `[${source}]`)] }
}
