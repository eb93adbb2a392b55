import * as vscode from 'vscode'
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node'
import type { BesideNotification, InitializationOptions } from '../../server/src/protocol.ts'
import { layout } from './layout.ts'
import { middlewareFor } from './middleware.ts'
import { type Given, given } from './neighbours.ts'
import { editorLanguages, readAs } from './reads.ts'

const beside: BesideNotification['method'] = 'bayplan/beside'

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
  const shown = given()
  let started: Promise<LanguageClient> | undefined
  const start = () => {
    started ??= startClient(context, log, shown)
    return started
  }
  const meet = (document: vscode.TextDocument) => {
    if (started !== undefined || readAs(document) === undefined) return
    start().catch((error) => log.error(`the language server did not start: ${error}`))
  }
  const meetings = [
    vscode.workspace.onDidOpenTextDocument(meet),
    vscode.workspace.onDidChangeTextDocument(({ document }) => meet(document)),
  ]
  vscode.workspace.textDocuments.forEach(meet)
  return {
    log,
    ask: async (method, params, token) => (await start()).sendRequest(method, params, token),
    dispose() {
      vscode.Disposable.from(...meetings, shown).dispose()
      started?.then((client) => client.dispose()).catch(() => undefined)
      log.dispose()
    },
  }
}

async function startClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, shown: Given): Promise<LanguageClient> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath
  const run = { module, transport: TransportKind.ipc }
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6010'] } }
  const client: LanguageClient = new LanguageClient(
    'bayplan',
    'Bayplan',
    { run, debug },
    optionsFor(log, shown, () => client),
  )
  client.registerFeature(layout(client, shown))
  await client.start()
  shown.onChange(() => {
    void client.sendNotification(beside, { languages: shown.shared() } satisfies BesideNotification['params'])
    // The settings of a document hold the rules that are left to others; they are asked for again.
    void client.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
  })
  return client
}

/** Whatever goes wrong is written to the log, and nothing is ever shown unasked. */
function optionsFor(log: vscode.LogOutputChannel, shown: Given, client: () => LanguageClient): LanguageClientOptions {
  let ended = 0
  return {
    documentSelector: editorLanguages.map((language) => ({ language })),
    middleware: middlewareFor(shown, client),
    initializationOptions: (): InitializationOptions => ({ beside: shown.shared() }),
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
