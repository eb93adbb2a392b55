import { randomBytes } from 'node:crypto'
import * as vscode from 'vscode'
import type { FromPage, PanelState, ToPage } from '../../../server/src/protocol.ts'
import type { LanguageServer } from '../language-client.ts'
import { fromPage } from './from-page.ts'
import { later } from './later.ts'
import { pageHtml } from './page-html.ts'
import { pickCluster, pickCount } from './pick.ts'
import type { Choice, PlacementQuestions } from './questions.ts'

const viewType = 'bayplan.placement'

/** The placement panels of a window: one for each document they show. */
export interface Panels extends vscode.Disposable {
  /** Shows the placement of the document in the active editor, beside it; the editor keeps the focus. */
  open(): void
}

/** Makes panels, and brings those of before a reload back. */
export function panels(context: vscode.ExtensionContext, server: LanguageServer, questions: PlacementQuestions): Panels {
  const open = new Map<string, Panel>()
  const show = (panel: vscode.WebviewPanel, source: vscode.Uri, choice: Choice) => {
    const made = new Panel(panel, source, choice, { context, server, questions })
    open.set(source.toString(), made)
    panel.onDidDispose(() => open.delete(source.toString()))
  }
  const parts = [
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, state) {
        const kept = panelState(state)
        if (kept === undefined) return panel.dispose()
        const source = vscode.Uri.parse(kept.uri, true)
        await vscode.workspace.openTextDocument(source).then(undefined, () => undefined)
        show(panel, source, kept.count === undefined ? {} : { count: kept.count })
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const panel of open.values()) panel.changed(document.uri)
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('bayplan')) for (const panel of open.values()) panel.refresh()
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      const { document, selection } = textEditor
      open.get(document.uri.toString())?.cursor(document.offsetAt(selection.active))
    }),
  ]
  return {
    open() {
      const source = vscode.window.activeTextEditor?.document.uri
      if (source === undefined) return
      const there = open.get(source.toString())
      if (there !== undefined) return there.reveal()
      const title = `Placement: ${source.path.slice(source.path.lastIndexOf('/') + 1)}`
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }
      show(vscode.window.createWebviewPanel(viewType, title, column, { enableScripts: true }), source, {})
    },
    dispose: () => vscode.Disposable.from(...parts).dispose(),
  }
}

interface Parts {
  readonly context: vscode.ExtensionContext
  readonly server: LanguageServer
  readonly questions: PlacementQuestions
}

/** One panel: what it shows is asked for again after every change, and late answers are dropped. */
class Panel {
  private seq = 0
  private shown: { readonly seq: number; readonly version: number } | undefined
  private asking = new vscode.CancellationTokenSource()
  private readonly soon = later(150, () => this.refresh())
  private readonly panel: vscode.WebviewPanel
  private readonly source: vscode.Uri
  private choice: Choice
  private readonly parts: Parts

  constructor(panel: vscode.WebviewPanel, source: vscode.Uri, choice: Choice, parts: Parts) {
    this.panel = panel
    this.source = source
    this.choice = choice
    this.parts = parts
    const { extensionUri } = parts.context
    const dist = vscode.Uri.joinPath(extensionUri, 'dist')
    const { webview } = panel
    webview.options = { enableScripts: true, localResourceRoots: [dist] }
    webview.onDidReceiveMessage((data: unknown) => {
      const message = fromPage(data)
      if (message !== undefined) this.told(message).catch((error) => parts.server.log.error(`placement panel: ${error}`))
    })
    const part = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString()
    const nonce = randomBytes(16).toString('base64')
    webview.html = pageHtml({ cspSource: webview.cspSource, script: part('webview.js'), style: part('webview.css'), nonce })
    panel.onDidChangeViewState(() => panel.visible && this.refresh())
    panel.onDidDispose(() => {
      this.soon.dispose()
      this.asking.cancel()
    })
  }

  reveal(): void {
    this.panel.reveal(undefined, true)
  }

  /** Some document has changed; asks again if the answer depends on it. */
  changed(uri: vscode.Uri): void {
    const depends = [this.source, this.choice.cluster].some((one) => one?.toString() === uri.toString())
    if (depends) this.soon.call(undefined)
  }

  cursor(offset: number): void {
    if (this.shown?.version === this.document()?.version) this.post({ v: 1, type: 'cursor', offset })
  }

  refresh(): void {
    this.ask().catch((error) => this.parts.server.log.error(`placement panel: ${error}`))
  }

  private async ask(): Promise<void> {
    this.asking.cancel()
    this.asking = new vscode.CancellationTokenSource()
    const { token } = this.asking
    const seq = ++this.seq
    const answer = await this.parts.questions.answer(this.source, this.choice, token)
    if (token.isCancellationRequested) return
    if (answer.kind === 'report') {
      this.shown = { seq, version: answer.version }
      this.post({ v: 1, type: 'snapshot', seq, title: this.panel.title, report: answer.report })
    } else this.post({ v: 1, type: answer.kind === 'broken' ? 'stale' : 'nothing', seq, why: answer.why })
  }

  private async told(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.post({ v: 1, type: 'keep', state: this.state() })
        return this.refresh()
      case 'reveal':
        return this.select(message.start, message.end)
      case 'apply':
        return this.apply(message)
      case 'pickCount':
        return this.choose('count', await pickCount(this.choice.count))
      case 'pickCluster':
        return this.choose('cluster', await pickCluster())
      case 'back':
        return this.select()
    }
  }

  private choose<Key extends keyof Choice>(key: Key, value: Choice[Key] | null | undefined): void {
    if (value === undefined) return
    const { [key]: _, ...rest } = this.choice
    this.choice = value === null ? rest : { ...rest, [key]: value }
    this.post({ v: 1, type: 'keep', state: this.state() })
    this.refresh()
  }

  private async select(start?: number, end?: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.source)
    const there = vscode.window.visibleTextEditors.find((editor) => editor.document === document)
    const selection =
      start === undefined || end === undefined ? undefined : new vscode.Range(document.positionAt(start), document.positionAt(end))
    await vscode.window.showTextDocument(document, {
      viewColumn: there?.viewColumn ?? vscode.ViewColumn.One,
      ...(selection && { selection }),
    })
  }

  /** A help of the shown report; nothing happens if the document has changed since. */
  private async apply({ seq, start, end, text }: Extract<FromPage, { readonly type: 'apply' }>): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.source)
    if (this.shown?.seq !== seq || this.shown.version !== document.version) return
    const edit = new vscode.WorkspaceEdit()
    edit.replace(this.source, new vscode.Range(document.positionAt(start), document.positionAt(end)), text)
    await vscode.workspace.applyEdit(edit)
  }

  private document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.source.toString())
  }

  private state(): PanelState {
    const { count } = this.choice
    return { uri: this.source.toString(), ...(count !== undefined && { count }) }
  }

  private post(message: ToPage): void {
    this.panel.webview.postMessage(message)
  }
}

function panelState(state: unknown): PanelState | undefined {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') return undefined
  const count = 'count' in state && typeof state.count === 'number' ? state.count : undefined
  return { uri: state.uri, ...(count !== undefined && { count }) }
}
