import { maxScore, type Plugin } from '../plugin.ts'
import type { Refusal, Why } from '../refusal.ts'
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
        return refusal(full, nothing ? undefined : requests, names, node)
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
    (scalars.length === 0 || scalars.every((name) => hasScalar(name, asked, node)))
  )
}

function hasScalar(name: string, asked: Amounts, { scalars }: NodeState): boolean {
  return has(asked.scalars.get(name) ?? 0, scalars.used.get(name) ?? 0, scalars.allocatable.get(name) ?? 0)
}

/** Who asks for nothing gets it, even where too much is taken. */
function has(asked: number, used: number, allocatable: number): boolean {
  return asked <= 0 || asked <= allocatable - used
}

/** Adds what is missing to a list: one list for all resources, because thousands of nodes may be asked. */
function addShortages(asked: Amounts, scalars: readonly string[], node: NodeState, to: Why[]): void {
  const { columns } = node
  addShortage('cpu', asked.cpuMilli, columns.cpuMilli, node, to)
  addShortage('memory', asked.memoryBytes, columns.memoryBytes, node, to)
  addShortage('ephemeral-storage', asked.ephemeralBytes, columns.ephemeralBytes, node, to)
  for (const resource of scalars) {
    const amount = asked.scalars.get(resource) ?? 0
    const used = node.scalars.used.get(resource) ?? 0
    const allocatable = node.scalars.allocatable.get(resource) ?? 0
    if (!has(amount, used, allocatable)) to.push({ kind: 'resource', resource, asked: amount, used, allocatable })
  }
}

function addShortage(resource: string, asked: number, column: Column, node: NodeState, to: Why[]): void {
  const used = at(column.used, node)
  const allocatable = at(column.allocatable, node)
  if (!has(asked, used, allocatable)) to.push({ kind: 'resource', resource, asked, used, allocatable })
}

function at(column: Float64Array, { index }: NodeState): number {
  return column[index] ?? 0
}

/** Evictions cannot help where more is asked for than the node has; that it holds too many pods they can. */
function refusal(full: boolean, requests: Amounts | undefined, scalars: readonly string[], node: NodeState): Refusal {
  const { pods } = node.columns
  const why: Why[] = full ? [{ kind: 'pods', running: at(pods.used, node), allocatable: at(pods.allocatable, node) }] : []
  if (requests !== undefined) addShortages(requests, scalars, node, why)
  const resolvable = why.every((one) => one.kind !== 'resource' || one.asked <= one.allocatable)
  return { plugin: 'NodeResourcesFit', resolvable, why }
}
