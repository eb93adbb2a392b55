import type { Position, SelectionRange, SelectionRangeParams } from 'vscode-languageserver'
import type { Span } from '../../text/span.ts'
import type { Convert } from '../convert.ts'
import { about, type Service } from '../server.ts'

/** `textDocument/selectionRange`: for every position the spans around it, each in the next. */
export const selectionRange: Service = {
  capabilities: () => ({ selectionRangeProvider: true }),
  listen(server) {
    server.connection.onSelectionRanges(
      about(server, 'selection', [], ({ document: { convert }, reading }, { positions }: SelectionRangeParams) =>
        positions.map((position) => nested(reading.selections(convert.offset(position)), position, convert)),
      ),
    )
  },
}

/** A position without spans around it still needs an answer, as answers are matched by their order. */
function nested(spans: readonly Span[], position: Position, convert: Convert): SelectionRange {
  let outer: SelectionRange | undefined
  for (const span of [...spans].reverse()) {
    const range = convert.range(span)
    outer = outer === undefined ? { range } : { range, parent: outer }
  }
  return outer ?? { range: { start: position, end: position } }
}
