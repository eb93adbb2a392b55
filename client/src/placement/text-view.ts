import * as vscode from 'vscode'
import { later } from './later.ts'
import type { PlacementQuestions } from './questions.ts'

const scheme = 'bayplan-placement'

/** Placements in words, as read-only documents that follow their definitions. */
export interface TextViews extends vscode.Disposable {
  /** Shows the placement of the document in the active editor, beside it. */
  open(): Promise<void>
}

/** The text views of a window. */
export function textViews(questions: PlacementQuestions): TextViews {
  const changed = new vscode.EventEmitter<vscode.Uri>()
  const refresh = later(150, (source: vscode.Uri) => changed.fire(viewOf(source)))
  const parts = [
    changed,
    refresh,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (view) => questions.words(vscode.Uri.parse(view.query, true), {}),
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === viewOf(document.uri).toString())) refresh.call(document.uri)
    }),
  ]
  return {
    async open() {
      const source = vscode.window.activeTextEditor?.document.uri
      if (source === undefined || source.scheme === scheme) return
      const document = await vscode.workspace.openTextDocument(viewOf(source))
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false })
    },
    dispose: () => vscode.Disposable.from(...parts).dispose(),
  }
}

/** The address of the view of a document: its path is the title of the tab, its query the document. */
function viewOf(source: vscode.Uri): vscode.Uri {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1)
  return vscode.Uri.from({ scheme, path: `/Placement: ${name}.txt`, query: source.toString() })
}
