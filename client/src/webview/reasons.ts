import { html, nothing, type TemplateResult } from 'lit'
import type { Help, ReasonGroup, WorkloadReport } from '../../../server/src/protocol.ts'
import type { Actions } from './actions.ts'
import { stands } from './map.ts'
import { sourceLink } from './source-link.ts'

const head = ['where', 'what', 'asked', 'free', 'short by', 'closest', 'asked at', 'would help']

/** Why nodes cannot take one more, alike reasons in one row. `name` is said where the document has several workloads. */
export function reasons(
  { reasons, name }: WorkloadReport,
  several: boolean,
  cursor: number | undefined,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing
  const title = `Why the rest can't take ${several ? name : 'it'}`
  return html`
    <h2 class="title">${title}</h2>
    <table class="reasons" role="table" aria-label=${title}>
      <thead role="rowgroup">
        <tr role="row">${head.map((word) => html`<th role="columnheader" scope="col">${word}</th>`)}</tr>
      </thead>
      <tbody role="rowgroup">${reasons.map((reason) => row(reason, stands(reason.source, cursor), actions))}</tbody>
    </table>
  `
}

/** Roles are spelt out because a narrow page lays the rows out as sheets, which would take the table's meaning away. */
function row(reason: ReasonGroup, marked: boolean, actions: Actions): TemplateResult {
  return html`<tr role="row" class=${marked ? 'marked' : ''} title=${reason.nodes.slice(0, 20).join(', ')}>
    ${cells(reason, actions).map((cell, i) => html`<td role="cell" class=${kinds[i] ?? ''} data-head=${head[i] ?? ''}>${cell}</td>`)}
  </tr>`
}

const kinds = ['', '', 'amount', 'amount', 'short', '', 'amount', '']

function cells({ where, what, asked, free, shortBy, closest, source, help }: ReasonGroup, actions: Actions): readonly Cell[] {
  const at = source === undefined ? nothing : sourceLink(source, actions)
  return [where, what, asked, free, shortBy || nothing, closest, at, help === undefined ? nothing : helpCell(help, actions)]
}

type Cell = string | TemplateResult | typeof nothing

function helpCell({ title, edit }: Help, actions: Actions): TemplateResult | string {
  if (edit === undefined) return title
  return html`<button class="link" type="button" @click=${() => actions.apply(edit)}>${title}</button>`
}
