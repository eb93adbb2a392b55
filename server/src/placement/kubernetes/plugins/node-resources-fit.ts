import { maxScore, type Plugin } from '../plugin.ts'
import type { Refusal, ResourceShortage, Why } from '../refusal.ts'
import { type Amounts, amountsOf, assumed, containerRequestsOf } from '../requests.ts'
import type { Column } from '../state/columns.ts'
import type { NodeState } from '../state/node-state.ts'

/** What the pod asks for must be free; the more of cpu and memory stays free, the better (LeastAllocated). */
export const nodeResourcesFit: Plugin = {
  id: 'NodeResourcesFit',
  scope: 'node',
  filter({ requests }) {
    const nothing = asksNothing(requests)
    const names = [...requests.scalars.keys()].sort()
    return {
      kind: 'filter',
      reject(node) {
        const { pods } = node.columns
        const full = at(pods.used, node) + 1 > at(pods.allocatable, node)
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
export function leastAllocated(node: NodeState, cpuMilli: number, memoryBytes: number): number {
  const { columns } = node
  const cpu = at(columns.cpuMilli.allocatable, node)
  const memory = at(columns.memoryBytes.allocatable, node)
  const known = (cpu === 0 ? 0 : 1) + (memory === 0 ? 0 : 1)
  if (known === 0) return 0
  const freeCpu = freePercent(at(columns.scoredCpuMilli, node) + cpuMilli, cpu)
  const freeMemory = freePercent(at(columns.scoredMemoryBytes, node) + memoryBytes, memory)
  return Math.trunc((freeCpu + freeMemory) / known)
}

function freePercent(requested: number, allocatable: number): number {
  return allocatable === 0 || requested > allocatable ? 0 : Math.trunc(((allocatable - requested) * maxScore) / allocatable)
}

function asksNothing({ cpuMilli, memoryBytes, ephemeralBytes, scalars }: Amounts): boolean {
  return cpuMilli === 0 && memoryBytes === 0 && ephemeralBytes === 0 && scalars.size === 0
}

function fits(asked: Amounts, scalars: readonly string[], node: NodeState): boolean {
  const { cpuMilli, memoryBytes, ephemeralBytes } = node.columns
  return (
    has(asked.cpuMilli, at(cpuMilli.used, node), at(cpuMilli.allocatable, node)) &&
    has(asked.memoryBytes, at(memoryBytes.used, node), at(memoryBytes.allocatable, node)) &&
    has(asked.ephemeralBytes, at(ephemeralBytes.used, node), at(ephemeralBytes.allocatable, node)) &&
    (scalars.length === 0 || scalarShortages(asked, scalars, node).length === 0)
  )
}

/** Who asks for nothing gets it, even where too much is taken. */
function has(asked: number, used: number, allocatable: number): boolean {
  return asked <= 0 || asked <= allocatable - used
}

function shortages(asked: Amounts, scalars: readonly string[], node: NodeState): readonly ResourceShortage[] {
  const { columns } = node
  return [
    ...shortage('cpu', asked.cpuMilli, columns.cpuMilli, node),
    ...shortage('memory', asked.memoryBytes, columns.memoryBytes, node),
    ...shortage('ephemeral-storage', asked.ephemeralBytes, columns.ephemeralBytes, node),
    ...(scalars.length === 0 ? none : scalarShortages(asked, scalars, node)),
  ]
}

function scalarShortages(asked: Amounts, names: readonly string[], { scalars }: NodeState): readonly ResourceShortage[] {
  return names.flatMap((resource) => {
    const amount = asked.scalars.get(resource) ?? 0
    const used = scalars.used.get(resource) ?? 0
    const allocatable = scalars.allocatable.get(resource) ?? 0
    return has(amount, used, allocatable) ? [] : [{ kind: 'resource', resource, asked: amount, used, allocatable } as const]
  })
}

const none: readonly ResourceShortage[] = []

function shortage(resource: string, asked: number, column: Column, node: NodeState): readonly ResourceShortage[] {
  const used = at(column.used, node)
  const allocatable = at(column.allocatable, node)
  return has(asked, used, allocatable) ? none : [{ kind: 'resource', resource, asked, used, allocatable }]
}

function at(column: Float64Array, { index }: NodeState): number {
  return column[index] ?? 0
}

/** Evictions cannot help where more is asked for than the node has; that it holds too many pods they can. */
function refusal(full: boolean, short: readonly ResourceShortage[], node: NodeState): Refusal {
  const { pods } = node.columns
  const why: readonly Why[] = full
    ? [{ kind: 'pods', running: at(pods.used, node), allocatable: at(pods.allocatable, node) }, ...short]
    : short
  return { plugin: 'NodeResourcesFit', resolvable: short.every(({ asked, allocatable }) => asked <= allocatable), why }
}
