import { type Finding, fixesOf, type Severity } from '../text/finding.ts'
import { linesOf } from '../text/lines.ts'
import type { Checked } from './check.ts'

/** How a word is shown in a terminal. */
export type Paint = (style: 'error' | 'warning' | 'info' | 'dim' | 'bold', text: string) => string

const codes = { error: 31, warning: 33, info: 36, dim: 2, bold: 1 } as const

/** Escape sequences where the terminal shows colours, else the text as it is. */
export function painter(colour: boolean): Paint {
  return colour ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_style, text) => text
}

/**
 * Findings as compilers print them, `file:line:column  severity  message  code`, a block for each file, and a summary. Lines and columns
 * count from one, columns in characters.
 */
export function findingsText(checked: readonly Checked[], paint: Paint): string {
  const blocks = checked.filter(({ findings }) => findings.length > 0).map((one) => block(one, paint))
  return [...blocks, summary(checked, paint)].join('\n')
}

function block({ input, findings }: Checked, paint: Paint): string {
  const lines = linesOf(input.text)
  const rows = findings.map((finding) => ({ place: `${input.file}:${placeOf(finding)}`, finding }))
  const width = rows.reduce((most, { place }) => Math.max(most, place.length), 0)
  return rows.map(({ place, finding }) => `${place.padEnd(width)}  ${wordsOf(finding, paint)}\n`).join('')

  function placeOf({ span }: Finding): string {
    const { line } = lines.position(span.start)
    return `${line + 1}:${[...input.text.slice(lines.start(line), span.start)].length + 1}`
  }
}

function wordsOf({ severity, message, code }: Finding, paint: Paint): string {
  const style = severity === 'hint' ? 'dim' : severity
  return `${paint(style, severity.padEnd('warning'.length))}  ${oneLine(message)}  ${paint('dim', code)}`
}

/** A message may quote the document; what would move the cursor of a terminal is shown instead of done. */
function oneLine(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  return message.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function summary(checked: readonly Checked[], paint: Paint): string {
  const all = checked.flatMap(({ findings }) => findings)
  const files = counted(checked.length, 'file')
  if (all.length === 0) return `no findings in ${files}\n`
  const counts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => countOf(all, severity, paint))
  const hit = checked.filter(({ findings }) => findings.length > 0).length
  const fixable = all.filter((finding) => fixesOf(finding).some(({ guess }) => guess !== true)).length
  const where = hit === checked.length ? `in ${files}` : `in ${hit} of ${files}`
  return `${counts.join(', ')} ${where}${fixable > 0 ? `; an editor can fix ${fixable}` : ''}\n`
}

function countOf(all: readonly Finding[], severity: Severity, paint: Paint): readonly string[] {
  const count = all.filter((finding) => finding.severity === severity).length
  if (count === 0) return []
  const words = severity === 'info' ? `${count} info` : counted(count, severity)
  return [severity === 'hint' ? words : paint(severity, words)]
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
