import type { EcsCluster, EcsInstance, InstanceGroup, RunningTasks } from '../ecs/cluster.ts'
import { placer } from '../ecs/engine.ts'
import { planOfLoad } from '../ecs/plan.ts'
import { statesOf } from '../ecs/state.ts'
import { apply, attributesOf } from './attributes.ts'
import { type InstanceType, instanceType, instanceTypesAsOf } from './instance-types.ts'
import type { EcsGroup, EcsModel, EcsRunning } from './model.ts'
import { fullZone, nodeName } from './names.ts'
import { priceOf } from './price.ts'

/** Turns a model into the instances it describes, named `<group>-<zone>-<n>`, with what already runs on them. */
export function ecsClusterOf(model: EcsModel, source: EcsCluster['source']): EcsCluster {
  const zones = model.zones.map((zone) => fullZone(model.region, zone))
  const idle = model.groups.flatMap((group) => instancesOf(model, group))
  const groups = model.groups.map((group): InstanceGroup => {
    const total = [...group.counts.values()].reduce((sum, count) => sum + count, 0)
    return {
      name: group.name,
      zones: [...group.counts.keys()].map((zone) => fullZone(model.region, zone)),
      max: group.max,
      next: (zone) =>
        instanceOf(model, group, [...group.counts.keys()].find((one) => fullZone(model.region, one) === zone) ?? zone, total + 1),
    }
  })
  return {
    kind: 'ecs',
    name: model.name,
    source,
    region: model.region,
    zones,
    instances: withRunning(idle, model.workloads),
    capacityProviders: model.capacityProviders.map((name) => ({ name, kind: isFargate(name) ? name : 'AUTO_SCALING_GROUP' })),
    defaultStrategy: model.defaultCapacityProviderStrategy,
    fargate: model.capacityProviders.some(isFargate)
      ? { zones: model.fargateZones?.map((zone) => fullZone(model.region, zone)) ?? zones }
      : undefined,
    groups,
    assumptions: assumptionsOf(model.groups),
  }
}

function assumptionsOf(groups: readonly EcsGroup[]): readonly string[] {
  const estimated = groups.some((group) => group.instanceType !== undefined && group.capacity.memoryMiB === undefined)
  const priced = groups.some((group) => group.usdPerHour === undefined && priceOf(group) !== undefined)
  return [
    ...(estimated ? ['memory that an instance registers is estimated from its type: 64 MiB and 3.5 % below the nominal size'] : []),
    ...(priced ? [`prices of instances are those of ${instanceTypesAsOf.prices}; Spot is a typical discount and varies`] : []),
  ]
}

function isFargate(name: string): name is 'FARGATE' | 'FARGATE_SPOT' {
  return name === 'FARGATE' || name === 'FARGATE_SPOT'
}

function instancesOf(model: EcsModel, group: EcsGroup): readonly EcsInstance[] {
  return [...group.counts].flatMap(([zone, count]) => Array.from({ length: count }, (_, i) => instanceOf(model, group, zone, i + 1)))
}

function instanceOf(model: EcsModel, group: EcsGroup, zone: string, position: number): EcsInstance {
  const type = group.instanceType === undefined ? undefined : instanceType(group.instanceType)
  const name = nodeName(group.name, zone, position)
  const override = model.overrides.get(name)
  const architecture = group.capacity.architecture ?? type?.architecture ?? 'x86_64'
  const facts = { zone: fullZone(model.region, zone), type: group.instanceType ?? 'custom', architecture }
  const attributes = new Map(attributesOf(group, facts))
  if (override) apply(attributes, override.attributes)
  const registered = (group.capacity.memoryMiB ?? (type ? registeredMemory(type) : 0)) - group.reservedMemoryMiB
  return {
    name,
    zone: facts.zone,
    group: group.name,
    type: facts.type,
    cpuUnits: Math.round((group.capacity.vcpu ?? type?.vcpu ?? 0) * 1024),
    memoryMiB: registered,
    hardwareMemoryMiB: Math.max(type?.memoryMiB ?? registered + group.reservedMemoryMiB, registered),
    gpus: group.capacity.gpus ?? type?.gpus ?? 0,
    reservedPorts: [...reservedPorts[group.os], ...group.reservedPorts],
    taskInterfaces: group.capacity.networkInterfaces ?? (type && taskInterfaces(type, group.trunking)),
    status: override?.status ?? group.status,
    agentConnected: override?.agentConnected ?? group.agentConnected,
    agentVersion: group.agentVersion ?? '1.90.0',
    registeredAt: group.registeredAt,
    capacityProvider: group.capacityProvider,
    attributes,
    usdPerHour: priceOf(group),
    running: [],
  }
}

/**
 * What the kernel reports is below the nominal size. Seen: 7,985 of 8,192 MiB (m4.large), 15,743 of 16,384, about 3,800 of 4,096 (t4g.medium);
 * 64 MiB (128 on arm64) and 3.5 % below nominal comes within 150 MiB of each, on the safe side for the older one.
 */
function registeredMemory({ memoryMiB, architecture }: InstanceType): number {
  return Math.floor(memoryMiB * 0.965) - (architecture === 'arm64' ? 128 : 64)
}

/** Tasks with a network interface of their own: the primary interface is the instance's; with trunking branch interfaces count. */
export function taskInterfaces({ interfaces, trunkTasks, branchInterfaces }: InstanceType, trunking: boolean): number {
  const plain = Math.max(interfaces - 1, 0)
  return trunking ? Math.max(trunkTasks ?? branchInterfaces ?? plain, plain) : plain
}

/** SSH, Docker's API and the agent's own; on Windows also those of the system. From the agent's registration. */
const reservedPorts: Readonly<Record<EcsGroup['os'], readonly number[]>> = {
  linux: [22, 2375, 2376, 51678, 51679],
  windows: [53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679],
}

/** Instances with the running tasks of the model: pinned ones where they are pinned, the others placed as a service would be. */
function withRunning(idle: readonly EcsInstance[], workloads: readonly EcsRunning[]): readonly EcsInstance[] {
  const running = new Map<string, Map<EcsRunning, number>>(idle.map(({ name }) => [name, new Map()]))
  const put = (name: string, workload: EcsRunning, count: number) => {
    const here = running.get(name)
    here?.set(workload, (here.get(workload) ?? 0) + count)
  }
  const current = () => idle.map((instance) => ({ ...instance, running: [...(running.get(instance.name) ?? [])].map(tasksOf) }))
  for (const workload of workloads) for (const name of workload.on) put(name, workload, workload.count)
  const floating = workloads.filter(({ on }) => on.length === 0)
  const states = floating.length === 0 ? [] : statesOf(current())
  for (const workload of floating) {
    for (const { state } of placer(planOfLoad(workload), states).place(workload.count)) if (state) put(state.instance.name, workload, 1)
  }
  return current()
}

function tasksOf([workload, count]: readonly [EcsRunning, number]): RunningTasks {
  const { name, taskGroup, cpuUnits, memoryMiB, gpus, hostPorts, awsvpc } = workload
  return { name, taskGroup, count, cpuUnits, memoryMiB, gpus, hostPorts, awsvpc }
}
