import type { PlacementReport, ToPage } from '../../../server/src/protocol.ts'
import { type Bay, baysOf } from './bays.ts'

/** All that the page shows is made of this, anew on every change. */
export interface PageState {
  /** Of the newest answer; answers that arrive late are dropped. */
  readonly seq: number
  /** Names the document that is placed. */
  readonly title: string
  readonly shown?: Shown
  /** Why `shown` is not of the document as it is now, or why there is nothing to show. */
  readonly why?: string
  /** Where the cursor stands in the source. */
  readonly cursor?: number
  /** The box in the map that the Tab key leads to, by its key. */
  readonly current?: string
  /** How many boxes may be drawn. */
  readonly limit: number
}

/** The last report, the number under which the host knows what it was made of, and the boxes of its map. */
export interface Shown {
  readonly report: PlacementReport
  readonly seq: number
  readonly bays: readonly Bay[]
}

/** More boxes than this say less than fewer: a cluster of more nodes is drawn by groups of alike nodes. */
export const boxLimit = 200

/** Before the first message. */
export const emptyState: PageState = { seq: -1, title: '', limit: boxLimit }

/** The state after a message of the host. */
export function heard(state: PageState, message: ToPage): PageState {
  switch (message.type) {
    case 'snapshot': {
      if (message.seq < state.seq) return state
      const { why, ...rest } = state
      const { seq, title, report } = message
      return { ...rest, seq, title, shown: { report, seq, bays: baysOf(report.nodes, boxLimit) } }
    }
    case 'stale':
      return message.seq < state.seq ? state : { ...state, seq: message.seq, why: message.why }
    case 'nothing': {
      if (message.seq < state.seq) return state
      const { shown, ...rest } = state
      return { ...rest, seq: message.seq, why: message.why }
    }
    case 'cursor':
      return { ...state, cursor: message.offset }
    case 'keep':
      return state
  }
}
