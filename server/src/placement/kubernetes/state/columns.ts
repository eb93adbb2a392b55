import type { Amounts } from '../requests.ts'
import type { PodInfo } from './pod-info.ts'

/** What the nodes of a cluster have and what of it is taken: a column for each resource, by index of the node. */
export interface Columns {
  readonly pods: Column
  readonly cpuMilli: Column
  readonly memoryBytes: Column
  readonly ephemeralBytes: Column
  /** What is taken with the amounts that count for scores. */
  readonly scoredCpuMilli: Float64Array
  readonly scoredMemoryBytes: Float64Array
}

/** One resource. The numbers stay exact to 2^53, which is 8 PiB. */
export interface Column {
  readonly allocatable: Float64Array
  readonly used: Float64Array
}

/** Columns for so many nodes that have nothing yet. */
export function newColumns(nodes: number): Columns {
  const column = (): Column => ({ allocatable: new Float64Array(nodes), used: new Float64Array(nodes) })
  return {
    pods: column(),
    cpuMilli: column(),
    memoryBytes: column(),
    ephemeralBytes: column(),
    scoredCpuMilli: new Float64Array(nodes),
    scoredMemoryBytes: new Float64Array(nodes),
  }
}

/** Writes down what a node has. */
export function setAllocatable(columns: Columns, index: number, amounts: Amounts, pods: number): void {
  columns.pods.allocatable[index] = pods
  columns.cpuMilli.allocatable[index] = amounts.cpuMilli
  columns.memoryBytes.allocatable[index] = amounts.memoryBytes
  columns.ephemeralBytes.allocatable[index] = amounts.ephemeralBytes
}

/** Copies what a node has and what is taken of it into other columns. */
export function copyRow(from: Columns, index: number, to: Columns, at: number): void {
  for (const name of ['pods', 'cpuMilli', 'memoryBytes', 'ephemeralBytes'] as const) {
    to[name].allocatable[at] = from[name].allocatable[index] ?? 0
    to[name].used[at] = from[name].used[index] ?? 0
  }
  to.scoredCpuMilli[at] = from.scoredCpuMilli[index] ?? 0
  to.scoredMemoryBytes[at] = from.scoredMemoryBytes[index] ?? 0
}

/** Counts a pod that comes (1) or goes (-1). */
export function countPod(columns: Columns, index: number, { requests, scoredCpuMilli, scoredMemoryBytes }: PodInfo, by: 1 | -1): void {
  add(columns.pods.used, index, by)
  add(columns.cpuMilli.used, index, by * requests.cpuMilli)
  add(columns.memoryBytes.used, index, by * requests.memoryBytes)
  if (requests.ephemeralBytes !== 0) add(columns.ephemeralBytes.used, index, by * requests.ephemeralBytes)
  add(columns.scoredCpuMilli, index, by * scoredCpuMilli)
  add(columns.scoredMemoryBytes, index, by * scoredMemoryBytes)
}

function add(column: Float64Array, index: number, amount: number): void {
  column[index] = (column[index] ?? 0) + amount
}
