import type { FromPage, PanelState, ToPage } from '../../../server/src/protocol.ts'

/** What stands behind the page: VS Code in the panel, a stand-in wherever else the same page is opened. */
export interface Host {
  post(message: FromPage): void
  /** Hears of every message that has the shape of one of ours; anything else that reaches the window is dropped. */
  onMessage(listener: (message: ToPage) => void): void
  /** Keeps what brings the panel back after a reload of the window. */
  keep(state: PanelState): void
}

/** What VS Code puts into the window of a webview; it may be called once. */
declare const acquireVsCodeApi: () => { postMessage(message: unknown): void; setState(state: unknown): void }

/** The host of this window. */
export function hostOfWindow(): Host {
  const api = acquireVsCodeApi()
  return {
    post: (message) => api.postMessage(message),
    keep: (state) => api.setState(state),
    onMessage: (listener) => window.addEventListener('message', ({ data }) => isToPage(data) && listener(data)),
  }
}

const types: readonly string[] = ['snapshot', 'stale', 'nothing', 'cursor', 'keep'] satisfies readonly ToPage['type'][]

function isToPage(data: unknown): data is ToPage {
  return typeof data === 'object' && data !== null && 'v' in data && data.v === 1 && 'type' in data && types.includes(String(data.type))
}
