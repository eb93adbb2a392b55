import { html, nothing, type TemplateResult } from 'lit'
import type { Actions } from './actions.ts'
import { fidelity } from './fidelity.ts'
import { header } from './header.ts'
import { map } from './map.ts'
import { reasons } from './reasons.ts'
import type { PageState, Shown } from './state.ts'
import { totals } from './totals.ts'
import { whatIf } from './what-if.ts'

/** The whole page for a state. */
export function page(state: PageState, actions: Actions): TemplateResult {
  const { shown, why, title } = state
  if (why === undefined && shown === undefined) return html``
  return html`<main aria-label="Placement of ${title}">
    ${why === undefined ? nothing : html`<p class="notice">${why}</p>`}
    ${shown === undefined ? nothing : html`<div class="picture ${why === undefined ? '' : 'stale'}">${picture(shown, state, actions)}</div>`}
  </main>`
}

function picture(shown: Shown, state: PageState, actions: Actions): TemplateResult {
  const { report } = shown
  const several = report.workloads.length > 1
  return html`
    ${header(report, actions)} ${totals(report)} ${map(shown, state, actions)}
    ${report.workloads.map((workload) => reasons(workload, several, state.cursor, actions))} ${whatIf(report.whatIf)} ${fidelity(report.fidelity)}
  `
}

/** What is announced when it changes: the answer, or why there is none at the moment. */
export function announcement({ shown, why }: PageState): string {
  return why ?? shown?.report.workloads.map(({ verdict }) => verdict.sentence).join(' ') ?? ''
}
