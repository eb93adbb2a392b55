import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { serve } from './lsp/connection.ts'
import { noFiles } from './lsp/files.ts'
import { version } from './version.ts'

/** The scope of a dedicated worker, as far as a connection needs it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0]

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), noFiles, version)
