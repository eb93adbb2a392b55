import { html, nothing, type TemplateResult } from 'lit'
import type { WhatIf } from '../../../server/src/protocol.ts'

/** Questions about the same state and their answers. */
export function whatIf(questions: readonly WhatIf[]): TemplateResult | typeof nothing {
  if (questions.length === 0) return nothing
  return html`
    <h2 class="title">What if</h2>
    <table class="what-if" aria-label="What if">
      <thead><tr><th scope="col">event</th><th scope="col">outcome</th><th scope="col">because</th></tr></thead>
      <tbody>
        ${questions.map(({ event, outcome, because }) => html`<tr><td>${event}</td><td>${outcome}</td><td>${because}</td></tr>`)}
      </tbody>
    </table>
  `
}
