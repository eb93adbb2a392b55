import { type Span, span } from '../text/span.ts'
import { inTexts, sketchOf } from './yaml-sketch.ts'

/** The name of an anchor or alias where it stands, without its sign. */
export interface AnchorName {
  readonly name: string
  readonly span: Span
  /** Of an anchor its own place; of an alias the place of the anchor it means, the last of its name before it. */
  readonly anchor: Span
}

/** The anchors and aliases of one document in the order of the text; aliases that mean nothing are left out. */
export function anchorsOf(text: string): readonly AnchorName[] {
  if (!/[&*]/.test(text)) return []
  const isText = inTexts(sketchOf(text).literals)
  const latest = new Map<string, Span>()
  const found: AnchorName[] = []
  for (const { sign, name, span: where } of signs(text)) {
    if (isText(where.start)) continue
    if (sign === '&') latest.set(name, where)
    const anchor = latest.get(name)
    if (anchor !== undefined) found.push({ name, span: where, anchor })
  }
  return found
}

interface Sign {
  readonly sign: string
  readonly name: string
  readonly span: Span
}

/** Signs with a name, outside of quotes and comments, where a value or key can begin. */
function* signs(text: string): Iterable<Sign> {
  const token = /"(?:\\[\s\S]|[^"\\])*"|'[^']*'|(?<=^|\s)#[^\n]*|(?<=^|[\s,[{])([&*])([^\s,[\]{}]+)|[^\s,[{"'#&*][^\s,[\]{}]*|[\s\S]/gm
  for (const match of text.matchAll(token)) {
    const [, sign, name] = match
    if (sign !== undefined && name !== undefined) yield { sign, name, span: span(match.index + 1, match.index + 1 + name.length) }
  }
}
