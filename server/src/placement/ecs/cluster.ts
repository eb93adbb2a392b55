/** An ECS cluster with every instance in it and what runs there: where a preview begins. */
export interface EcsCluster {
  readonly kind: 'ecs'
  readonly name: string
  readonly source: 'example' | 'file'
  readonly region: string
  /** Full names of the zones, in order: `eu-west-1a`. */
  readonly zones: readonly string[]
  readonly instances: readonly EcsInstance[]
  readonly capacityProviders: readonly CapacityProvider[]
  /** The cluster's default capacity provider strategy, for services that name none. */
  readonly defaultStrategy: readonly ProviderShare[]
  /** Whether FARGATE can be used and in which zones its tasks get a network interface. */
  readonly fargate: { readonly zones: readonly string[] } | undefined
  /** Groups that can grow, for "one more instance would do". */
  readonly groups: readonly InstanceGroup[]
  /** What was assumed because the model does not say it, one sentence each. */
  readonly assumptions: readonly string[]
}

/** One container instance as it registered itself. */
export interface EcsInstance {
  readonly name: string
  readonly zone: string
  readonly group: string
  readonly type: string
  /** As registered: logical CPUs times 1,024. */
  readonly cpuUnits: number
  /** As registered: what the kernel reports, less ECS_RESERVED_MEMORY. */
  readonly memoryMiB: number
  /** Of the hardware; what is missing in `memoryMiB` is the system's. */
  readonly hardwareMemoryMiB: number
  readonly gpus: number
  /** TCP ports that the agent and the operating system keep for themselves. */
  readonly reservedPorts: readonly number[]
  /** Tasks of network mode awsvpc that can run at once; undefined where the model does not tell. */
  readonly taskInterfaces: number | undefined
  readonly status: InstanceStatus
  readonly agentConnected: boolean
  readonly agentVersion: string
  /** ISO 8601, if the model tells. */
  readonly registeredAt: string | undefined
  readonly capacityProvider: string | undefined
  /** Names without value have an empty one. */
  readonly attributes: ReadonlyMap<string, string>
  readonly usdPerHour: number | undefined
  readonly running: readonly RunningTasks[]
}

export type InstanceStatus = 'ACTIVE' | 'DRAINING' | 'REGISTERING' | 'DEREGISTERING' | 'REGISTRATION_FAILED' | 'INACTIVE'

/** Equal tasks that already run on one instance. */
export interface RunningTasks {
  readonly name: string
  /** The task group: `service:web`, `family:batch`. */
  readonly taskGroup: string
  readonly count: number
  readonly cpuUnits: number
  readonly memoryMiB: number
  readonly gpus: number
  readonly hostPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' }[]
  /** Whether each has an elastic network interface of its own. */
  readonly awsvpc: boolean
}

/** Where a service may take capacity from. */
export interface CapacityProvider {
  readonly name: string
  readonly kind: 'FARGATE' | 'FARGATE_SPOT' | 'AUTO_SCALING_GROUP'
}

/** An entry of a capacity provider strategy. */
export interface ProviderShare {
  readonly name: string
  readonly base: number
  readonly weight: number
}

/** A group of alike instances that another one could join. */
export interface InstanceGroup {
  readonly name: string
  readonly zones: readonly string[]
  /** The most instances it may have; undefined if the model sets no limit. */
  readonly max: number | undefined
  /** What the next instance in a zone would be, without anything running. */
  next(zone: string): EcsInstance
}
