import { type Connection, DidChangeWorkspaceFoldersNotification, type InitializeParams } from 'vscode-languageserver'

/** The addresses of the workspace folders at the moment of asking, without a slash at the end. */
export function workspaceFolders(connection: Connection, { workspaceFolders: given, rootUri }: InitializeParams): () => readonly string[] {
  const open = new Set((given ?? (rootUri ? [{ uri: rootUri }] : [])).map(({ uri }) => bare(uri)))
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
    for (const { uri } of removed) open.delete(bare(uri))
    for (const { uri } of added) open.add(bare(uri))
  })
  return () => [...open]
}

function bare(uri: string): string {
  return uri.replace(/\/+$/, '')
}
