import { type Filter, none } from './filter.ts'

/** Only instances in status ACTIVE get new tasks. */
export const status: Filter = {
  id: 'status',
  refuse(_, { instance: { status } }) {
    if (status === 'ACTIVE') return none
    const short = status.toLowerCase().replaceAll('_', ' ')
    return [{ filter: 'status', what: 'status', short, asked: 'ACTIVE', free: status, resolvable: false }]
  },
}
