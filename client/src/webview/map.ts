import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { NodeReport, PlacementReport, Source } from '../../../server/src/protocol.ts'
import type { Actions } from './actions.ts'
import type { Bay } from './bays.ts'
import { box } from './box.ts'
import { rove } from './rove.ts'
import type { PageState, Shown } from './state.ts'
import { grouped } from './words.ts'

/** The bay plan: a lane for every zone, in it a box for every node. The Tab key stops at it once; arrows lead from box to box. */
export function map({ report, bays }: Shown, state: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (bays.length === 0) return nothing
  const drawn = bays.slice(0, state.limit)
  const current = drawn.find(({ key }) => key === state.current)?.key ?? drawn[0]?.key
  const look = (bay: Bay) => ({
    current: bay.key === current,
    marked: bay.nodes.some((node) => asksAt(node, state.cursor)),
    open: () => openSource(bay, report, actions),
    enter: () => actions.enter(bay.key),
  })
  return html`
    <div class="map" role="group" aria-label="Bay plan" @keydown=${rove}>
      ${repeat(
        lanes(drawn),
        ([zone]) => zone,
        ([zone, members]) => html`
          <section class="lane" aria-label=${zone || 'no zone'}>
            <h2>${zone || 'no zone'}</h2>
            <ul class="bays">${repeat(members, keyOf, (bay) => box(bay, look(bay)))}</ul>
          </section>
        `,
      )}
    </div>
    ${bays.length > drawn.length ? more(bays, drawn.length, actions) : nothing}
    ${legend}
  `
}

const legend = html`<p class="legend" aria-hidden="true">
  <span><i class="system"></i>system</span><span><i class="running"></i>running</span><span><i class="new"></i>new</span><span><i></i>free</span>
</p>`

function more(bays: readonly Bay[], drawn: number, actions: Actions): TemplateResult {
  const nodes = bays.slice(drawn).reduce((sum, bay) => sum + bay.nodes.length, 0)
  return html`<p class="rest">${grouped(nodes)} nodes are not drawn. <button class="link" type="button" @click=${actions.more}>Draw more</button></p>`
}

function keyOf({ key }: Bay): string {
  return key
}

function lanes(bays: readonly Bay[]): readonly (readonly [string, readonly Bay[]])[] {
  const byZone = new Map<string, Bay[]>()
  for (const bay of bays) {
    const lane = byZone.get(bay.zone)
    if (lane === undefined) byZone.set(bay.zone, [bay])
    else lane.push(bay)
  }
  return [...byZone]
}

function asksAt({ refusals }: NodeReport, cursor: number | undefined): boolean {
  return refusals.some(({ source }) => stands(source, cursor))
}

/** Whether the cursor stands in the field that asked. */
export function stands(source: Source | undefined, cursor: number | undefined): boolean {
  return source !== undefined && cursor !== undefined && source.span.start <= cursor && cursor <= source.span.end
}

/** Shows what the box is about: the line that it cannot serve, else the workload that it takes. */
function openSource({ nodes: [first], takes }: Bay, { workloads }: PlacementReport, actions: Actions): void {
  const taken = workloads.find(({ name }) => takes.some(({ workload }) => workload === name))
  const refused = first.refusals.find(({ source }) => source !== undefined)
  const source = (takes.length > 0 ? taken?.source : refused?.source) ?? workloads[0]?.source
  if (source !== undefined) actions.reveal(source)
}
