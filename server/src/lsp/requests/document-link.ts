import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver'
import { about, type Service } from '../server.ts'

/** `textDocument/documentLink` */
export const documentLink: Service = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  listen(server) {
    server.connection.onDocumentLinks(
      about(server, 'links', [], ({ document: { convert }, reading }, _params: DocumentLinkParams) =>
        reading.links().map(({ span, target, tooltip }): DocumentLink => ({ range: convert.range(span), target, tooltip })),
      ),
    )
  },
}
