import { type DocumentSymbol, type DocumentSymbolParams, type SymbolInformation, SymbolKind } from 'vscode-languageserver'
import type { OutlineItem } from '../../languages/language.ts'
import { covers } from '../../text/span.ts'
import type { Convert } from '../convert.ts'
import { about, type Service } from '../server.ts'

const kinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  document: SymbolKind.File,
  container: SymbolKind.Object,
  volume: SymbolKind.Package,
  port: SymbolKind.Interface,
  group: SymbolKind.Namespace,
  list: SymbolKind.Array,
  value: SymbolKind.Constant,
  stage: SymbolKind.Class,
  instruction: SymbolKind.Function,
}

/** `textDocument/documentSymbol`: a tree, or the same as a list for clients that know no trees. */
export const documentSymbol: Service = {
  capabilities: () => ({ documentSymbolProvider: true }),
  listen(server) {
    server.connection.onDocumentSymbol(
      about(server, 'outline', [], ({ document, reading }, _params: DocumentSymbolParams) => {
        const outline = reading.outline()
        if (server.client.symbolTree) return outline.map((item) => tree(item, document.convert))
        return outline.flatMap((item) => list(item, undefined, document.uri, document.convert))
      }),
    )
  },
}

function tree(item: OutlineItem, convert: Convert): DocumentSymbol {
  return {
    name: nameOf(item),
    ...(item.detail !== undefined && { detail: item.detail }),
    kind: kinds[item.kind],
    range: convert.range(item.span),
    selectionRange: convert.range(covers(item.span, item.selection) ? item.selection : item.span),
    children: item.children.map((child) => tree(child, convert)),
  }
}

function list(item: OutlineItem, containerName: string | undefined, uri: string, convert: Convert): SymbolInformation[] {
  const own: SymbolInformation = {
    name: nameOf(item),
    kind: kinds[item.kind],
    location: { uri, range: convert.range(item.span) },
    ...(containerName !== undefined && { containerName }),
  }
  return [own, ...item.children.flatMap((child) => list(child, own.name, uri, convert))]
}

/** Editors refuse a symbol without a name, and with it the whole outline. */
function nameOf({ name }: OutlineItem): string {
  return name.trim() === '' ? '(unnamed)' : name
}
