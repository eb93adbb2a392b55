import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'

/** The languages a document must have for the server to start. */
const languages: readonly string[] = ['ecs-task-definition']

/** The language server as the rest of the client sees it. */
export interface LanguageServer extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel
  /** Whether it would answer about a document. */
  reads(document: vscode.TextDocument): boolean
  /** Asks one of our own requests; starts the server if it has not been started yet. */
  ask<Request extends { readonly method: string; readonly params: unknown; readonly result: unknown }>(
    method: Request['method'],
    params: Request['params'],
    token?: vscode.CancellationToken,
  ): Promise<Request['result']>
}

/** A server that starts with the first document it reads, and not before. */
export function languageServer(context: vscode.ExtensionContext): LanguageServer {
  const log = vscode.window.createOutputChannel('Bayplan', { log: true })
  const reads = (document: vscode.TextDocument) => languages.includes(document.languageId)
  let started: Promise<LanguageClient> | undefined
  const start = () => {
    started ??= startClient(context, log)
    return started
  }
  const meet = (document: vscode.TextDocument) => {
    if (reads(document)) start().catch((error) => log.error(`the language server did not start: ${error}`))
  }
  const opened = vscode.workspace.onDidOpenTextDocument(meet)
  vscode.workspace.textDocuments.forEach(meet)
  return {
    log,
    reads,
    ask: async (method, params, token) => (await start()).sendRequest(method, params, token),
    dispose() {
      opened.dispose()
      started?.then((client) => client.dispose()).catch(() => undefined)
      log.dispose()
    },
  }
}

async function startClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath
  const run = { module, transport: TransportKind.ipc }
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6010'] } }
  const client = new LanguageClient(
    'bayplan',
    'Bayplan',
    { run, debug },
    {
      documentSelector: languages.map((language) => ({ language })),
      outputChannel: log,
      traceOutputChannel: log,
    },
  )
  await client.start()
  return client
}
