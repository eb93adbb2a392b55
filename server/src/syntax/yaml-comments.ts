import { type Span, span } from '../text/span.ts'
import { inTexts, sketchOf } from './yaml-sketch.ts'

/** The comments of a YAML text, each from its `#` to the end of its line. */
export function commentsOf(text: string): readonly Span[] {
  if (!text.includes('#')) return []
  const { literals } = sketchOf(text)
  // Behind `|` a comment may stand on the same line; what is on the lines below is text.
  const isText = inTexts(literals.map(({ start, end }) => span(Math.min(end, lineEnd(text, start)), end)))
  // Quotes that hold a `#` are passed over; a quote within a word begins no string.
  const token = /(?<=^|[\s,[{:(-])(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')|(?<=^|\s)#[^\r\n]*/gm
  const found = [...text.matchAll(token)].flatMap((match) =>
    match[0].startsWith('#') ? [span(match.index, match.index + match[0].length)] : [],
  )
  return found.filter(({ start }) => !isText(start))
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found
}
