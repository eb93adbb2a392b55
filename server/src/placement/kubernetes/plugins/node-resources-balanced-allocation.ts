import { type Plugin, skip } from '../plugin.ts'
import { amountsOf, requestsOf } from '../requests.ts'
import type { NodeState } from '../state/node-state.ts'

/** Nodes on which cpu and memory are taken to the same degree are better, or from 1.36 those on which the pod brings them closer. */
export const nodeResourcesBalancedAllocation: Plugin = {
  id: 'NodeResourcesBalancedAllocation',
  scope: 'node',
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
export function balance({ columns, index }: NodeState, cpuMilli: number, memoryBytes: number): number {
  const allocatableCpu = columns.cpuMilli.allocatable[index] ?? 0
  const allocatableMemory = columns.memoryBytes.allocatable[index] ?? 0
  if (allocatableCpu === 0 || allocatableMemory === 0) return 100
  const cpu = Math.min(1, ((columns.cpuMilli.used[index] ?? 0) + cpuMilli) / allocatableCpu)
  const memory = Math.min(1, ((columns.memoryBytes.used[index] ?? 0) + memoryBytes) / allocatableMemory)
  return Math.trunc((1 - Math.abs((cpu - memory) / 2)) * 100)
}
