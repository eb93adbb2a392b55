import {
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
} from 'vscode-languageserver'
import { nameAt } from '../../features/navigate.ts'
import type { Span } from '../../text/span.ts'
import type { OpenDocument } from '../documents.ts'
import { about, type Service } from '../server.ts'

/** `textDocument/definition`, `references` and `documentHighlight`, all of names within one document. */
export const navigation: Service = {
  capabilities: () => ({ definitionProvider: true, referencesProvider: true, documentHighlightProvider: true }),
  listen(server) {
    server.connection.onDefinition(
      about(server, 'definition', null, ({ document, reading }, { position }: DefinitionParams) => {
        const found = nameAt(reading, document.convert.offset(position))
        return locations(document, found?.name.definitions ?? [])
      }),
    )
    server.connection.onReferences(
      about(server, 'references', null, ({ document, reading }, { position, context }: ReferenceParams) => {
        const found = nameAt(reading, document.convert.offset(position))
        if (found === undefined) return null
        const { definitions, references } = found.name
        return locations(document, context.includeDeclaration ? [...definitions, ...references] : references)
      }),
    )
    server.connection.onDocumentHighlight(
      about(server, 'highlight', null, ({ document: { convert }, reading }, { position }: DocumentHighlightParams) => {
        const found = nameAt(reading, convert.offset(position))
        if (found === undefined) return null
        const mark =
          (kind: DocumentHighlightKind) =>
          (span: Span): DocumentHighlight => ({ range: convert.range(span), kind })
        const { definitions, references } = found.name
        return [...definitions.map(mark(DocumentHighlightKind.Write)), ...references.map(mark(DocumentHighlightKind.Read))]
      }),
    )
  },
}

function locations({ uri, convert }: OpenDocument, spans: readonly Span[]): Location[] {
  return [...spans].sort((a, b) => a.start - b.start).map((span) => ({ uri, range: convert.range(span) }))
}
