import * as vscode from 'vscode'
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node'

/** The languages a document must have for the server to start. */
const languages: readonly string[] = ['ecs-task-definition']

/** Whether the server reads a document. */
export function isRead({ languageId }: vscode.TextDocument): boolean {
  return languages.includes(languageId)
}

/** How often a server that ended by itself is started again before it is left alone. */
const restarts = 4

/** The language server as the rest of the client sees it. */
export interface LanguageServer extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel
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
  let started: Promise<LanguageClient> | undefined
  const start = () => {
    started ??= startClient(context, log)
    return started
  }
  const meet = (document: vscode.TextDocument) => {
    if (isRead(document)) start().catch((error) => log.error(`the language server did not start: ${error}`))
  }
  const opened = vscode.workspace.onDidOpenTextDocument(meet)
  vscode.workspace.textDocuments.forEach(meet)
  return {
    log,
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
  const client = new LanguageClient('bayplan', 'Bayplan', { run, debug }, optionsFor(log))
  await client.start()
  return client
}

/** Whatever goes wrong is written to the log, and nothing is ever shown unasked. */
function optionsFor(log: vscode.LogOutputChannel): LanguageClientOptions {
  let ended = 0
  return {
    documentSelector: languages.map((language) => ({ language })),
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: ++ended > restarts ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true }),
    },
  }
}
