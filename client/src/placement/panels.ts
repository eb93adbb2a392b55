import * as vscode from 'vscode'
import { onClusterModelSaved } from './cluster-model.ts'
import { later } from './later.ts'
import { type Panel, panelFor } from './panel.ts'
import { nameOf, type PlacementQuestions, type Question } from './questions.ts'

const viewType = 'bayplan.placement'

/** The placement panels of a window: one for each document they show. */
export interface Panels extends vscode.Disposable {
  /** Shows a placement beside the editor, which keeps the focus; the panel of a document that has one comes to the front. */
  open(question: Question | undefined): void
  /** What the panel with the focus shows. */
  active(): Question | undefined
}

/** Makes panels, keeps them up to date, and brings those of before a reload back. */
export function panels(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, questions: PlacementQuestions): Panels {
  const open = new Map<string, { readonly panel: Panel; readonly view: vscode.WebviewPanel }>()
  const parts = { extensionUri: context.extensionUri, log, questions }
  const fill = (view: vscode.WebviewPanel, question: Question) => {
    const key = question.source.toString()
    const panel = panelFor(view, question, parts)
    open.set(key, { panel, view })
    view.onDidDispose(() => open.delete(key))
  }
  const all = (tell: (panel: Panel) => void) => {
    for (const { panel } of open.values()) tell(panel)
  }
  const moved = later(100, ({ textEditor: { document, selection } }: vscode.TextEditorSelectionChangeEvent) =>
    open.get(document.uri.toString())?.panel.cursor(document, document.offsetAt(selection.active)),
  )
  const listeners = [
    moved,
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(view, state: unknown) {
        const question = questionOf(state)
        if (question === undefined || open.has(question.source.toString())) view.dispose()
        else fill(view, question)
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => all((panel) => panel.edited(document))),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('bayplan') && all((panel) => panel.outdated())),
    onClusterModelSaved(() => all((panel) => panel.outdated())),
    vscode.window.onDidChangeTextEditorSelection((change) => moved.call(change)),
  ]
  return {
    open(question) {
      if (question === undefined) return
      const there = open.get(question.source.toString())
      if (there !== undefined) return there.panel.reveal()
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }
      fill(vscode.window.createWebviewPanel(viewType, `Placement: ${nameOf(question.source)}`, column), question)
    },
    active: () => [...open.values()].find(({ view }) => view.active)?.panel.question(),
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  }
}

/** What the page kept over a reload, if it is that. */
function questionOf(state: unknown): Question | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') return undefined
  const count = 'count' in state && typeof state.count === 'number' ? state.count : undefined
  return { source: vscode.Uri.parse(state.uri, true), ...(count !== undefined && { count }) }
}
