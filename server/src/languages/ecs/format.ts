import { format } from 'jsonc-parser'
import { type Edit, replace } from '../../text/edit.ts'
import { span } from '../../text/span.ts'
import type { FormatStyle } from '../language.ts'
import type { TaskDefinition } from './document.ts'

/**
 * The edits that indent a definition as the editor does, one property a line, comments kept. Nothing but blanks changes.
 * None while the text is no JSON: what looks like layout there may be the mistake itself, and templates have a layout of their own.
 */
export function formatEdits({ text, errors }: TaskDefinition, { tabSize, insertSpaces }: FormatStyle): readonly Edit[] {
  if (errors.some(({ code }) => code === 'json-syntax') || hasBareTemplate(text)) return []
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const edits = format(text, undefined, { tabSize, insertSpaces, eol })
  return edits.map(({ offset, length, content }) => replace(span(offset, offset + length), content))
}

/** Whether a template stands outside of the strings; strings are taken out first. */
function hasBareTemplate(text: string): boolean {
  return /[$<%@#_]|\{[{%]/.test(text.replace(/"(?:[^"\\\n]|\\.)*"/g, '').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''))
}
