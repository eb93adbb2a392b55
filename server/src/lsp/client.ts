import type { InitializeParams } from 'vscode-languageserver'
import { chooseEncoding, type Encoding } from './convert.ts'

/** What the client at the other end can do, as one flat list of questions; everything the server does differently for one stands here. */
export interface Client {
  readonly encoding: Encoding
  readonly pullsDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly answersConfiguration: boolean
  readonly announcesConfiguration: boolean
  readonly watchesFiles: boolean
  readonly announcesFolders: boolean
  readonly snippets: boolean
  readonly labelDetails: boolean
  readonly defaultEditRange: boolean
  readonly literalInserts: boolean
  readonly markdownInCompletion: boolean
  readonly markdownInHover: boolean
  readonly versionedEdits: boolean
  readonly symbolTree: boolean
  readonly preparesRename: boolean
}

/** Reads the capabilities of `initialize`; what is not said counts as no. */
export function clientOf({ capabilities }: InitializeParams): Client {
  const { general, textDocument, workspace } = capabilities
  const item = textDocument?.completion?.completionItem
  const defaults = textDocument?.completion?.completionList?.itemDefaults
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    announcesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    announcesFolders: workspace?.workspaceFolders === true,
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    defaultEditRange: defaults?.includes('editRange') === true,
    literalInserts: item?.insertTextModeSupport !== undefined,
    markdownInCompletion: item?.documentationFormat?.includes('markdown') === true,
    markdownInHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
  }
}
