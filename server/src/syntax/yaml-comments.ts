import { type Span, span } from '../text/span.ts'
import { sketchOf } from './yaml-sketch.ts'

/** The comments of a YAML text, each from its `#` to the end of its line. */
export function commentsOf(text: string): readonly Span[] {
  if (!text.includes('#')) return []
  const { literals } = sketchOf(text)
  // Quotes that hold a `#` are passed over; a quote within a word begins no string.
  const token = /(?<=^|[\s,[{:(-])(?:"(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*')|(?<=^|\s)#[^\r\n]*/gm
  const found = [...text.matchAll(token)].flatMap((match) =>
    match[0].startsWith('#') ? [span(match.index, match.index + match[0].length)] : [],
  )
  return found.filter(({ start }) => !literals.some((literal) => isText(text, literal, start)))
}

/** Behind `|` a comment may stand on the same line; what is on the lines below is text. */
function isText(text: string, { start, end }: Span, at: number): boolean {
  return start < at && at < end && text.slice(start, at).includes('\n')
}
