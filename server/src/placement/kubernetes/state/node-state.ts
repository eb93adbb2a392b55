import type { Labels } from '../objects/json.ts'
import type { Node } from '../objects/node.ts'
import { wholeUnits } from '../objects/quantity.ts'
import { type Amounts, amountsOf } from '../requests.ts'
import type { HostPort, PodInfo } from './pod-info.ts'

/** A node and what is on it. It changes as pods come and go. */
export interface NodeState {
  /** Its place among the nodes of the cluster. */
  readonly index: number
  readonly name: string
  readonly node: Node
  readonly labels: Labels
  readonly allocatable: Amounts
  /** Pods that it may hold. */
  readonly allocatablePods: number
  readonly pods: PodInfo[]
  /** Those of the pods that say anything about other pods, and those that keep others away. */
  readonly withAffinity: PodInfo[]
  readonly withAntiAffinity: PodInfo[]
  readonly used: Usage
  /** Ports taken, as `protocol/port` by address. */
  readonly ports: Map<string, Set<string>>
}

/** What the pods on a node ask for together. */
export interface Usage {
  cpuMilli: number
  memoryBytes: number
  ephemeralBytes: number
  readonly scalars: Map<string, number>
  /** With the amounts that count for scores. */
  scoredCpuMilli: number
  scoredMemoryBytes: number
}

/** A node without pods. */
export function nodeStateOf(node: Node, index: number): NodeState {
  const allocatable = node.allocatable ?? new Map<string, bigint>()
  return {
    index,
    name: node.name,
    node,
    labels: node.labels,
    allocatable: amountsOf(allocatable),
    allocatablePods: wholeUnits(allocatable.get('pods') ?? 0n),
    pods: [],
    withAffinity: [],
    withAntiAffinity: [],
    used: { cpuMilli: 0, memoryBytes: 0, ephemeralBytes: 0, scalars: new Map(), scoredCpuMilli: 0, scoredMemoryBytes: 0 },
    ports: new Map(),
  }
}

/** Puts a pod on a node. */
export function addPod(state: NodeState, info: PodInfo): void {
  state.pods.push(info)
  if (info.terms.any) state.withAffinity.push(info)
  if (info.terms.requiredAnti.length > 0) state.withAntiAffinity.push(info)
  count(state.used, info, 1)
  for (const { ip, protocol, port } of info.hostPorts) {
    const taken = state.ports.get(ip)
    if (taken) taken.add(`${protocol}/${port}`)
    else state.ports.set(ip, new Set([`${protocol}/${port}`]))
  }
}

/** Takes a pod from a node. A port that two pods took is free when one of them goes: the scheduler keeps a set. */
export function removePod(state: NodeState, info: PodInfo): void {
  take(state.pods, info)
  if (info.terms.any) take(state.withAffinity, info)
  if (info.terms.requiredAnti.length > 0) take(state.withAntiAffinity, info)
  count(state.used, info, -1)
  for (const { ip, protocol, port } of info.hostPorts) state.ports.get(ip)?.delete(`${protocol}/${port}`)
}

/** The port among those wanted that is taken already; one on all addresses clashes with one on any. */
export function takenPort(state: NodeState, wanted: readonly HostPort[]): HostPort | undefined {
  return state.ports.size === 0 ? undefined : wanted.find((one) => isTaken(state.ports, one))
}

function isTaken(ports: NodeState['ports'], { ip, protocol, port }: HostPort): boolean {
  const key = `${protocol}/${port}`
  if (ip !== '0.0.0.0') return ports.get('0.0.0.0')?.has(key) === true || ports.get(ip)?.has(key) === true
  for (const taken of ports.values()) if (taken.has(key)) return true
  return false
}

function count(used: Usage, { requests, scoredCpuMilli, scoredMemoryBytes }: PodInfo, by: 1 | -1): void {
  used.cpuMilli += by * requests.cpuMilli
  used.memoryBytes += by * requests.memoryBytes
  used.ephemeralBytes += by * requests.ephemeralBytes
  used.scoredCpuMilli += by * scoredCpuMilli
  used.scoredMemoryBytes += by * scoredMemoryBytes
  for (const [name, amount] of requests.scalars) used.scalars.set(name, (used.scalars.get(name) ?? 0) + by * amount)
}

function take<T>(items: T[], item: T): void {
  const index = items.indexOf(item)
  if (index >= 0) items.splice(index, 1)
}
