import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { mayBeOurs } from '../../features/candidates.ts'
import { closedDocument } from '../documents.ts'
import type { FileEntry } from '../files.ts'
import { nothingWrong, type Report, reportOf, rulesFor } from '../report.ts'
import { cancelled, type Server, type Service } from '../server.ts'

/** Reports go out in parts of this many files, so that the first appear while the rest is still read. */
const partSize = 20

/**
 * `workspace/diagnostic`: every file of our languages below the workspace folders. Editors ask again and again; where they also say
 * when files change, an answer waits until something did, so that an idle workspace costs nothing.
 */
export const workspaceDiagnostics: Service = {
  capabilities: () => ({}),
  listen(server) {
    if (!server.client.pullsDiagnostics) return
    const changes = changeCounter(server)
    const known = knownReports(server)
    let answered: { readonly at: number; readonly empty: boolean } | undefined
    server.connection.languages.diagnostics.onWorkspace(
      async (params, token, _work, part): Promise<WorkspaceDiagnosticReport | ResponseError<never>> => {
        const repeated = answered !== undefined && (params.previousResultIds.length > 0 || answered.empty)
        if (repeated && server.client.watchesFiles && answered !== undefined) await changes.after(answered.at, token)
        const at = changes.count()
        const items: WorkspaceDocumentDiagnosticReport[] = []
        let total = 0
        for await (const item of reports(server, known, params, token)) {
          items.push(item)
          total++
          if (items.length >= partSize) part?.report({ items: items.splice(0) })
        }
        if (token.isCancellationRequested) return cancelled
        answered = { at, empty: total === 0 }
        // Whoever takes parts gets everything in parts.
        part?.report({ items: items.splice(0) })
        return { items }
      },
    )
  },
}

/** The reports of all files, one by one; those of files that are gone are empty. */
async function* reports(server: Server, known: KnownReports, { previousResultIds }: WorkspaceDiagnosticParams, token: CancellationToken) {
  const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]))
  const lists = await Promise.all(server.folders().map((folder) => server.files.list(folder, mayBeOurs)))
  for (const entry of unique(lists.flat())) {
    if (token.isCancellationRequested) return
    const report = await known.of(entry)
    if (report === undefined) continue
    yield itemOf(entry.uri, server.documents.get(entry.uri)?.version ?? null, report, before.get(entry.uri))
    before.delete(entry.uri)
  }
  for (const [uri, resultId] of before) if (!server.documents.get(uri)) yield itemOf(uri, null, nothingWrong, resultId)
}

function itemOf(
  uri: string,
  version: number | null,
  { resultId, items }: Report,
  before: string | undefined,
): WorkspaceDocumentDiagnosticReport {
  if (resultId === before) return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] }
}

function unique(entries: readonly FileEntry[]): readonly FileEntry[] {
  return [...new Map(entries.map((entry) => [entry.uri, entry])).values()]
}

interface KnownReports {
  /** The report of a file, undefined if it is of no language of ours. Of an open file the text in the editor counts. */
  of(entry: FileEntry): Promise<Report | undefined>
}

/** Reports of files that are not open are kept until the file or the settings change. */
function knownReports(server: Server): KnownReports {
  const { documents, files, settings } = server
  const kept = new Map<string, { readonly stamp: string; readonly report: Report | undefined }>()
  settings.onChange(() => kept.clear())
  return {
    async of({ uri, stamp }) {
      const open = documents.get(uri)
      if (open !== undefined) return open.language && reportOf(server, open, await rulesFor(server, uri))
      const old = kept.get(uri)
      if (old?.stamp === stamp) return old.report
      const text = await files.read(uri)
      if (text === undefined) return undefined
      const document = closedDocument(uri, text, server.client.encoding, server.findLanguage, server.beside, server.surroundings)
      const report = document.language && reportOf(server, document, await rulesFor(server, uri, document.language))
      kept.set(uri, { stamp, report })
      return report
    },
  }
}

interface ChangeCounter {
  /** How much has happened so far. */
  count(): number
  /** Waits until more has happened, or the client no longer does. */
  after(count: number, token: CancellationToken): Promise<void>
}

/** Counts what may change a report of a file that is not being edited; edits come with requests of their own. */
function changeCounter({ documents, settings, onFiles }: Server): ChangeCounter {
  const waiting = new Set<() => void>()
  let count = 0
  const changed = () => {
    count++
    for (const wake of waiting) wake()
  }
  documents.onChange((change) => change !== 'edited' && changed())
  settings.onChange(changed)
  onFiles(changed)
  return {
    count: () => count,
    async after(before, token) {
      if (count > before || token.isCancellationRequested) return
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
        token.onCancellationRequested(wake)
      })
    },
  }
}
