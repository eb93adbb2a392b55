import * as vscode from 'vscode'
import { onClusterModelSaved } from './cluster-model.ts'
import { later } from './later.ts'
import { dependsOn, nameOf, type PlacementQuestions, type Question } from './questions.ts'

const scheme = 'bayplan-placement'

/** Placements in words, as read-only documents that follow their definitions. */
export interface TextViews extends vscode.Disposable {
  /** Shows a placement beside the editor. */
  open(question: Question | undefined): Promise<void>
}

/** The text views of a window. */
export function textViews(questions: PlacementQuestions): TextViews {
  const changed = new vscode.EventEmitter<vscode.Uri>()
  const refresh = later(150, () => {
    for (const view of views()) changed.fire(view)
  })
  const listeners = [
    changed,
    refresh,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (view, token) => questions.words(questionOf(view), token),
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (views().some((view) => dependsOn(questionOf(view), document))) refresh.call(undefined)
    }),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('bayplan') && refresh.call(undefined)),
    onClusterModelSaved(() => refresh.call(undefined)),
  ]
  return {
    async open(question) {
      if (question === undefined || question.source.scheme === scheme) return
      const document = await vscode.workspace.openTextDocument(viewOf(question))
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false })
    },
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  }
}

function views(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.map(({ uri }) => uri).filter((uri) => uri.scheme === scheme)
}

/** The address of a view: its path is the title of the tab, the rest the question. */
function viewOf({ source, count }: Question): vscode.Uri {
  return vscode.Uri.from({
    scheme,
    path: `/Placement: ${nameOf(source)}.txt`,
    query: source.toString(),
    fragment: count === undefined ? '' : String(count),
  })
}

function questionOf({ query, fragment }: vscode.Uri): Question {
  return { source: vscode.Uri.parse(query, true), ...(fragment !== '' && { count: Number(fragment) }) }
}
