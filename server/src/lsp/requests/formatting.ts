import type { DocumentFormattingParams, DocumentRangeFormattingParams } from 'vscode-languageserver'
import type { Edit } from '../../text/edit.ts'
import { covers } from '../../text/span.ts'
import { type Asked, about, type Service } from '../server.ts'

/** `textDocument/formatting` and `rangeFormatting`, for languages that have a layout of their own. */
export const formatting: Service = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  listen(server) {
    server.connection.onDocumentFormatting(
      about(server, 'formatting', null, (asked, { options }: DocumentFormattingParams) =>
        layout(asked, options).map((edit) => asked.document.convert.edit(edit)),
      ),
    )
    server.connection.onDocumentRangeFormatting(
      about(server, 'range formatting', null, (asked, { options, range }: DocumentRangeFormattingParams) => {
        const { convert } = asked.document
        const within = convert.span(range)
        return layout(asked, options)
          .filter(({ span }) => covers(within, span))
          .map((edit) => convert.edit(edit))
      }),
    )
  },
}

function layout({ reading }: Asked, { tabSize, insertSpaces }: DocumentFormattingParams['options']): readonly Edit[] {
  return reading.format?.({ tabSize: Math.max(1, tabSize), insertSpaces }) ?? []
}
