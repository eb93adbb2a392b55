import { LSPErrorCodes, type PrepareRenameParams, type RenameParams, ResponseError } from 'vscode-languageserver'
import { nameAt } from '../../features/navigate.ts'
import { about, type Service } from '../server.ts'
import { workspaceEdit } from '../workspace-edit.ts'

/** `textDocument/prepareRename` and `rename`. What cannot be renamed is refused in words, which editors show beside the cursor. */
export const rename: Service = {
  capabilities: ({ preparesRename }) => ({ renameProvider: preparesRename ? { prepareProvider: true } : true }),
  listen(server) {
    server.connection.onPrepareRename(
      about(server, 'rename', null, ({ document: { convert }, reading }, { position }: PrepareRenameParams) => {
        const found = nameAt(reading, convert.offset(position))
        return found === undefined ? null : { range: convert.range(found.span), placeholder: found.name.name }
      }),
    )
    server.connection.onRenameRequest(
      about(server, 'rename', null, ({ document, reading }, { position, newName }: RenameParams) => {
        const found = nameAt(reading, document.convert.offset(position))
        if (found === undefined) return refused('there is no name here that Bayplan knows')
        const { definitions, references, refuses } = found.name
        const why = refuses(newName)
        if (why !== undefined) return refused(why)
        const edits = [...definitions, ...references].map((span) => ({ span, text: newName }))
        return workspaceEdit(document, edits, server.client)
      }),
    )
  },
}

function refused(why: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, why)
}
