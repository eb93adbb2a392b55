import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import { byName } from '../../order.ts'
import type { Refused } from '../../reasons.ts'
import type { NodeReport, ResourceUse } from '../../report.ts'
import type { ResourceList } from '../objects/quantity.ts'
import { amountsOf } from '../requests.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import { unitOf } from './amounts.ts'
import type { KubernetesRun } from './run.ts'
import { zoneOf } from './scene.ts'

/** Every node, lanes in order: zone, then name. `before` is the same cluster as it was before anything was placed. */
export function nodesOf(
  cluster: ClusterState,
  before: ClusterState,
  runs: readonly KubernetesRun[],
  refused: readonly Refused[],
  model: KubernetesCluster,
): readonly NodeReport[] {
  const taken = takes(runs)
  return cluster.nodes
    .map((node, i): NodeReport => {
      const group = model.groupOf.get(node.name)
      return {
        name: node.name,
        zone: zoneOf(node),
        ...(group !== undefined && { group }),
        type: node.labels.get('node.kubernetes.io/instance-type') ?? 'node',
        resources: resourcesOf(node, before.nodes[i] ?? node),
        takes: [...(taken.get(node.name) ?? [])].map(([workload, count]) => ({ workload, count })),
        refusals: refused[i]?.reasons ?? [],
      }
    })
    .sort((a, b) => byName(a.zone, b.zone) || byName(a.name, b.name))
}

type Takes = ReadonlyMap<string, ReadonlyMap<string, number>>

function takes(runs: readonly KubernetesRun[]): Takes {
  const taken = new Map<string, Map<string, number>>()
  for (const { plan, placements } of runs) {
    for (const { node } of placements) {
      if (node === undefined) continue
      const counts = taken.get(node.name) ?? new Map<string, number>()
      taken.set(node.name, counts.set(plan.workload.name, (counts.get(plan.workload.name) ?? 0) + 1))
    }
  }
  return taken
}

/** cpu and memory, which are drawn, then what else may run out: pods, devices, huge pages. */
function resourcesOf(node: NodeState, before: NodeState): readonly ResourceUse[] {
  const { columns, index, scalars } = node
  const capacity = amountsOf(node.node.capacity ?? (new Map<string, bigint>() satisfies ResourceList))
  const column = (name: 'cpuMilli' | 'memoryBytes' | 'pods') => ({
    allocatable: columns[name].allocatable[index] ?? 0,
    used: columns[name].used[index] ?? 0,
    usedBefore: before.columns[name].used[before.index] ?? 0,
  })
  return [
    use('cpu', 'cpu', capacity.cpuMilli, column('cpuMilli')),
    use('memory', 'mem', capacity.memoryBytes, column('memoryBytes')),
    use('pods', 'pods', 0, column('pods')),
    ...[...scalars.allocatable].flatMap(([name, allocatable]) => {
      if (allocatable === 0) return []
      const counts = { allocatable, used: scalars.used.get(name) ?? 0, usedBefore: before.scalars.used.get(name) ?? 0 }
      return [use(name, name.slice(name.lastIndexOf('/') + 1), capacity.scalars.get(name) ?? 0, counts)]
    }),
  ]
}

interface Counts {
  readonly allocatable: number
  readonly used: number
  readonly usedBefore: number
}

/** A node that tells no capacity has what it offers. */
function use(resource: string, label: string, capacity: number, { allocatable, used, usedBefore }: Counts): ResourceUse {
  const { unit, of } = unitOf(resource)
  const all = Math.max(capacity, allocatable)
  return {
    resource,
    label,
    unit,
    capacity: of(all),
    system: of(all - allocatable),
    running: of(usedBefore),
    placed: of(used - usedBefore),
    free: of(allocatable - used),
  }
}
