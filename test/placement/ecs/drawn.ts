import type { EcsCluster, EcsInstance, InstanceStatus, RunningTasks } from '../../../server/src/placement/ecs/cluster.ts'
import { placeEcs } from '../../../server/src/placement/ecs/report.ts'
import type { PlacementReport } from '../../../server/src/placement/report.ts'
import type { Amount, EcsServicePlan, EcsTask, EcsWorkload, Source } from '../../../server/src/placement/workload.ts'

/** A place that does not matter. */
export const somewhere: Source = { span: { start: 0, end: 0 }, line: 1, path: '' }

/**
 * Instances drawn one per line: name, zone, CPU units/MiB, then in any order what runs there (`web=512/1024`, `web=512/1024:80`,
 * `web=512/1024x3`, `web=512/1024@family:web`), `gpus=2`, `interfaces=3`, `status=DRAINING`, `agent=off`, `provider=p`, `usd=0.1`,
 * `version=1.9.0`, and attributes as `@stack=prod` or `@efs`. All attributes that tasks ask for must be drawn.
 */
export function cluster(drawn: string, more: Partial<EcsCluster> = {}): EcsCluster {
  const instances = drawn
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(instance)
  return {
    kind: 'ecs',
    name: 'test',
    source: 'file',
    region: 'eu-west-1',
    zones: [...new Set(instances.map(({ zone }) => zone))],
    instances,
    capacityProviders: [...new Set(instances.flatMap(({ capacityProvider }) => capacityProvider ?? []))].map((name) => ({
      name,
      kind: 'AUTO_SCALING_GROUP',
    })),
    defaultStrategy: [],
    fargate: undefined,
    groups: [],
    assumptions: [],
    ...more,
  }
}

function instance(line: string): EcsInstance {
  const [name = '', zone = '', size = '', ...rest] = line.split(/\s+/)
  const [cpuUnits = 0, memoryMiB = 0] = size.split('/').map(Number)
  const settings = new Map(rest.filter((word) => !word.startsWith('@')).map((word) => word.split(/=(.*)/s) as [string, string]))
  const known = ['gpus', 'interfaces', 'status', 'agent', 'provider', 'usd', 'version']
  return {
    name,
    zone,
    group: 'g',
    type: 'm6i.large',
    cpuUnits,
    memoryMiB,
    hardwareMemoryMiB: memoryMiB,
    gpus: Number(settings.get('gpus') ?? 0),
    reservedPorts: [22, 2375, 2376, 51678, 51679],
    taskInterfaces: settings.has('interfaces') ? Number(settings.get('interfaces')) : undefined,
    status: (settings.get('status') ?? 'ACTIVE') as InstanceStatus,
    agentConnected: settings.get('agent') !== 'off',
    agentVersion: settings.get('version') ?? '1.90.0',
    registeredAt: undefined,
    capacityProvider: settings.get('provider'),
    attributes: new Map([
      ['ecs.availability-zone', zone],
      ['ecs.os-type', 'linux'],
      ['ecs.cpu-architecture', 'x86_64'],
      ...rest
        .filter((word) => word.startsWith('@'))
        .map((word): [string, string] => [word.slice(1).split('=')[0] ?? '', word.split('=')[1] ?? '']),
    ]),
    usdPerHour: settings.has('usd') ? Number(settings.get('usd')) : undefined,
    running: [...settings].filter(([key]) => !known.includes(key)).map(([key, value]) => running(key, value)),
  }
}

function running(name: string, drawn: string): RunningTasks {
  const [, cpu, memory, port, count, group] = /^(\d+)\/(\d+)(?::(\d+))?(?:x(\d+))?(?:@(.+))?$/.exec(drawn) ?? []
  return {
    name,
    taskGroup: group ?? `service:${name}`,
    count: Number(count ?? 1),
    cpuUnits: Number(cpu),
    memoryMiB: Number(memory),
    gpus: 0,
    hostPorts: port === undefined ? [] : [{ port: Number(port), protocol: 'tcp' }],
    awsvpc: false,
  }
}

/** Tasks drawn as `web 512/1024 x3 :80 :53/udp gpus=1 awsvpc`; a service on top if one is given. */
export function tasks(drawn: string, more: Partial<EcsTask> = {}, service?: Partial<EcsServicePlan>): EcsWorkload {
  const [name = '', size = '', ...rest] = drawn.split(/\s+/)
  const [cpu = 0, memory = 0] = size.split('/').map(Number)
  const count = rest.find((word) => /^x\d+$/.test(word))?.slice(1)
  const gpus = rest.find((word) => word.startsWith('gpus='))?.slice(5)
  const task: EcsTask = {
    requiresCompatibilities: [],
    networkMode: rest.includes('awsvpc') ? 'awsvpc' : 'bridge',
    cpuUnits: amount(cpu, 'cpu', 13),
    memoryMiB: amount(memory, 'memoryReservation', 14),
    gpus: { value: Number(gpus ?? 0) },
    hostPorts: rest
      .filter((word) => word.startsWith(':'))
      .map((word) => ({
        port: Number.parseInt(word.slice(1), 10),
        protocol: word.endsWith('/udp') ? 'udp' : 'tcp',
        source: { ...somewhere, line: 21 },
        digits: { start: 210, end: 212 },
      })),
    constraints: [],
    attributes: [],
    platform: { os: 'LINUX', cpu: 'X86_64' },
    unknown: [],
    ...more,
  }
  const plan: EcsServicePlan | undefined = service && {
    name,
    scheduling: 'REPLICA',
    strategies: [],
    constraints: [],
    capacityProviders: [],
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    attributes: [],
    ...service,
  }
  return { kind: 'ecs', name, count: Number(count ?? 1), source: somewhere, task, ...(plan && { service: plan }) }
}

/** An amount as a definition would ask for it, on a line of its own. */
export function amount(value: number, field: string, line: number): Amount {
  return {
    value,
    field,
    source: { span: { start: line * 10, end: line * 10 + 4 }, line, path: field },
    digits: { start: line * 10, end: line * 10 + 4 },
  }
}

/** The report of one workload on a drawn cluster. */
export function place(workload: EcsWorkload | string, on: EcsCluster | string): PlacementReport {
  return placeEcs([typeof workload === 'string' ? tasks(workload) : workload], typeof on === 'string' ? cluster(on) : on)
}

/** Where the tasks of the first workload went, in order: "a b -", a dash for each that found no place. */
export function placed(report: PlacementReport): string {
  return (report.workloads[0]?.placements ?? []).map(({ node }) => node ?? '-').join(' ')
}

/** What is short on which instance: `{ b: { memory: 1 } }`. */
export function shortfalls(report: PlacementReport): Record<string, Record<string, number>> {
  return Object.fromEntries(
    report.nodes.flatMap(({ name, refusals }) => {
      const short = refusals.flatMap(({ what, amounts }) => (amounts ? [[what, amounts.shortfall] as const] : []))
      return short.length === 0 ? [] : [[name, Object.fromEntries(short)]]
    }),
  )
}

/** Every refusal as "a: filter / what: asked, has free". */
export function refusals(report: PlacementReport): readonly string[] {
  return report.nodes.flatMap(({ name, refusals: all }) =>
    all.map(({ filter, what, asked, free }) => `${name}: ${filter} / ${what}: ${asked}, ${free}`),
  )
}
