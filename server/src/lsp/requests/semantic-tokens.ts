import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensParams } from 'vscode-languageserver'
import type { TokenKind } from '../../languages/language.ts'
import { about, type Service } from '../server.ts'

/** What our kinds are called in the protocol, so that every theme has a colour for them. */
const types: Readonly<Record<TokenKind, string>> = {
  keyword: 'keyword',
  flag: 'parameter',
  variable: 'variable',
  stage: 'class',
  image: 'type',
  property: 'property',
  operator: 'operator',
  comment: 'comment',
}

const legend = Object.values(types)
const numberOf = new Map(Object.keys(types).map((kind, index) => [kind, index]))

/** `textDocument/semanticTokens/full`, for languages whose grammar does not suffice. */
export const semanticTokens: Service = {
  capabilities: () => ({ semanticTokensProvider: { legend: { tokenTypes: legend, tokenModifiers: [] }, full: true } }),
  listen(server) {
    const none: SemanticTokens = { data: [] }
    server.connection.languages.semanticTokens.on(
      about(server, 'semantic tokens', none, ({ document: { convert }, reading }, _params: SemanticTokensParams): SemanticTokens => {
        const builder = new SemanticTokensBuilder()
        for (const { kind, span } of reading.tokens?.() ?? []) {
          const { start, end } = convert.range(span)
          builder.push(start.line, start.character, end.character - start.character, numberOf.get(kind) ?? 0, 0)
        }
        return builder.build()
      }),
    )
  },
}
