import { html, svg, type TemplateResult } from 'lit'
import type { Verdict } from '../../../server/src/protocol.ts'

/** A small drawing beside the words; the words say the same, so it is hidden from readers. */
type Mark = TemplateResult

/** A hook, a triangle, a cross, an hourglass: told apart by shape before colour. */
export function verdictMark(kind: Verdict['kind']): Mark {
  switch (kind) {
    case 'fits':
      return mark('fits', svg`<path d="M2.5 8.5l3.6 3.7 7.4-8" fill="none" stroke="currentColor" stroke-width="2.2" />`)
    case 'partly':
      return mark('partly', svg`<path d="M8 1.5 15.2 14H.8Z" fill="currentColor" />`)
    case 'none':
      return mark('none', cross)
    case 'gated':
      return mark('gated', svg`<path d="M3 1.5h10L8 8Zm5 6.5 5 6.5H3Z" fill="currentColor" />`)
  }
}

const cross = svg`<path d="M3 3l10 10M13 3 3 13" fill="none" stroke="currentColor" stroke-width="2.2" />`

/** In front of what a node refuses. */
export const refusedMark: Mark = mark('refused', cross)

/** In front of a task or pod that is new on a node: a container on its deck. */
export const tileMark: Mark = mark(
  'tile-mark',
  svg`<rect x="1" y="1.5" width="14" height="13" fill="none" stroke="currentColor" stroke-width="1.4" /><rect x="4" y="4.5" width="8" height="7" fill="currentColor" />`,
)

/** Behind the words of a button that opens a list. */
export const openMark: Mark = mark('open', svg`<path d="M4 6l4 4.5L12 6" fill="none" stroke="currentColor" stroke-width="1.5" />`)

function mark(name: string, shape: TemplateResult<2>): Mark {
  return html`<svg class="mark ${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`
}
