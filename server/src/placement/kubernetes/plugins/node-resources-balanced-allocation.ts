import { type Plugin, skip } from '../plugin.ts'
import { amountsOf, requestsOf } from '../requests.ts'
import type { NodeState } from '../state/node-state.ts'

/** Nodes on which cpu and memory are taken to the same degree are better, or from 1.36 those on which the pod brings them closer. */
export const nodeResourcesBalancedAllocation: Plugin = {
  id: 'NodeResourcesBalancedAllocation',
  score({ pod }, { behaviour }) {
    const { cpuMilli, memoryBytes } = amountsOf(requestsOf(pod))
    if (cpuMilli === 0 && memoryBytes === 0) return skip
    return {
      kind: 'score',
      raw:
        behaviour.balance === 'result'
          ? (node) => balance(node, cpuMilli, memoryBytes)
          : (node) => balanceGained(node, cpuMilli, memoryBytes),
    }
  },
  weight: 1,
}

/** 50 to 100: 75 if the balance stays as it is. https://github.com/kubernetes/kubernetes/pull/135573 */
export function balanceGained(node: NodeState, cpuMilli: number, memoryBytes: number): number {
  return 50 + Math.trunc((50 + balance(node, cpuMilli, memoryBytes) - balance(node, 0, 0)) / 2)
}

/** 100 less the standard deviation of the two shares taken, in percent; a resource that the node has none of does not count. */
export function balance({ allocatable, used }: NodeState, cpuMilli: number, memoryBytes: number): number {
  if (allocatable.cpuMilli === 0 || allocatable.memoryBytes === 0) return 100
  const cpu = Math.min(1, (used.cpuMilli + cpuMilli) / allocatable.cpuMilli)
  const memory = Math.min(1, (used.memoryBytes + memoryBytes) / allocatable.memoryBytes)
  return Math.trunc((1 - Math.abs((cpu - memory) / 2)) * 100)
}
