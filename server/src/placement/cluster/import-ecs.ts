import type { EcsCluster, EcsInstance, InstanceGroup, InstanceStatus, RunningTasks } from '../ecs/cluster.ts'
import { type Fields, fields, list, number, text, texts } from '../kubernetes/objects/json.ts'
import { byName } from '../order.ts'
import { taskInterfaces } from './ecs.ts'
import { instanceType } from './instance-types.ts'

/**
 * A cluster from what `aws ecs describe-container-instances` prints. If the same object also holds the `tasks` of
 * `describe-tasks` and the `clusters` of `describe-clusters`, tasks keep their groups and sizes, and the cluster its name and capacity
 * providers. Undefined if the value is no such answer.
 */
export function importEcs(value: unknown): EcsCluster | undefined {
  const answer = fields(value)
  if (!Array.isArray(answer.containerInstances)) return undefined
  const tasks = list(answer.tasks, fields)
  const instances = list(answer.containerInstances, fields).map((one) => instanceOf(one, tasks))
  const [cluster = {}] = list(answer.clusters, fields)
  const zones = [...new Set(instances.map(({ zone }) => zone))].sort(byName)
  const providers = new Set([...texts(cluster.capacityProviders), ...instances.flatMap(({ capacityProvider }) => capacityProvider ?? [])])
  return {
    kind: 'ecs',
    name: text(cluster.clusterName) || clusterName(list(answer.containerInstances, fields)) || 'imported',
    source: 'file',
    region: (zones[0] ?? '').replace(/[a-z]$/, ''),
    zones,
    instances,
    capacityProviders: [...providers].map((name) => ({
      name,
      kind: name === 'FARGATE' || name === 'FARGATE_SPOT' ? name : 'AUTO_SCALING_GROUP',
    })),
    defaultStrategy: list(cluster.defaultCapacityProviderStrategy, fields).map((share) => ({
      name: text(share.capacityProvider),
      base: number(share.base) ?? 0,
      weight: number(share.weight) ?? 0,
    })),
    fargate: providers.has('FARGATE') || providers.has('FARGATE_SPOT') ? { zones } : undefined,
    groups: groupsOf(instances),
    assumptions:
      tasks.length > 0 ? [] : ['tasks that already run on an instance are taken to be of equal size, and their services are not known'],
  }
}

/** The part of an ARN between the resource type and the instance: `arn:aws:ecs:REGION:ACCOUNT:container-instance/CLUSTER/ID`. */
function clusterName([first = {}]: readonly Fields[]): string | undefined {
  return /container-instance\/([^/]+)\//.exec(text(first.containerInstanceArn))?.[1]
}

function instanceOf(instance: Fields, tasks: readonly Fields[]): EcsInstance {
  const registered = resourcesOf(instance.registeredResources)
  const attributes = new Map(list(instance.attributes, fields).map(({ name, value }) => [text(name), text(value)]))
  const type = instanceType(attributes.get('ecs.instance-type') ?? '')
  const provider = text(instance.capacityProviderName)
  const memoryMiB = registered.memory
  return {
    name: text(instance.ec2InstanceId) || (text(instance.containerInstanceArn).split('/').at(-1) ?? ''),
    zone: attributes.get('ecs.availability-zone') ?? '',
    group: provider || (type?.name ?? 'instances'),
    type: attributes.get('ecs.instance-type') ?? 'custom',
    cpuUnits: registered.cpu,
    memoryMiB,
    hardwareMemoryMiB: Math.max(type?.memoryMiB ?? memoryMiB, memoryMiB),
    gpus: registered.gpus.length,
    reservedPorts: registered.ports,
    taskInterfaces: type && taskInterfaces(type, attributes.has('ecs.awsvpc-trunk-id')),
    status: statusOf(text(instance.status)),
    agentConnected: instance.agentConnected !== false,
    agentVersion: text(fields(instance.versionInfo).agentVersion) || '0',
    registeredAt: text(instance.registeredAt) || undefined,
    capacityProvider: provider || undefined,
    attributes,
    usdPerHour: type?.usdPerHour,
    running: runningOn(instance, tasks),
  }
}

const statuses: readonly InstanceStatus[] = ['ACTIVE', 'DRAINING', 'REGISTERING', 'DEREGISTERING', 'REGISTRATION_FAILED', 'INACTIVE']

function statusOf(written: string): InstanceStatus {
  return statuses.find((one) => one === written) ?? 'ACTIVE'
}

interface Resources {
  readonly cpu: number
  readonly memory: number
  readonly ports: readonly number[]
  readonly udpPorts: readonly number[]
  readonly gpus: readonly string[]
}

/** `registeredResources` or `remainingResources`; the ports in them are those in use. */
function resourcesOf(written: unknown): Resources {
  const byKey = new Map(list(written, fields).map((resource) => [text(resource.name), resource]))
  const amount = (name: string) => number(byKey.get(name)?.integerValue) ?? 0
  const set = (name: string) => texts(byKey.get(name)?.stringSetValue)
  return {
    cpu: amount('CPU'),
    memory: amount('MEMORY'),
    ports: set('PORTS').map(Number),
    udpPorts: set('PORTS_UDP').map(Number),
    gpus: set('GPU'),
  }
}

/** Tasks as far as they are known, and what is in use beyond them as tasks of equal size. */
function runningOn(instance: Fields, tasks: readonly Fields[]): readonly RunningTasks[] {
  const [all, left] = [resourcesOf(instance.registeredResources), resourcesOf(instance.remainingResources)]
  const here = tasks.filter((task) => text(task.containerInstanceArn) === text(instance.containerInstanceArn)).map(taskOf)
  const known = (of: 'cpuUnits' | 'memoryMiB') => here.reduce((sum, task) => sum + task[of], 0)
  const rest = {
    cpu: Math.max(0, all.cpu - left.cpu - known('cpuUnits')),
    memory: Math.max(0, all.memory - left.memory - known('memoryMiB')),
    gpus: Math.max(0, all.gpus.length - left.gpus.length),
    ports: [
      ...left.ports.filter((port) => !all.ports.includes(port)).map((port) => ({ port, protocol: 'tcp' as const })),
      ...left.udpPorts.filter((port) => !all.udpPorts.includes(port)).map((port) => ({ port, protocol: 'udp' as const })),
    ],
  }
  const unknown = Math.max(0, (number(instance.runningTasksCount) ?? 0) + (number(instance.pendingTasksCount) ?? 0) - here.length)
  return [...here, ...equalTasks(rest, unknown)]
}

interface Rest {
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly ports: RunningTasks['hostPorts']
}

/** So many tasks that take so much together; the first also takes what cannot be divided. */
function equalTasks({ cpu, memory, gpus, ports }: Rest, count: number): readonly RunningTasks[] {
  const divided = Math.max(count, 1)
  const [cpuEach, memoryEach] = [Math.floor(cpu / divided), Math.floor(memory / divided)]
  const first = {
    ...other(1),
    cpuUnits: cpu - cpuEach * (divided - 1),
    memoryMiB: memory - memoryEach * (divided - 1),
    gpus,
    hostPorts: ports,
  }
  const takesNothing = cpu === 0 && memory === 0 && gpus === 0 && ports.length === 0
  if (count === 0 && takesNothing) return []
  return divided === 1 ? [first] : [first, { ...other(divided - 1), cpuUnits: cpuEach, memoryMiB: memoryEach }]
}

function other(count: number): RunningTasks {
  return { name: 'a running task', taskGroup: 'unknown', count, cpuUnits: 0, memoryMiB: 0, gpus: 0, hostPorts: [], awsvpc: false }
}

/** A task of `describe-tasks`; sizes that stand only at its containers stay with the rest of the instance. */
function taskOf(task: Fields): RunningTasks {
  const family = /task-definition\/([^:]+)/.exec(text(task.taskDefinitionArn))?.[1] ?? 'task'
  const taskGroup = text(task.group) || `family:${family}`
  const awsvpc = list(task.attachments, fields).some(({ type }) => text(type) === 'ElasticNetworkInterface')
  return {
    ...other(1),
    name: taskGroup.replace(/^\w+:/, ''),
    taskGroup,
    cpuUnits: Number(text(task.cpu)) || 0,
    memoryMiB: Number(text(task.memory)) || 0,
    awsvpc,
  }
}

/** Instances of one capacity provider, or of one type, could have another one of their kind. */
function groupsOf(instances: readonly EcsInstance[]): readonly InstanceGroup[] {
  return [...new Set(instances.map(({ group }) => group))].flatMap((name): readonly InstanceGroup[] => {
    const members = instances.filter(({ group }) => group === name)
    const [first] = members
    if (first === undefined) return []
    return [
      {
        name,
        zones: [...new Set(members.map(({ zone }) => zone))].sort(byName),
        max: undefined,
        next(zone) {
          const like = members.find((one) => one.zone === zone) ?? first
          const attributes = new Map([...like.attributes, ['ecs.availability-zone', zone]])
          return { ...like, name: `${name}-new`, zone, attributes, running: [], status: 'ACTIVE', agentConnected: true }
        },
      },
    ]
  })
}
