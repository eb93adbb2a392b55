import { type Plugin, skip } from '../plugin.ts'
import { takenPort } from '../state/node-state.ts'

/** Ports of the node that the pod takes must be free. */
export const nodePorts: Plugin = {
  id: 'NodePorts',
  scope: 'node',
  filter({ hostPorts }) {
    if (hostPorts.length === 0) return skip
    return {
      kind: 'filter',
      reject(node) {
        const port = takenPort(node, hostPorts)
        return port && { plugin: 'NodePorts', resolvable: true, why: [{ kind: 'host-port', port }] }
      },
      explain: (node, refusal) => ({
        ...refusal,
        why: hostPorts.flatMap((port) => (takenPort(node, [port]) ? [{ kind: 'host-port', port } as const] : [])),
      }),
    }
  },
}
