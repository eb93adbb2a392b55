/** A cluster as its model file describes it, checked and with units resolved, before groups become instances or nodes. */
export type ClusterModel = EcsModel | KubernetesModel

interface CommonModel {
  readonly name: string
  readonly region: string
  /** As written: `a` or `eu-west-1a`. */
  readonly zones: readonly string[]
}

export interface EcsModel extends CommonModel {
  readonly kind: 'ecs'
  readonly groups: readonly EcsGroup[]
  readonly capacityProviders: readonly string[]
  readonly defaultCapacityProviderStrategy: readonly { readonly name: string; readonly base: number; readonly weight: number }[]
  /** Zones in which Fargate tasks may run; absent, all of the cluster. */
  readonly fargateZones: readonly string[] | undefined
  readonly workloads: readonly EcsRunning[]
  readonly overrides: ReadonlyMap<string, EcsOverride>
}

/** Alike machines. */
export interface CommonGroup {
  readonly name: string
  /** A type of the table, unless `capacity` says everything. */
  readonly instanceType: string | undefined
  /** How many per zone, by zone as written. */
  readonly counts: ReadonlyMap<string, number>
  /** The most machines it may grow to. */
  readonly max: number | undefined
  readonly spot: boolean
  readonly usdPerHour: number | undefined
  readonly os: 'linux' | 'windows'
}

export interface EcsGroup extends CommonGroup {
  /** Each number wins over the table of instance types; memory is as the instance registers it. */
  readonly capacity: {
    readonly vcpu: number | undefined
    readonly memoryMiB: number | undefined
    readonly gpus: number | undefined
    /** Tasks of network mode awsvpc at once. */
    readonly networkInterfaces: number | undefined
    readonly architecture: 'x86_64' | 'arm64' | undefined
  }
  readonly capacityProvider: string | undefined
  readonly trunking: boolean
  /** Added to or, with null, taken from what such an instance has by itself. */
  readonly attributes: ReadonlyMap<string, string | null>
  readonly reservedMemoryMiB: number
  readonly reservedPorts: readonly number[]
  readonly status: EcsStatus
  readonly agentConnected: boolean
  readonly agentVersion: string | undefined
  readonly registeredAt: string | undefined
}

export type EcsStatus = 'ACTIVE' | 'DRAINING' | 'REGISTERING' | 'DEREGISTERING' | 'REGISTRATION_FAILED' | 'INACTIVE'

/** Tasks that already run. */
export interface EcsRunning {
  readonly name: string
  /** Tasks altogether, or on each of `on`. */
  readonly count: number
  readonly taskGroup: string
  readonly cpuUnits: number
  readonly memoryMiB: number
  readonly gpus: number
  readonly hostPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' }[]
  readonly awsvpc: boolean
  /** Names of the instances they run on; empty if they are to be placed as a service would. */
  readonly on: readonly string[]
}

/** What is different on one instance. */
export interface EcsOverride {
  readonly status: EcsStatus | undefined
  readonly agentConnected: boolean | undefined
  readonly attributes: ReadonlyMap<string, string | null>
}

export interface KubernetesModel extends CommonModel {
  readonly kind: 'kubernetes'
  /** Version of Kubernetes as written. */
  readonly version: string | undefined
  /** Of the scheduler's configuration: 0 is its own default, 100 stands for all nodes. */
  readonly percentageOfNodesToScore: number
  /** Whether nodes are sized and named as EKS does. */
  readonly eks: boolean
  readonly groups: readonly KubernetesGroup[]
  /** Which pods EKS runs on Fargate: those that any of the profiles chooses. */
  readonly fargateProfiles: readonly FargateProfile[]
  readonly daemonSets: readonly KubernetesRunning[]
  readonly workloads: readonly KubernetesRunning[]
  readonly overrides: ReadonlyMap<string, KubernetesOverride>
}

/** Pods of a namespace, which may have `*` and `?` in it, that have all the labels. */
export interface FargateProfile {
  readonly namespace: string
  readonly labels: ReadonlyMap<string, string>
}

export interface KubernetesGroup extends CommonGroup {
  /** Each wins over the table of instance types; quantities as Kubernetes writes them. */
  readonly capacity: ReadonlyMap<string, string>
  readonly architecture: 'amd64' | 'arm64' | undefined
  readonly labels: ReadonlyMap<string, string>
  readonly taints: readonly Taint[]
  readonly maxPods: number | undefined
  /** Beside what EKS reserves by itself. */
  readonly reserved: ReadonlyMap<string, string>
  readonly cordoned: boolean
}

export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
}

/** Pods that already run; of a daemon set one on every node. */
export interface KubernetesRunning {
  readonly name: string
  readonly namespace: string
  readonly count: number
  readonly requests: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  readonly on: readonly string[]
}

/** What is different on one node. */
export interface KubernetesOverride {
  readonly labels: ReadonlyMap<string, string>
  readonly taints: readonly Taint[]
  readonly cordoned: boolean | undefined
}
