import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver'
import { about, type Service } from '../server.ts'

/** `textDocument/foldingRange`, in whole lines: that is what editors fold. */
export const foldingRange: Service = {
  capabilities: () => ({ foldingRangeProvider: true }),
  listen(server) {
    server.connection.onFoldingRanges(
      about(server, 'folding', [], ({ document: { convert }, reading }, _params: FoldingRangeParams) =>
        reading.folds().flatMap(({ span, kind }): FoldingRange[] => {
          const startLine = convert.position(span.start).line
          const endLine = convert.position(span.end).line
          if (endLine <= startLine) return []
          return [{ startLine, endLine, ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }) }]
        }),
      ),
    )
  },
}
