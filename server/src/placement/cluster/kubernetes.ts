import { milliUnits, parseQuantity, wholeUnits } from '../kubernetes/objects/quantity.ts'
import { allocatableOf, allocatableStorageBytes, eniMaxPods } from './allocatable.ts'
import { type InstanceType, instanceType } from './instance-types.ts'
import type { FargateProfile, KubernetesGroup, KubernetesModel, KubernetesRunning, Taint } from './model.ts'
import { fullZone, nodeName } from './names.ts'
import { priceOf } from './price.ts'

/** A Kubernetes cluster as the API objects that describe it, and what the API does not know. */
export interface KubernetesCluster {
  readonly kind: 'kubernetes'
  readonly name: string
  readonly source: 'example' | 'file'
  /** A `List` of nodes and pods. Pods without a node run too, but where is for the scheduler to find out first. */
  readonly list: unknown
  /** As it is written, such as `1.35` or `v1.34.2`; undefined if it is not known. */
  readonly version: string | undefined
  /** At how many of the nodes the scheduler looks; 0 lets it choose by their number, 100 are all. */
  readonly percentageOfNodesToScore: number
  /** The group of a node, by its name; nodes of none are absent. */
  readonly groupOf: ReadonlyMap<string, string>
  /** US dollars per hour by node, where they are known. */
  readonly usdPerHour: ReadonlyMap<string, number>
  /** Whether it is of Amazon EKS, so that pods could run on Fargate too. */
  readonly eks: boolean
  /** What of Amazon EKS runs on Fargate, and in which zones. */
  readonly fargate: { readonly profiles: readonly FargateProfile[]; readonly zones: readonly string[] }
  /** Groups that can grow, for "one more node would do". */
  readonly groups: readonly NodeGroup[]
  /** What was assumed because the model does not say it, one sentence each. */
  readonly assumptions: readonly string[]
}

/** A group of alike nodes that another one could join. */
export interface NodeGroup {
  readonly name: string
  readonly type: string
  readonly zones: readonly string[]
  readonly max: number | undefined
  /** How many it has. */
  readonly size: number
  readonly usdPerHour: number | undefined
  /** The API objects of the next node in a zone, or of one of those behind it: the node and its daemon pods. */
  next(zone: string, after?: number): readonly unknown[]
}

/** Turns a model into API objects: nodes named `<group>-<zone>-<n>`, their daemon pods, and what else runs. */
export function kubernetesClusterOf(model: KubernetesModel, source: KubernetesCluster['source']): KubernetesCluster {
  const nodes = model.groups.flatMap((group) =>
    [...group.counts].flatMap(([zone, count]) =>
      Array.from({ length: count }, (_, i) => ({ group, zone, name: nodeName(group.name, zone, i + 1) })),
    ),
  )
  const prices = nodes.flatMap(({ group, name }): readonly (readonly [string, number])[] => {
    const price = priceOf(group)
    return price === undefined ? [] : [[name, price]]
  })
  const items = [
    ...nodes.flatMap(({ group, zone, name }) => withDaemons(model, group, zone, name)),
    ...model.workloads.flatMap((workload) => podsOf(workload)),
  ]
  return {
    kind: 'kubernetes',
    name: model.name,
    source,
    list: { apiVersion: 'v1', kind: 'List', items },
    version: model.version,
    percentageOfNodesToScore: model.percentageOfNodesToScore,
    groupOf: new Map(nodes.map(({ group, name }) => [name, group.name])),
    usdPerHour: new Map(prices),
    eks: model.eks,
    fargate: { profiles: model.fargateProfiles, zones: model.zones.map((zone) => fullZone(model.region, zone)) },
    groups: model.groups.map((group) => growable(model, group)),
    assumptions: model.eks
      ? ['allocatable resources are computed as Amazon EKS does, with 7.5 % of the nominal memory kept by the hypervisor']
      : [],
  }
}

function growable(model: KubernetesModel, group: KubernetesGroup): NodeGroup {
  const zones = [...group.counts.keys()]
  const size = [...group.counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    name: group.name,
    type: group.instanceType ?? 'custom',
    zones: zones.map((zone) => fullZone(model.region, zone)),
    max: group.max,
    size,
    usdPerHour: priceOf(group),
    next(zone, after = 0) {
      const written = zones.find((one) => fullZone(model.region, one) === zone) ?? zone
      return withDaemons(model, group, written, nodeName(group.name, written, size + 1 + after))
    },
  }
}

function withDaemons(model: KubernetesModel, group: KubernetesGroup, zone: string, name: string): readonly unknown[] {
  const daemons = model.daemonSets.map((daemon) => ({
    ...podOf(daemon, `${daemon.name}-${name}`, name),
    metadata: {
      ...metadataOf(daemon, `${daemon.name}-${name}`),
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: daemon.name, controller: true }],
    },
  }))
  return [nodeOf(model, group, zone, name), ...daemons]
}

function nodeOf(model: KubernetesModel, group: KubernetesGroup, zone: string, name: string): unknown {
  const type = group.instanceType === undefined ? undefined : instanceType(group.instanceType)
  const override = model.overrides.get(name)
  const cordoned = override?.cordoned ?? group.cordoned
  const capacity = capacityOf(model, group, type)
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: labelsOf(model, group, zone, name, type) },
    spec: {
      taints: [...group.taints, ...(override?.taints ?? []), ...(cordoned ? [cordonTaint] : [])],
      ...(cordoned && { unschedulable: true }),
    },
    status: { capacity, allocatable: allocatable(model, group, type, capacity) },
  }
}

/** What the node controller adds to nodes that take no new pods. */
const cordonTaint: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }

/** The labels that a kubelet and its cloud give a node, then those of the model. */
function labelsOf(model: KubernetesModel, group: KubernetesGroup, zone: string, name: string, type: InstanceType | undefined) {
  const architecture = group.architecture ?? (type?.architecture === 'arm64' ? 'arm64' : 'amd64')
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': group.os,
    'kubernetes.io/arch': architecture,
    'topology.kubernetes.io/region': model.region,
    'topology.kubernetes.io/zone': fullZone(model.region, zone),
    ...(group.instanceType !== undefined && { 'node.kubernetes.io/instance-type': group.instanceType }),
    ...(model.eks && {
      'eks.amazonaws.com/nodegroup': group.name,
      'eks.amazonaws.com/capacityType': group.spot ? 'SPOT' : 'ON_DEMAND',
    }),
    ...Object.fromEntries(group.labels),
    ...Object.fromEntries(model.overrides.get(name)?.labels ?? []),
  }
}

type Resources = Readonly<Record<string, string>>

/** EKS gives nodes a volume of 20 GiB. */
const volumeBytes = 20 * 1024 ** 3

function capacityOf({ eks }: KubernetesModel, { maxPods, capacity }: KubernetesGroup, type: InstanceType | undefined): Resources {
  const fromInterfaces = eks && type ? eniMaxPods(type.interfaces, type.ipv4PerInterface, false, type.vcpu) : 110
  return {
    ...(type && { cpu: String(type.vcpu), memory: `${type.memoryMiB}Mi` }),
    ...(type && type.gpus > 0 && { 'nvidia.com/gpu': String(type.gpus) }),
    'ephemeral-storage': String(volumeBytes),
    pods: String(maxPods ?? fromInterfaces),
    ...Object.fromEntries(capacity),
  }
}

/** What pods may ask for: on EKS less what its kubelets keep, and everywhere less what the model reserves. */
function allocatable(model: KubernetesModel, group: KubernetesGroup, type: InstanceType | undefined, capacity: Resources): Resources {
  const left: Record<string, string> = { ...capacity }
  if (model.eks) {
    const vcpu = milliUnits(quantity(capacity.cpu)) / 1000
    const maxPods = wholeUnits(quantity(capacity.pods))
    const memoryMiB = Math.floor(wholeUnits(quantity(capacity.memory)) / 1024 ** 2)
    // Memory that the model itself tells is what the kubelet sees, not what the hardware has.
    const vmOverheadPercent = group.capacity.has('memory') ? 0 : 7.5
    const architecture = group.capacity.has('memory') ? 'x86_64' : type?.architecture
    const eks = allocatableOf({ vcpu, memoryMiB, architecture, maxPods }, { vmOverheadPercent })
    left.cpu = `${eks.cpuMilli}m`
    left.memory = `${eks.memoryMiB}Mi`
    left['ephemeral-storage'] = String(allocatableStorageBytes(wholeUnits(quantity(capacity['ephemeral-storage']))))
  }
  for (const [resource, reserved] of group.reserved) left[resource] = less(resource, left[resource], reserved)
  return left
}

/** cpu is counted in thousandths, everything else in whole units. */
function less(resource: string, from: string | undefined, reserved: string): string {
  const [units, suffix] = resource === 'cpu' ? [milliUnits, 'm'] : [wholeUnits, '']
  return `${Math.max(0, units(quantity(from)) - units(quantity(reserved)))}${suffix}`
}

function quantity(written: string | undefined): bigint {
  return parseQuantity(written) ?? 0n
}

/** Pods with somebody who makes them anew when their node is lost. */
function podsOf(workload: KubernetesRunning): readonly unknown[] {
  const { name, count, on } = workload
  const numbered = Array.from({ length: count }, (_, i) => i + 1)
  const owned = (pod: ReturnType<typeof podOf>) => {
    const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name, controller: true }]
    return { ...pod, metadata: { ...pod.metadata, ownerReferences } }
  }
  if (on.length === 0) return numbered.map((i) => owned(podOf(workload, `${name}-${i}`)))
  return on.flatMap((node) => numbered.map((i) => owned(podOf(workload, `${name}-${node}-${i}`, node))))
}

function podOf(running: KubernetesRunning, name: string, node?: string) {
  const resources = { requests: Object.fromEntries(running.requests) }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(running, name),
    spec: { ...(node !== undefined && { nodeName: node }), containers: [{ name: running.name, image: running.name, resources }] },
  }
}

function metadataOf({ namespace, labels }: KubernetesRunning, name: string) {
  return { name, namespace, labels: Object.fromEntries(labels) }
}
