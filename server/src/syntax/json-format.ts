import { format } from 'jsonc-parser'
import { type Edit, replace } from '../text/edit.ts'
import { span } from '../text/span.ts'
import type { JsonDocument } from './json.ts'

/** How an editor indents. */
export interface JsonStyle {
  readonly tabSize: number
  readonly insertSpaces: boolean
}

/**
 * The edits that put every property and item on a line of its own, indented as the editor does; comments stay. Nothing but blanks changes.
 * None while the text is no JSON: what looks like layout there may be the mistake itself, and templates have a layout of their own.
 */
export function formatJson(text: string, { errors }: Pick<JsonDocument, 'errors'>, { tabSize, insertSpaces }: JsonStyle): readonly Edit[] {
  if (errors.some(({ code }) => code === 'json-syntax') || hasForeignParts(text)) return []
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const edits = format(text, undefined, { tabSize, insertSpaces, eol })
  return edits.map(({ offset, length, content }) => replace(span(offset, offset + length), content))
}

/** Whether there is something beside strings and comments of JSON that this reader knows and the formatter does not: templates, `#`. */
function hasForeignParts(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\//g, '')
  return /[$<%@#_]|\{[{%]/.test(bare)
}
