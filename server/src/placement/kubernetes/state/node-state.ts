import type { Labels } from '../objects/json.ts'
import type { Node } from '../objects/node.ts'
import { wholeUnits } from '../objects/quantity.ts'
import { amountsOf } from '../requests.ts'
import { type Columns, copyRow, countPod, newColumns, setAllocatable } from './columns.ts'
import type { HostPort, PodInfo } from './pod-info.ts'

/** A node and what is on it. It changes as pods come and go. */
export interface NodeState {
  /** Its place among the nodes of the cluster. */
  readonly index: number
  readonly name: string
  readonly node: Node
  readonly labels: Labels
  /** Nodes with equal taints have the same number; those without have 0. */
  readonly taintClass: number
  /** Nodes with equal labels, but for the hostname, have the same number. */
  readonly labelClass: number
  /** Amounts of all nodes; those of this one are at its index. */
  readonly columns: Columns
  /** Extended resources and huge pages, which few nodes have. */
  readonly scalars: ScalarAmounts
  readonly pods: PodInfo[]
  /** Those of the pods that say anything about other pods, and those that keep others away. */
  readonly withAffinity: PodInfo[]
  readonly withAntiAffinity: PodInfo[]
  /** Ports taken, as `protocol/port` by address. */
  readonly ports: Map<string, Set<string>>
}

/** Amounts by name of the resource; what is absent is 0. */
export interface ScalarAmounts {
  readonly allocatable: ReadonlyMap<string, number>
  readonly used: Map<string, number>
}

/** Nodes without pods, behind copies of nodes that are there before, which keep theirs. All are counted in columns of their own. */
export function nodeStatesOf(nodes: readonly Node[], before: readonly NodeState[] = []): readonly NodeState[] {
  const columns = newColumns(before.length + nodes.length)
  const kept = before.map((state, index) => copyOf(state, index, columns))
  if (nodes.length === 0) return kept
  const taints = classesOf(before, taintsOf, ({ taintClass }) => taintClass)
  taints.set('[]', 0)
  const labels = classesOf(before, sharedLabels, ({ labelClass }) => labelClass)
  const added = nodes.map((node, i) => {
    const taintClass = classIn(taints, taintsOf(node))
    const labelClass = classIn(labels, sharedLabels(node))
    return newState(node, kept.length + i, columns, taintClass, labelClass)
  })
  return [...kept, ...added]
}

function newState(node: Node, index: number, columns: Columns, taintClass: number, labelClass: number): NodeState {
  const allocatable = node.allocatable ?? new Map<string, bigint>()
  const amounts = amountsOf(allocatable)
  setAllocatable(columns, index, amounts, wholeUnits(allocatable.get('pods') ?? 0n))
  return {
    index,
    name: node.name,
    node,
    labels: node.labels,
    taintClass,
    labelClass,
    columns,
    scalars: { allocatable: amounts.scalars, used: new Map() },
    pods: [],
    withAffinity: [],
    withAntiAffinity: [],
    ports: new Map(),
  }
}

function taintsOf({ taints }: Node): string {
  return JSON.stringify(taints)
}

function sharedLabels({ labels }: Node): string {
  let text = ''
  for (const [key, value] of labels) if (key !== hostname) text += `${key}=${value}\n`
  return text
}

/** The label that tells nodes apart. */
export const hostname = 'kubernetes.io/hostname'

function classesOf(
  states: readonly NodeState[],
  keyOf: (node: Node) => string,
  classOf: (state: NodeState) => number,
): Map<string, number> {
  const seen = new Set<number>()
  const classes = new Map<string, number>()
  for (const state of states) {
    if (seen.has(classOf(state))) continue
    seen.add(classOf(state))
    classes.set(keyOf(state.node), classOf(state))
  }
  return classes
}

/** The class of a key; a new one gets the next number. Those of nodes that are gone leave gaps. */
function classIn(classes: Map<string, number>, key: string): number {
  const known = classes.get(key)
  if (known !== undefined) return known
  let next = 0
  for (const used of classes.values()) if (used >= next) next = used + 1
  classes.set(key, next)
  return next
}

function copyOf(state: NodeState, index: number, columns: Columns): NodeState {
  copyRow(state.columns, state.index, columns, index)
  return {
    ...state,
    index,
    columns,
    scalars: { allocatable: state.scalars.allocatable, used: new Map(state.scalars.used) },
    pods: [...state.pods],
    withAffinity: [...state.withAffinity],
    withAntiAffinity: [...state.withAntiAffinity],
    ports: new Map([...state.ports].map(([ip, taken]) => [ip, new Set(taken)])),
  }
}

/** Puts a pod on a node. */
export function addPod(state: NodeState, info: PodInfo): void {
  state.pods.push(info)
  if (info.terms.any) state.withAffinity.push(info)
  if (info.terms.requiredAnti.length > 0) state.withAntiAffinity.push(info)
  count(state, info, 1)
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
  count(state, info, -1)
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

function count({ columns, index, scalars }: NodeState, info: PodInfo, by: 1 | -1): void {
  countPod(columns, index, info, by)
  for (const [name, amount] of info.requests.scalars) scalars.used.set(name, (scalars.used.get(name) ?? 0) + by * amount)
}

function take<T>(items: T[], item: T): void {
  const index = items.indexOf(item)
  if (index >= 0) items.splice(index, 1)
}
