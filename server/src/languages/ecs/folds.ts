import type { Node } from '../../syntax/node.ts'
import { blocks, commentBlocks } from '../../syntax/structure.ts'
import type { Span } from '../../text/span.ts'
import type { Fold } from '../language.ts'

/** What can be folded in a JSON document: objects, lists and comments of several lines. */
export function foldsOf(doc: {
  readonly text: string
  readonly root: Node | undefined
  readonly comments: readonly Span[]
}): readonly Fold[] {
  return [
    ...blocks(doc.text, doc.root).map((span) => ({ span })),
    ...commentBlocks(doc.text, doc.comments).map((span) => ({ span, kind: 'comment' as const })),
  ]
}
