import { setFlagsFromString } from 'node:v8'
import { createConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node'
import { serve } from '../lsp/connection.ts'
import { version } from '../version.ts'
import { diskFiles } from './files.ts'

/**
 * Serves the client that started this process: over Node's own channel where `--node-ipc` says so, else over standard input and
 * output. Ends with the client. What slips through every guard is logged and the server lives on: all its state is the open texts.
 */
export function startServer(args: readonly string[]): void {
  // Every keystroke leaves a tree behind. Collected often they cost a tenth more time, and the process is little more than half as large.
  setFlagsFromString('--semi-space-growth-factor=1 --heap-growing-percent=60')
  const connection = args.includes('--node-ipc')
    ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
    : createConnection(process.stdin, process.stdout)
  const report = (error: unknown) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
  serve(connection, diskFiles, version)
}
