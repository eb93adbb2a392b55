import { portKey } from '../state.ts'
import { type Filter, none, shortage } from './filter.ts'

/** The service's own limit; ports that the agent keeps count, ports that the instance chooses itself do not. */
const most = 100

/** At most 100 host ports of an instance may be reserved at once. */
export const portLimit: Filter = {
  id: 'RESOURCE:PORTS',
  refuse({ task: { hostPorts } }, { ports }) {
    if (hostPorts.length === 0 || ports.size + hostPorts.length <= most) return none
    const fresh = hostPorts.filter((port) => !ports.has(portKey(port))).length
    if (ports.size + fresh <= most) return none
    const source = hostPorts[0]?.source
    return shortage('RESOURCE:PORTS', 'reserved ports', 'ports', { value: fresh, ...(source && { source }) }, most - ports.size, most)
  },
}
