import { html, nothing, type TemplateResult } from 'lit'
import type { ResourceUse } from '../../../server/src/protocol.ts'
import type { Bay } from './bays.ts'
import { refusedMark, tileMark } from './marks.ts'
import { amount, grouped } from './words.ts'

/** How a box is drawn beside what is in it. */
export interface BoxLook {
  /** Whether the Tab key leads to it. */
  readonly current: boolean
  /** Whether what stands under the cursor in the source keeps it from taking one more. */
  readonly marked: boolean
  readonly open: () => void
  readonly enter: () => void
}

/** One node as a box: its name and type, a bar for CPU and one for memory, and what it takes or why it refuses. */
export function box(bay: Bay, { current, marked, open, enter }: BoxLook): TemplateResult {
  const kind = bay.takes.length > 0 ? 'takes' : bay.refusals.length > 0 ? 'refuses' : 'idle'
  return html`<li>
    <button class="node ${kind} ${marked ? 'marked' : ''} ${bay.nodes.length > 1 ? 'many' : ''}" type="button" data-key=${bay.key}
      tabindex=${current ? 0 : -1} title=${tip(bay)} @click=${open} @focus=${enter}>
      <span class="head"><b>${bay.name}</b><span>${bay.type}</span></span>
      ${drawn(bay).map(bar)}
      <span class="foot">${foot(bay)}</span>
    </button>
  </li>`
}

function drawn({ resources }: Bay): readonly ResourceUse[] {
  return resources.slice(0, 2)
}

function bar(use: ResourceUse): TemplateResult {
  const { label, system, running, placed, capacity } = use
  const fresh = placed > 0 ? `, of that ${share(placed, capacity)}% new` : ''
  return html`<span class="bar"><span class="name">${label}</span><span class="track"
    >${part('system', system, use)}${part('running', running, use)}${part('new', placed, use)}</span
  ><span class="percent">${used(use)}%${spoken(` used${fresh}`)}</span></span>`
}

/** The width is set as a property: a style in the markup is what the page's policy forbids. */
function part(name: string, amount: number, { capacity }: ResourceUse): TemplateResult | typeof nothing {
  if (amount <= 0 || capacity <= 0) return nothing
  return html`<i class=${name} .style=${`width: ${((100 * amount) / capacity).toFixed(1)}%`}></i>`
}

function foot({ takes, refusals }: Bay): TemplateResult {
  if (takes.length > 0) {
    return html`${spoken('takes ')}${takes.map(({ workload, count }) => html`<span class="tile">${tileMark}${workload}${count > 1 ? ` × ${grouped(count)}` : ''}</span>`)}`
  }
  const [first, ...others] = refusals
  if (first === undefined) return html`<span class="room">has room</span>`
  const more = others.length > 0 ? html`<span class="others">+${others.length}</span>${spoken(others.join(', '))}` : nothing
  return html`<span class="why">${refusedMark}${spoken('refuses: ')}<span>${first}</span>${more}</span>`
}

/** Words for those who hear the box instead of seeing it. */
function spoken(words: string): TemplateResult {
  return html`<span class="spoken">${words}</span>`
}

/** Everything with its numbers, for the mouse. */
function tip({ nodes, type, resources, refusals }: Bay): string {
  const names = nodes.slice(0, 12).map(({ name }) => name)
  const more = nodes.length > names.length ? [`and ${grouped(nodes.length - names.length)} more`] : []
  const amounts = resources.map(({ label, unit, capacity, free }) => `${label}: ${grouped(free)} of ${amount(capacity, unit)} free`)
  return [[...names, ...more].join(', '), type, ...amounts, ...refusals.map((refusal) => `✕ ${refusal}`)].join('\n')
}

function used({ capacity, free }: ResourceUse): number {
  return share(capacity - free, capacity)
}

function share(amount: number, capacity: number): number {
  return capacity === 0 ? 0 : Math.round((100 * amount) / capacity)
}
