import type { EcsStrategy, EcsTask, EcsWorkload, Source } from '../workload.ts'
import type { ProviderShare } from './cluster.ts'
import { type Constraints, constraintsOf } from './constraint.ts'
import type { Route } from './providers.ts'
import type { Load } from './state.ts'
import { isInstance } from './strategies/spread.ts'

/** A workload made ready for instances: what each of its tasks takes, where it may go, and in which order instances are preferred. */
export interface Plan {
  readonly task: EcsTask
  readonly load: Load
  readonly constraints: Constraints
  readonly strategies: readonly EcsStrategy[]
  /** How instances are ranked, for people: "spread(zone), binpack(memory)". */
  readonly strategyLabel: string
  /** One task on every instance that may have one, instead of a number of tasks. */
  readonly daemon: boolean
  /** The capacity provider strategy; empty if every instance may be taken. */
  readonly providers: readonly ProviderShare[]
  readonly providerSource: Source | undefined
  readonly external: boolean
  /** Fixes what the strategy `random` draws. */
  readonly seed: number
}

/** What a service without strategies does: the zone with the fewest of its tasks, there the instance with the fewest. */
const serviceDefault: readonly EcsStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'spread', field: 'instanceId' },
]

/** Makes a workload ready. A task definition alone is planned as a service without strategies would be. */
export function planOf(workload: EcsWorkload, route: Extract<Route, { kind: 'instances' }>): Plan {
  const { task, service } = workload
  const daemon = service?.scheduling === 'DAEMON'
  const strategies = daemon ? [] : service?.strategies.length ? service.strategies : serviceDefault
  const { providers, providerSource, external } = route
  return {
    task,
    load: loadOf(workload),
    constraints: constraintsOf([...task.constraints, ...(service?.constraints ?? [])]),
    strategies,
    strategyLabel: daemon ? 'daemon: one on every instance' : strategies.map(label).join(', '),
    daemon,
    providers,
    providerSource,
    external,
    seed: 1,
  }
}

/** What one task of a workload takes from its instance. */
export function loadOf({ task, service, name }: EcsWorkload): Load {
  return {
    name: service?.name ?? name,
    taskGroup: `service:${service?.name ?? name}`,
    cpuUnits: task.cpuUnits.value,
    memoryMiB: task.memoryMiB.value,
    gpus: task.gpus.value,
    hostPorts: task.hostPorts,
    awsvpc: task.networkMode === 'awsvpc',
  }
}

/** A plan for tasks of which only the load is known: what a model says is already running. */
export function planOfLoad(load: Load): Plan {
  const source = { span: { start: 0, end: 0 }, line: 1, path: '' }
  const task: EcsTask = {
    requiresCompatibilities: [],
    networkMode: load.awsvpc ? 'awsvpc' : 'bridge',
    cpuUnits: { value: load.cpuUnits },
    memoryMiB: { value: load.memoryMiB },
    gpus: { value: load.gpus },
    hostPorts: load.hostPorts.map((port) => ({ ...port, source })),
    constraints: [],
    attributes: [],
    platform: { os: 'LINUX', cpu: 'X86_64' },
    unknown: [],
  }
  const workload: EcsWorkload = { kind: 'ecs', name: load.name, count: 1, source, task }
  return { ...planOf(workload, { kind: 'instances', providers: [], providerSource: undefined, external: false }), load }
}

function label({ type, field }: EcsStrategy): string {
  return field === undefined ? type : `${type}(${fieldLabel(field)})`
}

function fieldLabel(field: string): string {
  if (field === 'attribute:ecs.availability-zone') return 'zone'
  return isInstance(field) ? 'instance' : field.replace(/^attribute:/, '')
}
