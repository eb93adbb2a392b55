import type { Reason } from '../../report.ts'
import type { HostPort } from '../../workload.ts'
import { portKey } from '../state.ts'
import { type Filter, none } from './filter.ts'

/** Fixed host ports: each can be bound once per instance and protocol. */
export const hostPort: Filter = {
  id: 'RESOURCE:PORTS',
  refuse({ task: { hostPorts } }, { ports }) {
    let reasons: Reason[] | undefined
    for (const port of hostPorts) {
      const owner = ports.get(portKey(port))
      if (owner !== undefined) reasons = [...(reasons ?? []), taken(port, owner)]
    }
    return reasons ?? none
  },
}

function taken({ port, protocol, source, digits }: HostPort, owner: string): Reason {
  const name = protocol === 'tcp' ? `${port}` : `${port}/udp`
  return {
    filter: 'RESOURCE:PORTS',
    what: `host port ${name}`,
    short: `port ${name} taken`,
    asked: 'free',
    free: `taken by ${owner}`,
    resolvable: true,
    source,
    ...(digits && { help: { title: 'use a dynamic port (0)', edit: { span: digits, text: '0' } } }),
  }
}
