import type { WorkspaceEdit } from 'vscode-languageserver'
import { compatible, type Edit } from '../text/edit.ts'
import type { Client } from './client.ts'
import type { OpenDocument } from './documents.ts'

/** Edits of one document, tied to its version where the client minds; edits that would overlap an earlier one are left out. */
export function workspaceEdit({ uri, version, convert }: OpenDocument, edits: readonly Edit[], client: Client): WorkspaceEdit {
  const textEdits = compatible(edits).map((edit) => convert.edit(edit))
  if (client.versionedEdits) return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
  return { changes: { [uri]: textEdits } }
}
