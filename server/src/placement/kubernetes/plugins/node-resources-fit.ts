import { maxScore, type Plugin } from '../plugin.ts'
import type { Refusal, ResourceShortage, Why } from '../refusal.ts'
import { type Amounts, amountsOf, assumed, containerRequestsOf } from '../requests.ts'
import type { NodeState } from '../state/node-state.ts'

/** What the pod asks for must be free; the more of cpu and memory stays free, the better (LeastAllocated). */
export const nodeResourcesFit: Plugin = {
  id: 'NodeResourcesFit',
  filter({ requests }) {
    const nothing = asksNothing(requests)
    const names = [...requests.scalars.keys()].sort()
    return {
      kind: 'filter',
      reject(node) {
        const full = node.pods.length + 1 > node.allocatablePods
        if (!full && (nothing || fits(requests, names, node))) return undefined
        return refusal(full, nothing ? [] : shortages(requests, names, node), node)
      },
    }
  },
  score({ pod }) {
    const { cpuMilli, memoryBytes } = amountsOf(containerRequestsOf(pod, assumed))
    return { kind: 'score', raw: (node) => leastAllocated(node, cpuMilli, memoryBytes) }
  },
  weight: 1,
}

/** The mean of what stays free of cpu and of memory, in percent; a resource that the node has none of does not count. */
export function leastAllocated({ allocatable, used }: NodeState, cpuMilli: number, memoryBytes: number): number {
  const cpu = allocatable.cpuMilli
  const memory = allocatable.memoryBytes
  const known = (cpu === 0 ? 0 : 1) + (memory === 0 ? 0 : 1)
  if (known === 0) return 0
  return Math.trunc((freePercent(used.scoredCpuMilli + cpuMilli, cpu) + freePercent(used.scoredMemoryBytes + memoryBytes, memory)) / known)
}

function freePercent(requested: number, allocatable: number): number {
  return allocatable === 0 || requested > allocatable ? 0 : Math.trunc(((allocatable - requested) * maxScore) / allocatable)
}

function asksNothing({ cpuMilli, memoryBytes, ephemeralBytes, scalars }: Amounts): boolean {
  return cpuMilli === 0 && memoryBytes === 0 && ephemeralBytes === 0 && scalars.size === 0
}

function fits(asked: Amounts, scalars: readonly string[], { allocatable, used }: NodeState): boolean {
  return (
    has(asked.cpuMilli, used.cpuMilli, allocatable.cpuMilli) &&
    has(asked.memoryBytes, used.memoryBytes, allocatable.memoryBytes) &&
    has(asked.ephemeralBytes, used.ephemeralBytes, allocatable.ephemeralBytes) &&
    scalars.every((name) => has(asked.scalars.get(name) ?? 0, used.scalars.get(name) ?? 0, allocatable.scalars.get(name) ?? 0))
  )
}

/** Who asks for nothing gets it, even where too much is taken. */
function has(asked: number, used: number, allocatable: number): boolean {
  return asked <= 0 || asked <= allocatable - used
}

function shortages(asked: Amounts, scalars: readonly string[], { allocatable, used }: NodeState): readonly ResourceShortage[] {
  const all = [
    shortage('cpu', asked.cpuMilli, used.cpuMilli, allocatable.cpuMilli),
    shortage('memory', asked.memoryBytes, used.memoryBytes, allocatable.memoryBytes),
    shortage('ephemeral-storage', asked.ephemeralBytes, used.ephemeralBytes, allocatable.ephemeralBytes),
    ...scalars.map((name) => shortage(name, asked.scalars.get(name) ?? 0, used.scalars.get(name) ?? 0, allocatable.scalars.get(name) ?? 0)),
  ]
  return all.filter((one) => !has(one.asked, one.used, one.allocatable))
}

function shortage(resource: string, asked: number, used: number, allocatable: number): ResourceShortage {
  return { kind: 'resource', resource, asked, used, allocatable }
}

/** Evictions cannot help where more is asked for than the node has; that it holds too many pods they can. */
function refusal(full: boolean, short: readonly ResourceShortage[], { pods, allocatablePods }: NodeState): Refusal {
  const why: readonly Why[] = full ? [{ kind: 'pods', running: pods.length, allocatable: allocatablePods }, ...short] : short
  return { plugin: 'NodeResourcesFit', resolvable: short.every(({ asked, allocatable }) => asked <= allocatable), why }
}
