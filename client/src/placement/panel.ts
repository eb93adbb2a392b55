import * as vscode from 'vscode'
import type { FromPage, PanelState, ToPage } from '../../../server/src/protocol.ts'
import { clusterModelOf, onFileSaved, pickClusterModel } from './cluster-model.ts'
import { pickCount } from './count.ts'
import { fromPage } from './from-page.ts'
import { later } from './later.ts'
import { pageHtml } from './page-html.ts'
import { dependsOn, nameOf, type PlacementQuestions, type Question } from './questions.ts'
import { replaceIn, select } from './source.ts'

/** A panel that shows the placement of one document, and asks for it again whenever what it depends on has changed. */
export interface Panel {
  question(): Question
  /** Brings it to the front; the editor keeps the focus. */
  reveal(): void
  /** A document has changed. */
  edited(document: vscode.TextDocument): void
  /** Asks again after a pause. */
  outdated(): void
  /** The cursor stands elsewhere in the source. */
  cursor(document: vscode.TextDocument, offset: number): void
}

/** What a panel stands on. */
export interface PanelParts {
  readonly extensionUri: vscode.Uri
  readonly log: vscode.LogOutputChannel
  readonly questions: PlacementQuestions
}

/** Milliseconds without a keystroke before a changed document is placed again. */
const pause = 150

/** Fills a webview panel with the page. */
export function panelFor(webviewPanel: vscode.WebviewPanel, first: Question, { extensionUri, log, questions }: PanelParts): Panel {
  const { source } = first
  const { webview } = webviewPanel
  let count = first.count
  let seq = 0
  let asking = new vscode.CancellationTokenSource()
  /** The last report, and the version of the document it was made of. */
  let shown: { readonly message: Extract<ToPage, { readonly type: 'snapshot' }>; readonly version: number } | undefined
  let model: { readonly uri: string; readonly watcher: vscode.Disposable } | undefined

  const logged = (work: Promise<unknown>) => void work.catch((error) => log.error(`placement of ${source}: ${error}`))
  const soon = later(pause, () => logged(ask()))
  const question = (): Question => ({ source, ...(count !== undefined && { count }) })
  const post = (message: ToPage) => webview.postMessage(message)

  webviewPanel.iconPath = icons(extensionUri)
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] }
  webview.onDidReceiveMessage((data: unknown) => {
    const message = fromPage(data)
    if (message === undefined) log.warn('the placement panel sent something that is no message')
    else logged(told(message))
  })
  webview.html = htmlFor(webview, extensionUri)
  webviewPanel.onDidDispose(() => {
    soon.dispose()
    asking.cancel()
    model?.watcher.dispose()
  })
  return {
    question,
    reveal: () => webviewPanel.reveal(undefined, true),
    edited(document) {
      if (dependsOn(first, document)) soon.call(undefined)
    },
    outdated: () => soon.call(undefined),
    cursor(document, offset) {
      if (document.version === shown?.version) post({ v: 1, type: 'cursor', offset })
    },
  }

  /** A hidden panel has no page: it asks by itself when it is shown again. */
  async function ask(): Promise<void> {
    if (!webviewPanel.visible) return
    asking.cancel()
    asking = new vscode.CancellationTokenSource()
    const { token } = asking
    const own = ++seq
    watchModel()
    const answer = await questions.answer(question(), token)
    if (token.isCancellationRequested) return
    if (answer.kind === 'report') {
      const message = { v: 1, type: 'snapshot', seq: own, title: nameOf(source), report: answer.report } as const
      shown = { message, version: answer.version }
      post(message)
    } else {
      if (answer.kind === 'nothing') shown = undefined
      post({ v: 1, type: answer.kind === 'broken' ? 'stale' : 'nothing', seq: own, why: answer.why })
    }
  }

  function watchModel(): void {
    const uri = clusterModelOf(source)
    if (uri?.toString() === model?.uri) return
    model?.watcher.dispose()
    model = uri && { uri: uri.toString(), watcher: onFileSaved(uri, () => soon.call(undefined)) }
  }

  async function told(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        keep()
        if (shown !== undefined) post(shown.message)
        return ask()
      case 'reveal':
        return select(source, message.start, message.end)
      case 'apply':
        return apply(message)
      case 'pickCount': {
        const picked = await pickCount(count)
        if (picked === undefined) return
        count = picked ?? undefined
        keep()
        return ask()
      }
      case 'pickCluster':
        return pickClusterModel(source)
      case 'back':
        return select(source)
    }
  }

  function keep(): void {
    const state: PanelState = { uri: source.toString(), ...(count !== undefined && { count }) }
    post({ v: 1, type: 'keep', state })
  }

  /** A help of the shown report; nothing happens if the document has changed since. */
  async function apply({ seq, start, end, text }: Extract<FromPage, { readonly type: 'apply' }>): Promise<void> {
    if (shown?.message.seq === seq) await replaceIn(source, shown.version, start, end, text)
  }
}

function htmlFor(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const part = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString()
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return pageHtml({ cspSource: webview.cspSource, script: part('webview.js'), style: part('webview.css'), nonce })
}

function icons(extensionUri: vscode.Uri) {
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'client', 'media', `bays-${theme}.svg`)
  return { light: icon('light'), dark: icon('dark') }
}
