import { html, type TemplateResult } from 'lit'
import type { Source } from '../../../server/src/protocol.ts'
import type { Actions } from './actions.ts'

/** "line 14", which shows that line and selects what asked. */
export function sourceLink(source: Source, actions: Actions): TemplateResult {
  return html`<button class="link" type="button" title=${source.path} @click=${() => actions.reveal(source)}>line ${source.line}</button>`
}
