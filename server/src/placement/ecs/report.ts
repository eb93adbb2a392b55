import { closestOf, groupReasons, type Refused } from '../reasons.ts'
import type { ClusterSummary, NodeReport, PlacementReport, ResourceUse, Totals, WorkloadReport } from '../report.ts'
import { verdictOf } from '../verdict.ts'
import { counted, ordinal } from '../words.ts'
import type { EcsWorkload } from '../workload.ts'
import type { EcsCluster } from './cluster.ts'
import { type Decision, type Placer, placer } from './engine.ts'
import { type Plan, planOf } from './plan.ts'
import { type InstanceState, stateOf } from './state.ts'

/** Places ECS workloads one after the other on a cluster and tells everything about it. */
export function placeEcs(workloads: readonly EcsWorkload[], cluster: EcsCluster): PlacementReport {
  const states = cluster.instances.map(stateOf).sort((a, b) => (a.instance.name < b.instance.name ? -1 : 1))
  const before = states.map(freeOf)
  const runs = workloads.map((workload) => {
    const plan = planOf(workload)
    const place = placer(plan, states)
    return { plan, place, decisions: place.place(workload.count) }
  })
  const main = runs.find(({ decisions }) => decisions.some(({ state }) => state === undefined)) ?? runs[0]
  return {
    version: 1,
    cluster: summary(cluster),
    workloads: runs.map((run) => workloadReport(run, states)),
    nodes: states
      .map((state, i) => nodeReport(state, before[i] ?? freeOf(state), runs, main?.place))
      .sort((a, b) => order(a.zone, b.zone) || order(a.name, b.name)),
    totals: totals(states, before),
    whatIf: [],
    fidelity: [...cluster.assumptions, 'service quotas, image pulls and tasks that others start meanwhile are not simulated'],
  }
}

interface Run {
  readonly plan: Plan
  readonly place: Placer
  readonly decisions: readonly Decision[]
}

interface Free {
  readonly cpu: number
  readonly memory: number
}

function freeOf({ cpuFree, memoryFree }: InstanceState): Free {
  return { cpu: cpuFree, memory: memoryFree }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function summary({ name, source, instances }: EcsCluster): ClusterSummary {
  const nodes = instances.length
  return { name, kind: 'ecs', source, nodes, unit: 'instance', label: `${name} · ECS · ${counted(nodes, 'instance')}` }
}

function workloadReport({ plan, place, decisions }: Run, states: readonly InstanceState[]): WorkloadReport {
  const refused: Refused[] = states.map((state) => ({ node: state.instance.name, reasons: place.refusals(state) }))
  const placed = decisions.filter(({ state }) => state !== undefined).length
  const remarks = tie(decisions)
  return {
    name: plan.workload.name,
    kind: 'ECS task definition, EC2',
    unit: 'task',
    asked: decisions.length,
    placed,
    strategy: plan.strategyLabel,
    verdict: verdictOf({
      unit: 'task',
      asked: decisions.length,
      placed,
      closest: closestOf(refused),
      remarks,
      ...(states.length === 0 && { because: 'the cluster has no instances' }),
    }),
    placements: decisions.map(({ state, equal }) => (state ? { node: state.instance.name, equal } : {})),
    reasons: groupReasons(
      refused.filter(({ reasons }) => reasons.length > 0),
      'instance',
    ),
    source: plan.workload.source,
  }
}

function tie(decisions: readonly Decision[]): readonly string[] {
  const first = decisions.findIndex(({ equal }) => equal > 1)
  const equal = decisions[first]?.equal
  return equal === undefined ? [] : [`One of ${equal} equal choices for the ${ordinal(first + 1)} task: taken by name.`]
}

function nodeReport(state: InstanceState, before: Free, runs: readonly Run[], place: Placer | undefined): NodeReport {
  const { instance } = state
  const takes = runs.flatMap(({ plan, decisions }) => {
    const count = decisions.filter((decision) => decision.state === state).length
    return count === 0 ? [] : [{ workload: plan.workload.name, count }]
  })
  return {
    name: instance.name,
    zone: instance.zone,
    group: instance.group,
    type: instance.type,
    resources: [cpuUse(state, before), memoryUse(state, before)],
    takes,
    refusals: place?.refusals(state) ?? [],
  }
}

function cpuUse({ instance: { cpuUnits }, cpuFree }: InstanceState, before: Free): ResourceUse {
  return {
    resource: 'cpu',
    label: 'cpu',
    unit: 'units',
    capacity: cpuUnits,
    system: 0,
    running: cpuUnits - before.cpu,
    placed: before.cpu - cpuFree,
    free: cpuFree,
  }
}

function memoryUse({ instance: { memoryMiB, hardwareMemoryMiB }, memoryFree }: InstanceState, before: Free): ResourceUse {
  return {
    resource: 'memory',
    label: 'mem',
    unit: 'MiB',
    capacity: hardwareMemoryMiB,
    system: hardwareMemoryMiB - memoryMiB,
    running: memoryMiB - before.memory,
    placed: before.memory - memoryFree,
    free: memoryFree,
  }
}

function totals(states: readonly InstanceState[], before: readonly Free[]): Totals {
  const sum = (of: (state: InstanceState, i: number) => number) => states.reduce((total, state, i) => total + of(state, i), 0)
  const cpu = sum(({ instance }) => instance.cpuUnits)
  const memory = sum(({ instance }) => instance.hardwareMemoryMiB)
  const percent = (free: number, of: number) => (of === 0 ? 0 : Math.round((100 * (of - free)) / of))
  return {
    cpuPercent: {
      before: percent(
        sum((_, i) => before[i]?.cpu ?? 0),
        cpu,
      ),
      after: percent(
        sum(({ cpuFree }) => cpuFree),
        cpu,
      ),
    },
    memoryPercent: {
      before: percent(
        sum((_, i) => before[i]?.memory ?? 0),
        memory,
      ),
      after: percent(
        sum(({ memoryFree }) => memoryFree),
        memory,
      ),
    },
  }
}
