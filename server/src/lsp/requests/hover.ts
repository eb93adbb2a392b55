import { type HoverParams, MarkupKind } from 'vscode-languageserver'
import { plainOf } from '../../features/plain.ts'
import { about, type Service } from '../server.ts'

/** `textDocument/hover` */
export const hover: Service = {
  capabilities: () => ({ hoverProvider: true }),
  listen(server) {
    const { markdownInHover } = server.client
    server.connection.onHover(
      about(server, 'hover', null, ({ document, reading }, { position }: HoverParams) => {
        const { convert } = document
        const found = reading.hover(convert.offset(position), new Date())
        if (found === undefined) return null
        const contents = markdownInHover
          ? { kind: MarkupKind.Markdown, value: found.markdown }
          : { kind: MarkupKind.PlainText, value: plainOf(found.markdown) }
        return { contents, range: convert.range(found.span) }
      }),
    )
  },
}
