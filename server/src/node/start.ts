import './memory.ts'
import { createConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node'
import { serve } from '../lsp/connection.ts'
import { version } from '../version.ts'
import { diskFiles } from './files.ts'
import { byMessage } from './output.ts'

/**
 * Serves the client that started this process: over Node's own channel where `--node-ipc` says so, else over standard input and
 * output. Ends with the client. What slips through every guard is logged and the server lives on: all its state is the open texts.
 */
export function startServer(args: readonly string[]): void {
  const connection = args.includes('--node-ipc')
    ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
    : createConnection(process.stdin, byMessage(process.stdout))
  const report = (error: unknown) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
  serve(connection, diskFiles, version)
}
