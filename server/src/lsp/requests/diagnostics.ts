import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ResponseError,
} from 'vscode-languageserver'
import type { OpenDocument } from '../documents.ts'
import { type Report, reportOf, rulesFor } from '../report.ts'
import { cancelled, type Server, type Service } from '../server.ts'

/** Typing comes in bursts; pushing after each key of one would only make work. Milliseconds. */
const pushDelay = 15

/** `textDocument/diagnostic` for clients that pull, `textDocument/publishDiagnostics` for those that do not. */
export const diagnostics: Service = {
  capabilities: ({ pullsDiagnostics }) =>
    pullsDiagnostics ? { diagnosticProvider: { identifier: 'bayplan', interFileDependencies: false, workspaceDiagnostics: true } } : {},
  listen(server) {
    if (server.client.pullsDiagnostics) pull(server)
    else push(server)
  },
}

/** What was last answered about each open document. */
type Answered = Map<string, Report>

function pull(server: Server): void {
  const answered: Answered = new Map()
  server.connection.languages.diagnostics.on((params, token) => answer(server, answered, params, token))
  server.documents.onChange((change, { uri }) => {
    if (change === 'closed') answered.delete(uri)
  })
  server.settings.onChange(() => {
    if (!server.client.refreshesDiagnostics) return
    server.connection.languages.diagnostics.refresh().catch((error) => server.log.bug('refreshing diagnostics', error))
  })
}

async function answer(
  server: Server,
  answered: Answered,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport | ResponseError<never>> {
  const rules = await rulesFor(server, uri)
  if (token.isCancellationRequested) return cancelled
  const document = server.documents.get(uri)
  if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
  const report = reportOf(server, document, rules, answered.get(uri))
  answered.set(uri, report)
  const { resultId, items } = report
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] }
}

function push(server: Server): void {
  const { connection, documents, settings } = server
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const answered: Answered = new Map()
  documents.onChange((change, { uri }) => {
    clearTimeout(waiting.get(uri))
    waiting.delete(uri)
    if (change === 'closed') {
      answered.delete(uri)
      connection.sendDiagnostics({ uri, diagnostics: [] })
    } else if (change === 'opened') void send(uri)
    else waiting.set(uri, setTimeout(send, pushDelay, uri))
  })
  settings.onChange(() => {
    for (const { uri } of documents.all()) void send(uri)
  })

  async function send(uri: string): Promise<void> {
    waiting.delete(uri)
    const before = documents.get(uri)
    const rules = await rulesFor(server, uri)
    const document = documents.get(uri)
    // Whoever changed it meanwhile sends the newer text.
    if (document === undefined || document !== before) return
    publish(document, rules)
  }

  function publish(document: OpenDocument, rules: Awaited<ReturnType<typeof settings.rules>>): void {
    const { uri, version } = document
    const report = reportOf(server, document, rules, answered.get(uri))
    answered.set(uri, report)
    connection.sendDiagnostics({ uri, version, diagnostics: [...report.items] })
  }
}
