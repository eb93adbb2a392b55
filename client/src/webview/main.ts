import { render } from 'lit'
import type { FromPage } from '../../../server/src/protocol.ts'
import type { Actions } from './actions.ts'
import { hostOfWindow } from './host.ts'
import { announcement, page } from './page.ts'
import { boxLimit, emptyState, heard, type PageState } from './state.ts'

/** The page of the panel: shows what the host sends, tells it what the user does, and knows nothing else. */
const host = hostOfWindow()
const root = document.createElement('div')
const live = document.createElement('p')
let state: PageState = emptyState

live.className = 'spoken'
live.setAttribute('role', 'status')
document.body.append(root, live)

const actions: Actions = {
  reveal: ({ span: { start, end } }) => post({ v: 1, type: 'reveal', start, end }),
  apply({ span: { start, end }, text }) {
    const seq = state.shown?.seq
    if (seq !== undefined) post({ v: 1, type: 'apply', seq, start, end, text })
  },
  pickCluster: () => post({ v: 1, type: 'pickCluster' }),
  pickCount: () => post({ v: 1, type: 'pickCount' }),
  back: () => post({ v: 1, type: 'back' }),
  enter: (key) => key !== state.current && update({ ...state, current: key }),
  more: () => update({ ...state, limit: state.limit + boxLimit }),
}

host.onMessage((message) => (message.type === 'keep' ? host.keep(message.state) : update(heard(state, message))))
document.addEventListener('keydown', (event) => event.key === 'Escape' && actions.back())
post({ v: 1, type: 'ready' })

function post(message: FromPage): void {
  host.post(message)
}

function update(next: PageState): void {
  state = next
  render(page(state, actions), root)
  const said = announcement(state)
  if (live.textContent !== said) live.textContent = said
}
