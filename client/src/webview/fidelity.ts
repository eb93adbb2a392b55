import { html, nothing, type TemplateResult } from 'lit'

/** What the real scheduler looks at and this picture does not, or what was assumed: a line that opens to the others. */
export function fidelity(sentences: readonly string[]): TemplateResult | typeof nothing {
  const last = sentences.at(-1)
  if (last === undefined) return nothing
  if (sentences.length === 1) return html`<p class="fidelity">${closed(last)}</p>`
  return html`
    <details class="fidelity">
      <summary>${closed(last)} <span class="link">All of it</span></summary>
      <ul>${sentences.slice(0, -1).map((sentence) => html`<li>${closed(sentence)}</li>`)}</ul>
    </details>
  `
}

/** With a capital letter and a full stop. */
function closed(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
