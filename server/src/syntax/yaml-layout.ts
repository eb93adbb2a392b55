import type { JsonValue } from './json-layout.ts'
import { plainValue } from './yaml-scalar.ts'
import { type Member, sketchOf } from './yaml-sketch.ts'

/** How YAML text is laid out, so that what is put into it looks like the rest. */
export interface YamlLayout {
  /** Blanks that a map goes further in than its key. */
  readonly unit: number
  /** Blanks that a dash goes further in than the key of its list: 0 or `unit` as a rule. */
  readonly dash: number
  /** How the document ends its lines. */
  readonly newLine: string
  /** The quotes for strings that need some. */
  readonly quote: '"' | "'"
  /** The document is written as JSON: every string and key has quotes. */
  readonly json?: boolean
}

/** The layout asked for last: all fixes of a document ask for the same. */
let latest: { readonly text: string; readonly layout: YamlLayout } | undefined

/** Whether a text is written as JSON, which is YAML in brackets with quotes around every string. */
export function isJson(text: string): boolean {
  return /^\uFEFF?\s*\{\s*["}]/.test(text)
}

/** The habits of a document: two blanks, dashes further in and double quotes where it shows none. */
export function yamlLayoutOf(text: string): YamlLayout {
  if (latest?.text === text) return latest.layout
  const { members } = sketchOf(text)
  const deeper = (kind: Member['kind']) => {
    const first = members.find(({ kind: own, parent }) => own === kind && parent.owner?.kind === 'key')
    return first === undefined ? undefined : first.column - (first.parent.owner?.column ?? 0)
  }
  const unit = Math.max(1, Math.min(deeper('key') ?? 2, 8))
  const layout: YamlLayout = {
    unit,
    dash: Math.max(0, deeper('item') ?? unit),
    newLine: text.includes('\r\n') ? '\r\n' : '\n',
    quote: /[:\-[,] *'[^'\n]*'/.test(text) && !/[:\-[,] *"/.test(text) ? "'" : '"',
    json: isJson(text),
  }
  latest = { text, layout }
  return layout
}

/** A value as text on one line: scalars, and maps and lists in brackets. */
export function inlineYaml(value: JsonValue, layout: Pick<YamlLayout, 'quote' | 'json'>, inBrackets = false): string {
  const scalar = (one: string | number | boolean | null, bracketed: boolean) =>
    layout.json ? JSON.stringify(one) : yamlScalar(one, layout.quote, bracketed)
  if (typeof value !== 'object' || value === null) return scalar(value, inBrackets)
  if (isList(value)) return `[${value.map((item) => inlineYaml(item, layout, true)).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${scalar(key, true)}: ${inlineYaml(item, layout, true)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/**
 * A value as it stands behind the colon of a key that begins at `column`: with a blank before it on the same line, or on lines of its own
 * below. Lists of scalars stay in brackets only when they are empty.
 */
export function yamlBehindKey(value: JsonValue, column: number, layout: YamlLayout): string {
  if (!isBlock(value)) return ` ${inlineYaml(value, layout)}`
  const inner = column + (isList(value) ? layout.dash : layout.unit)
  return `${layout.newLine}${' '.repeat(inner)}${blockYaml(value, inner, layout)}`
}

/** A value whose first line begins at a column; its further lines are indented to stand below it. */
export function blockYaml(value: JsonValue, column: number, layout: YamlLayout): string {
  if (!isBlock(value)) return inlineYaml(value, layout)
  const line = layout.newLine + ' '.repeat(column)
  if (isList(value)) return value.map((item) => `- ${blockYaml(item, column + 2, layout)}`).join(line)
  return Object.entries(value)
    .map(([key, item]) => `${yamlScalar(key, layout.quote, false)}:${yamlBehindKey(item, column, layout)}`)
    .join(line)
}

function isBlock(value: JsonValue): value is readonly JsonValue[] | { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** A scalar as it is written: strings without quotes where they stay strings that way. */
export function yamlScalar(value: string | number | boolean | null, quote: '"' | "'", inBrackets: boolean): string {
  if (typeof value !== 'string') return String(value)
  return isPlain(value, inBrackets) ? value : quoted(value, quote)
}

/** A string in quotes. */
export function quoted(value: string, quote: '"' | "'"): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what single quotes cannot hold
  if (quote === "'" && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Whether a string can stand without quotes and is read as itself. */
export function isPlain(value: string, inBrackets: boolean): boolean {
  if (value === '' || value !== value.trim() || plainValue(value) !== value) return false
  if (/^(?:[-?:](?:\s|$)|[,[\]{}#&*!|>'"%@`]|---|\.\.\.|=$|<<$)/.test(value) || /:(?:\s|$)|\s#/.test(value)) return false
  // What other readers of YAML take for a time or date is better marked as a string.
  if (/^[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?$|^\d{4}-\d\d?-\d\d?/.test(value)) return false
  if (inBrackets && (/[,[\]{}?]|^:/.test(value) || /^-?$/.test(value))) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those need an escape
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)
}
