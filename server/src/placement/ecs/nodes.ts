import { byName } from '../order.ts'
import type { NodeReport, ResourceUse } from '../report.ts'
import type { Placer } from './engine.ts'
import { fargateNode } from './outcome.ts'
import type { EcsRun } from './run.ts'
import type { InstanceState } from './state.ts'

/** What was free on an instance before anything was placed. */
export interface Free {
  readonly cpu: number
  readonly memory: number
}

export function freeOf({ cpuFree, memoryFree }: InstanceState): Free {
  return { cpu: cpuFree, memory: memoryFree }
}

/** Every instance and every Fargate provider and zone in use, lanes in order: zone, then name. `asked` is who is asked for refusals. */
export function nodesOf(
  states: readonly InstanceState[],
  before: readonly Free[],
  runs: readonly EcsRun[],
  asked: Placer | undefined,
): readonly NodeReport[] {
  const taken = takes(runs)
  const instances = states.map((state, i) => instanceNode(state, before[i] ?? freeOf(state), taken, asked))
  return [...instances, ...fargateNodes(runs)].sort((a, b) => byName(a.zone, b.zone) || byName(a.name, b.name))
}

type Takes = ReadonlyMap<InstanceState, ReadonlyMap<string, number>>

function takes(runs: readonly EcsRun[]): Takes {
  const taken = new Map<InstanceState, Map<string, number>>()
  for (const run of runs) {
    if (run.kind !== 'instances') continue
    for (const { state } of run.decisions) {
      if (state === undefined) continue
      const counts = taken.get(state) ?? new Map<string, number>()
      taken.set(state, counts.set(run.workload.name, (counts.get(run.workload.name) ?? 0) + 1))
    }
  }
  return taken
}

function instanceNode(state: InstanceState, before: Free, taken: Takes, asked: Placer | undefined): NodeReport {
  const { name, zone, group, type } = state.instance
  return {
    name,
    zone,
    group,
    type,
    resources: [cpuUse(state, before), memoryUse(state, before)],
    takes: [...(taken.get(state) ?? [])].map(([workload, count]) => ({ workload, count })),
    refusals: asked?.refusals(state) ?? [],
  }
}

function cpuUse({ instance: { cpuUnits }, cpuFree }: InstanceState, before: Free): ResourceUse {
  const [running, placed] = [cpuUnits - before.cpu, before.cpu - cpuFree]
  return { resource: 'cpu', label: 'cpu', unit: 'units', capacity: cpuUnits, system: 0, running, placed, free: cpuFree }
}

function memoryUse({ instance: { memoryMiB, hardwareMemoryMiB }, memoryFree }: InstanceState, before: Free): ResourceUse {
  const system = hardwareMemoryMiB - memoryMiB
  const [running, placed] = [memoryMiB - before.memory, before.memory - memoryFree]
  return { resource: 'memory', label: 'mem', unit: 'MiB', capacity: hardwareMemoryMiB, system, running, placed, free: memoryFree }
}

/** Fargate has no instances; its tasks of one provider and zone stand in one box, as large as what is paid for. */
function fargateNodes(runs: readonly EcsRun[]): readonly NodeReport[] {
  const nodes = new Map<string, NodeReport>()
  for (const run of runs) {
    if (run.kind !== 'fargate') continue
    for (const { zone, provider } of run.places) {
      const name = fargateNode(provider, zone)
      nodes.set(name, withTask(nodes.get(name) ?? emptyFargate(name, zone, provider), run))
    }
  }
  return [...nodes.values()]
}

function emptyFargate(name: string, zone: string, provider: string): NodeReport {
  const none = { capacity: 0, system: 0, running: 0, placed: 0, free: 0 }
  const resources: readonly ResourceUse[] = [
    { resource: 'cpu', label: 'cpu', unit: 'units', ...none },
    { resource: 'memory', label: 'mem', unit: 'MiB', ...none },
  ]
  return { name, zone, type: provider === 'FARGATE_SPOT' ? 'Fargate Spot' : 'Fargate', resources, takes: [], refusals: [] }
}

function withTask(node: NodeReport, { workload }: Extract<EcsRun, { kind: 'fargate' }>): NodeReport {
  const { cpuUnits, memoryMiB } = workload.task
  const resources = node.resources.map((use, i) => {
    const { value, least = value } = i === 0 ? cpuUnits : memoryMiB
    // What the containers ask for is used, the rest of the size is paid for all the same; containers without a number may use it all.
    const used = least === 0 ? value : least
    return { ...use, capacity: use.capacity + value, placed: use.placed + used, free: use.free + value - used }
  })
  const others = node.takes.filter((one) => one.workload !== workload.name)
  const mine = node.takes.find((one) => one.workload === workload.name)?.count ?? 0
  return { ...node, resources, takes: [...others, { workload: workload.name, count: mine + 1 }] }
}
