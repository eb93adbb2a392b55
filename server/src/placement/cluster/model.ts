/** A cluster as its model file describes it, checked and with units resolved, before groups become instances or nodes. */
export interface ClusterModel {
  readonly name: string
  readonly kind: ModelKind
  readonly region: string
  /** As written: `a` or `eu-west-1a`. */
  readonly zones: readonly string[]
  readonly groups: readonly ModelGroup[]
  readonly capacityProviders: readonly ModelCapacityProvider[]
  readonly defaultCapacityProviderStrategy: readonly { readonly name: string; readonly base: number; readonly weight: number }[]
  /** Zones in which Fargate tasks may run; absent, all of the cluster. */
  readonly fargateZones: readonly string[] | undefined
  readonly workloads: readonly ModelWorkload[]
  readonly overrides: ReadonlyMap<string, ModelOverride>
}

export type ModelKind = 'ecs' | 'kubernetes' | 'eks'

/** Alike machines. */
export interface ModelGroup {
  readonly name: string
  /** A type of the table, unless `capacity` says everything. */
  readonly instanceType: string | undefined
  readonly capacity: ModelCapacity
  /** How many per zone, by zone as written. */
  readonly counts: ReadonlyMap<string, number>
  /** The most machines it may grow to. */
  readonly max: number | undefined
  readonly spot: boolean
  readonly usdPerHour: number | undefined
  readonly capacityProvider: string | undefined
  readonly trunking: boolean
  readonly os: 'linux' | 'windows'
  /** Added to or, with null, taken from what such an instance has by itself. */
  readonly attributes: ReadonlyMap<string, string | null>
  readonly reservedMemoryMiB: number
  readonly reservedPorts: readonly number[]
  readonly status: string
  readonly agentConnected: boolean
  readonly agentVersion: string | undefined
  readonly registeredAt: string | undefined
}

/** What a machine offers where the file says so itself; each number wins over the table of instance types. */
export interface ModelCapacity {
  readonly vcpu: number | undefined
  /** As the instance registers it. */
  readonly memoryMiB: number | undefined
  readonly gpus: number | undefined
  /** Tasks of network mode awsvpc at once. */
  readonly networkInterfaces: number | undefined
  readonly architecture: 'x86_64' | 'arm64' | undefined
}

export interface ModelCapacityProvider {
  readonly name: string
}

/** What already runs. */
export interface ModelWorkload {
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

/** What is different on one machine. */
export interface ModelOverride {
  readonly status: string | undefined
  readonly agentConnected: boolean | undefined
  readonly attributes: ReadonlyMap<string, string | null>
}
