import { byName } from '../order.ts'
import type { EcsInstance } from './cluster.ts'

/**
 * What is left on one instance while a placement goes on. It is the one mutable thing here: thousands of tasks are placed and taken
 * back again for the what-if questions, and copying would cost more than placing.
 */
export interface InstanceState {
  /** Its number among the states of one placement. */
  readonly index: number
  readonly instance: EcsInstance
  cpuFree: number
  memoryFree: number
  gpusFree: number
  /** Infinite where the model does not tell the limit. */
  interfacesFree: number
  /** Host ports in use with the name of their owner, by `portKey`. */
  readonly ports: Map<string, string>
  /** Tasks by task group. */
  readonly tasks: Map<string, number>
  taskCount: number
}

/** What one task takes from an instance. */
export interface Load {
  readonly name: string
  readonly taskGroup: string
  readonly cpuUnits: number
  readonly memoryMiB: number
  readonly gpus: number
  readonly hostPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' }[]
  readonly awsvpc: boolean
}

/** Who holds the ports that the agent and the operating system keep for themselves. */
export const systemOwner = 'the system'

/** Under which a host port stands in the books; TCP and UDP are apart. */
export function portKey({ port, protocol }: { readonly port: number; readonly protocol: 'tcp' | 'udp' }): string {
  return `${protocol}/${port}`
}

/** The states of instances with what already runs on them, in the order of the names. */
export function statesOf(instances: readonly EcsInstance[]): readonly InstanceState[] {
  return [...instances].sort((a, b) => byName(a.name, b.name)).map(stateOf)
}

/** The state of one instance; `index` must differ from those of the states it is placed among. */
export function stateOf(instance: EcsInstance, index: number): InstanceState {
  const state: InstanceState = {
    index,
    instance,
    cpuFree: instance.cpuUnits,
    memoryFree: instance.memoryMiB,
    gpusFree: instance.gpus,
    interfacesFree: instance.taskInterfaces ?? Number.POSITIVE_INFINITY,
    ports: new Map(instance.reservedPorts.map((port) => [portKey({ port, protocol: 'tcp' }), systemOwner])),
    tasks: new Map(),
    taskCount: 0,
  }
  for (const running of instance.running) for (let i = 0; i < running.count; i++) take(state, running)
  return state
}

/** Puts one task on an instance, whether it fits or not. */
export function take(state: InstanceState, load: Load): void {
  change(state, load, 1)
  for (const port of load.hostPorts) if (!state.ports.has(portKey(port))) state.ports.set(portKey(port), load.name)
}

/** Takes one task away that `take` has put there. */
export function release(state: InstanceState, load: Load): void {
  change(state, load, -1)
  for (const port of load.hostPorts) if (state.ports.get(portKey(port)) === load.name) state.ports.delete(portKey(port))
}

function change(state: InstanceState, load: Load, by: 1 | -1): void {
  state.cpuFree -= by * load.cpuUnits
  state.memoryFree -= by * load.memoryMiB
  state.gpusFree -= by * load.gpus
  if (load.awsvpc) state.interfacesFree -= by
  state.taskCount += by
  const tasks = (state.tasks.get(load.taskGroup) ?? 0) + by
  if (tasks === 0) state.tasks.delete(load.taskGroup)
  else state.tasks.set(load.taskGroup, tasks)
}
