import { html, nothing, type TemplateResult } from 'lit'
import type { PlacementReport, WorkloadReport } from '../../../server/src/protocol.ts'
import type { Actions } from './actions.ts'
import { openMark, verdictMark } from './marks.ts'
import { sourceLink } from './source-link.ts'
import { counted } from './words.ts'

/** What is placed where, and the answer in one sentence, for every workload of the document. */
export function header({ cluster, workloads }: PlacementReport, actions: Actions): TemplateResult {
  return html`
    ${workloads.map(
      (workload, i) => html`
        <section class="answer" aria-label=${workload.name}>
          <p class="subject">
            <b>${workload.name}</b> <span>${workload.kind}</span>
            ${i === 0 ? picker('cluster', cluster.label, 'Pick the cluster', actions.pickCluster) : nothing}
            ${picker('count', counted(workload.asked, workload.unit), 'Pick how many', actions.pickCount)}
            <span>${workload.strategy}</span>
          </p>
          ${verdict(workload, actions)}
        </section>
      `,
    )}
  `
}

function picker(name: string, label: string, what: string, pick: () => void): TemplateResult {
  return html`<button class="pick ${name}" type="button" aria-label="${what}, now ${label}" @click=${pick}>${label}${openMark}</button>`
}

function verdict({ verdict, schedulerMessage }: WorkloadReport, actions: Actions): TemplateResult {
  return html`
    <h1 class="verdict ${verdict.kind}">${verdictMark(verdict.kind)}<span>${verdict.sentence}</span></h1>
    ${verdict.detail === '' ? nothing : html`<p class="detail">${withLink(verdict.detail, verdict.source, actions)}</p>`}
    ${schedulerMessage === undefined ? nothing : html`<p class="detail">Scheduler: <code>${schedulerMessage}</code></p>`}
  `
}

/** The sentence with the words "line 14" made a link. */
function withLink(detail: string, source: WorkloadReport['verdict']['source'], actions: Actions): TemplateResult | string {
  if (source === undefined) return detail
  const words = new RegExp(`line ${source.line}(?!\\d)`).exec(detail)
  if (words === null) return detail
  const [before, after] = [detail.slice(0, words.index), detail.slice(words.index + words[0].length)]
  return html`${before}${sourceLink(source, actions)}${after}`
}
