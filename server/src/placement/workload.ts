import type { Span } from '../text/span.ts'

/** The place in a definition that asked for something, so that every reason leads back to it. */
export interface Source {
  readonly span: Span
  /** Counted from one, for people. */
  readonly line: number
  /** The field as the service writes it: `containerDefinitions[0].memory`. */
  readonly path: string
}

/** What is to be placed, how often, and where the definition says so. */
export type Workload = EcsWorkload | EcsServiceWorkload | KubernetesWorkload | KubernetesObjects

/** Tasks of one ECS task definition. */
export interface EcsWorkload {
  readonly kind: 'ecs'
  /** The family, or "task" where there is none yet. */
  readonly name: string
  readonly count: number
  /** Of the whole definition: where "the task" is shown. */
  readonly source: Source
  readonly task: EcsTask
  readonly service?: EcsServicePlan
}

/**
 * A service whose task definition stands in another file. It is placed once that is known too: `family` says which it is,
 * undefined while it is a placeholder.
 */
export interface EcsServiceWorkload {
  readonly kind: 'ecs-service'
  readonly name: string
  readonly family: string | undefined
  /** The desired count; undefined if it is not written, as with daemons. */
  readonly count: number | undefined
  readonly source: Source
  /** Where it names its task definition; its beginning where it names none. */
  readonly namedAt: Source
  readonly service: EcsServicePlan
}

/** What one task needs, as the container agent would report it. Absent is not asked for. */
export interface EcsTask {
  /** What the definition says it is compatible with; empty if it does not say. */
  readonly requiresCompatibilities: readonly ('EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES')[]
  readonly networkMode: 'awsvpc' | 'bridge' | 'host' | 'none'
  readonly networkModeSource?: Source
  /** Task level CPU units if set, else the sum over the containers. 1,024 are one vCPU. */
  readonly cpuUnits: Amount
  /** Task level MiB if set, else the sum over containers of the reservation, else of the limit. */
  readonly memoryMiB: Amount
  readonly gpus: Amount
  /** Host ports that are fixed, so that no instance can take two such tasks. */
  readonly hostPorts: readonly HostPort[]
  /** Cluster query language expressions of `memberOf` constraints, and `distinctInstance`. */
  readonly constraints: readonly EcsConstraint[]
  /** Capability attributes that the features in use require of an instance. */
  readonly attributes: readonly EcsRequiredAttribute[]
  readonly platform: EcsPlatform
  /** What is asked for but not known yet (a placeholder, half typed), in words such as `memory of container "web"`; it counts as nothing. */
  readonly unknown: readonly Unknown[]
}

/** What a task's images are built for. What has no source is not written, only assumed. */
export interface EcsPlatform {
  readonly os: 'LINUX' | 'WINDOWS'
  readonly osSource?: Source
  readonly cpu: 'X86_64' | 'ARM64'
  readonly cpuSource?: Source
}

/** A need whose size is not written yet. */
export interface Unknown {
  readonly what: string
  readonly source: Source
}

/** A number that was asked for and where. */
export interface Amount {
  readonly value: number
  /** The field to change to ask for less; absent if nothing in the file asks. */
  readonly source?: Source
  /** The key of that field, for advice such as "lower memoryReservation". */
  readonly field?: string
  /** What that field alone adds to the value; absent, all of it. */
  readonly part?: number
  /** The digits of the field, without quotes, where it is a plain number in the unit of the value: they can be overwritten. */
  readonly digits?: Span
  /** The least the field may say before the definition itself is refused. */
  readonly least?: number
}

/** A port of the instance that the task binds. */
export interface HostPort {
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly source: Source
  /** The digits of `hostPort` where they may become 0, a port of the instance's own choice. */
  readonly digits?: Span
}

export interface EcsConstraint {
  readonly type: 'memberOf' | 'distinctInstance'
  readonly expression?: string
  readonly source: Source
}

/** An attribute an instance must carry, and the field whose feature needs it. */
export interface EcsRequiredAttribute {
  readonly name: string
  readonly source: Source
}

/** What a service adds to its task definition. */
export interface EcsServicePlan {
  readonly name: string
  readonly scheduling: 'REPLICA' | 'DAEMON'
  readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL'
  readonly strategies: readonly EcsStrategy[]
  readonly constraints: readonly EcsConstraint[]
  readonly capacityProviders: readonly { readonly name: string; readonly base: number; readonly weight: number; readonly source?: Source }[]
  readonly minimumHealthyPercent: number
  readonly maximumPercent: number
  /** Capability attributes that features of the service require beside those of its task. */
  readonly attributes: readonly EcsRequiredAttribute[]
}

/** One placement strategy; `field` as written, such as `attribute:ecs.availability-zone` or `memory`. */
export interface EcsStrategy {
  readonly type: 'spread' | 'binpack' | 'random'
  readonly field?: string
}

/** Pods of one Kubernetes workload. Paths lead from the object down: `['spec', 'replicas']`. */
export interface KubernetesWorkload {
  readonly kind: 'kubernetes'
  readonly name: string
  readonly namespace: string
  /** Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job or CronJob. */
  readonly objectKind: string
  /** Replicas, or the pods of a job that run at once. For a DaemonSet the nodes decide instead. */
  readonly count: number
  readonly source: Source
  /** The manifest as plain JSON; what is not set counts as the API's default. */
  readonly object: unknown
  /** Other objects of the same file, as plain JSON: Services, claims, priority classes. They count as part of the cluster. */
  readonly companions: readonly unknown[]
  /** Where a field is written; undefined if it is not. */
  sourceOf(path: Path): Source | undefined
  /** The edit that gives a field which is written in one word another value; undefined where there is no such word. */
  rewrite(path: Path, value: string): { readonly span: Span; readonly text: string } | undefined
  /** The edit that adds an item to a list, or writes the list where there is none; undefined where one edit cannot. */
  append(path: Path, item: Readonly<Record<string, string>>): { readonly span: Span; readonly text: string } | undefined
  /** What is asked for but not known yet, such as `cpu of container "web"`; it counts as nothing. */
  readonly unknown: readonly Unknown[]
}

/** Objects of a file that itself asks for no pods, as plain JSON: they count for workloads of other files that are placed with it. */
export interface KubernetesObjects {
  readonly kind: 'kubernetes-objects'
  readonly objects: readonly unknown[]
}

/** Steps from an object down to one of its fields: keys, and places in lists. */
export type Path = readonly (string | number)[]
