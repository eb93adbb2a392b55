import type { EcsGroup, EcsModel, EcsRunning, KubernetesGroup, KubernetesModel, KubernetesRunning } from '../../placement/cluster/model.ts'
import type { EcsFile } from './ecs-file.ts'
import type { KubernetesFile } from './kubernetes-file.ts'

/** The model of an ECS file: defaults filled in, counts spread over zones. */
export function ecsModel(file: EcsFile): EcsModel {
  const zones = file.zones ?? ['a']
  return {
    ...common(file),
    kind: 'ecs',
    groups: (file.groups ?? []).map((group) => ecsGroup(group, zones)),
    capacityProviders: file.capacityProviders ?? [],
    defaultCapacityProviderStrategy: (file.defaultCapacityProviderStrategy ?? []).map(({ capacityProvider, base, weight }) => ({
      name: capacityProvider,
      base: base ?? 0,
      weight: weight ?? 0,
    })),
    fargateZones: file.fargate?.zones,
    workloads: (file.workloads ?? []).map(ecsRunning),
    overrides: overrides(file.overrides, ({ status, agentConnected, attributes }) => ({
      status,
      agentConnected,
      attributes: attributes ?? new Map(),
    })),
  }
}

/** The model of a Kubernetes or EKS file: defaults filled in, counts spread over zones. */
export function kubernetesModel(file: KubernetesFile): KubernetesModel {
  const zones = file.zones ?? ['a']
  return {
    ...common(file),
    kind: 'kubernetes',
    version: file.kubernetes,
    percentageOfNodesToScore: file.scheduler?.percentageOfNodesToScore ?? 100,
    eks: file.kind === 'eks',
    groups: (file.groups ?? []).map((group) => kubernetesGroup(group, zones)),
    fargateProfiles: (file.fargate?.profiles ?? []).map((profile) => ({
      namespace: profile.namespace,
      labels: profile.labels ?? new Map(),
    })),
    daemonSets: (file.daemonSets ?? []).map((daemon) => kubernetesRunning({ ...daemon, count: undefined, on: undefined })),
    workloads: (file.workloads ?? []).map(kubernetesRunning),
    overrides: overrides(file.overrides, ({ labels, taints, cordoned }) => ({
      labels: labels ?? new Map(),
      taints: taints ?? [],
      cordoned,
    })),
  }
}

function common({ name, region, zones }: EcsFile | KubernetesFile): Pick<EcsModel, 'name' | 'region' | 'zones'> {
  return { name, region: region ?? 'us-east-1', zones: zones ?? ['a'] }
}

function overrides<T, U>(written: ReadonlyMap<string, T> | undefined, of: (value: T) => U): ReadonlyMap<string, U> {
  return new Map([...(written ?? [])].map(([name, value]) => [name, of(value)]))
}

type Written<F extends { readonly groups: readonly unknown[] | undefined }> = NonNullable<F['groups']>[number]

function commonGroup(group: Written<EcsFile> | Written<KubernetesFile>, zones: readonly string[]) {
  const { name, instanceType, count, max, capacityType, usdPerHour, os } = group
  const counts = typeof count === 'object' ? count : spreadOver(zones, count ?? 1)
  return { name, instanceType, counts, max, spot: capacityType === 'spot', usdPerHour, os: os ?? ('linux' as const) }
}

/** As an Auto Scaling group would: evenly, the first zones get what is left over. */
function spreadOver(zones: readonly string[], count: number): ReadonlyMap<string, number> {
  const each = Math.floor(count / zones.length)
  const more = count % zones.length
  return new Map(zones.map((zone, i) => [zone, each + (i < more ? 1 : 0)]))
}

function ecsGroup(group: Written<EcsFile>, zones: readonly string[]): EcsGroup {
  const { capacity, reserved } = group
  return {
    ...commonGroup(group, zones),
    capacity: {
      vcpu: capacity?.cpu,
      memoryMiB: capacity?.memory,
      gpus: capacity?.gpus,
      networkInterfaces: capacity?.networkInterfaces,
      architecture: capacity?.architecture,
    },
    capacityProvider: group.capacityProvider,
    trunking: group.trunking ?? false,
    attributes: group.attributes ?? new Map(),
    reservedMemoryMiB: reserved?.memory ?? 0,
    reservedPorts: reserved?.ports ?? [],
    status: group.status ?? 'ACTIVE',
    agentConnected: group.agentConnected ?? true,
    agentVersion: group.agentVersion,
    registeredAt: group.registeredAt,
  }
}

function ecsRunning(workload: NonNullable<EcsFile['workloads']>[number]): EcsRunning {
  return {
    name: workload.name,
    count: workload.count ?? 1,
    taskGroup: workload.taskGroup ?? `service:${workload.name}`,
    cpuUnits: workload.cpu ?? 0,
    memoryMiB: workload.memory ?? 0,
    gpus: workload.gpus ?? 0,
    hostPorts: workload.hostPorts ?? [],
    awsvpc: workload.networkMode === 'awsvpc',
    on: workload.on ?? [],
  }
}

function kubernetesGroup(group: Written<KubernetesFile>, zones: readonly string[]): KubernetesGroup {
  return {
    ...commonGroup(group, zones),
    capacity: group.capacity ?? new Map(),
    architecture: group.architecture,
    labels: group.labels ?? new Map(),
    taints: group.taints ?? [],
    maxPods: group.maxPods,
    reserved: group.reserved ?? new Map(),
    cordoned: group.cordoned ?? false,
  }
}

function kubernetesRunning(workload: NonNullable<KubernetesFile['workloads']>[number]): KubernetesRunning {
  const { name, namespace, count, requests, labels, on } = workload
  return {
    name,
    namespace: namespace ?? 'default',
    count: count ?? 1,
    requests: requests ?? new Map(),
    labels: labels ?? new Map(),
    on: on ?? [],
  }
}
