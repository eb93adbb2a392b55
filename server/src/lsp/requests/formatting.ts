import type { DocumentFormattingParams, DocumentRangeFormattingParams } from 'vscode-languageserver'
import type { Edit } from '../../text/edit.ts'
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
        const { convert, text } = asked.document
        const { start, end } = convert.span(range)
        // An edit lays out what stands behind it: a line that the range ends in front of is not meant.
        const meant = (edit: Edit) => start <= edit.span.end && (edit.span.end < end || end === text.length)
        return layout(asked, options)
          .filter(meant)
          .map((edit) => convert.edit(edit))
      }),
    )
  },
}

function layout({ reading }: Asked, { tabSize, insertSpaces }: DocumentFormattingParams['options']): readonly Edit[] {
  return reading.format?.({ tabSize: Math.max(1, tabSize), insertSpaces }) ?? []
}
