import { type Filter, none } from './filter.ts'

/** The container agent must be connected, or nobody starts the task. */
export const agent: Filter = {
  id: 'AGENT',
  refuse(_, { instance: { agentConnected } }) {
    if (agentConnected) return none
    return [{ filter: 'AGENT', what: 'agent', short: 'agent disconnected', asked: 'connected', free: 'disconnected', resolvable: false }]
  },
}
