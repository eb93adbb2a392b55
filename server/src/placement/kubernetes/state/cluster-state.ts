import { admit } from '../admission/index.ts'
import type { Sampling } from '../cycle/sampling.ts'
import type { ClusterObjects } from '../objects/cluster.ts'
import type { Labels } from '../objects/json.ts'
import type { ReplicaOwner, ReplicationController, Service } from '../objects/owner.ts'
import type { Pod } from '../objects/pod.ts'
import type { LimitRange, PodDisruptionBudget, PriorityClass, RuntimeClass } from '../objects/policy.ts'
import { type Behaviour, behaviourOf, type KubernetesVersion, newest } from '../version.ts'
import { groupBy } from './group.ts'
import { addPod, type NodeState, nodeStatesOf, removePod } from './node-state.ts'
import { type PodInfo, podInfoOf } from './pod-info.ts'
import { claimUse, type VolumeState, volumeStateOf } from './volumes.ts'

/** A cluster as the scheduler sees it. It changes as pods are placed. */
export interface ClusterState {
  readonly behaviour: Behaviour
  readonly nodes: readonly NodeState[]
  readonly byName: ReadonlyMap<string, NodeState>
  readonly namespaces: ReadonlyMap<string, Labels>
  readonly priorityClasses: ReadonlyMap<string, PriorityClass>
  readonly runtimeClasses: ReadonlyMap<string, RuntimeClass>
  readonly limitRanges: readonly LimitRange[]
  readonly owners: Owners
  readonly volumes: VolumeState
  /** How many volumes of pods stand for a claim, by `namespace/name`; volumes made for a pod are not counted. */
  readonly claimUsers: Map<string, number>
  readonly budgets: readonly PodDisruptionBudget[]
  readonly images: ReadonlyMap<string, ImageState>
  /** `namespace/name` of the claims for devices that exist. */
  readonly resourceClaims: ReadonlySet<string>
  /** Waiting pods for which preemption made room, by node. */
  readonly nominated: Map<string, PodInfo[]>
  /** Absent, all nodes are looked at for every pod, which decides the same each time. */
  readonly sampling?: Sampling
}

/** What gives replicas their selectors. */
export interface Owners {
  /** By namespace. */
  readonly services: ReadonlyMap<string, readonly Service[]>
  /** By `namespace/name`. */
  readonly replicationControllers: ReadonlyMap<string, ReplicationController>
  readonly replicaSets: ReadonlyMap<string, ReplicaOwner>
  readonly statefulSets: ReadonlyMap<string, ReplicaOwner>
}

/** An image by one of its names. */
export interface ImageState {
  /** As the first node reports it, for the whole cluster. */
  readonly sizeBytes: number
  readonly nodes: ReadonlySet<NodeState>
}

/** A cluster, and the pods that wait for it in their order. */
export interface LoadedCluster {
  readonly cluster: ClusterState
  readonly pending: readonly Pod[]
}

/** Admits the objects and puts the running pods on their nodes. Pods that ended, or whose node is not there, are not seen. */
export function loadCluster(written: ClusterObjects, version: KubernetesVersion = newest): LoadedCluster {
  const objects = admit(written)
  const nodes = nodeStatesOf(objects.nodes)
  const cluster: ClusterState = {
    behaviour: behaviourOf(version),
    ...indexed(nodes),
    namespaces: new Map(objects.namespaces.map(({ name, labels }) => [name, labels])),
    priorityClasses: new Map(objects.priorityClasses.map((one) => [one.name, one])),
    runtimeClasses: new Map(objects.runtimeClasses.map((one) => [one.name, one])),
    limitRanges: objects.limitRanges,
    owners: {
      services: groupBy(objects.services, ({ namespace }) => namespace),
      replicationControllers: byKey(objects.replicationControllers),
      replicaSets: byKey(objects.replicaSets),
      statefulSets: byKey(objects.statefulSets),
    },
    volumes: volumeStateOf(objects),
    claimUsers: new Map(),
    budgets: objects.podDisruptionBudgets,
    resourceClaims: new Set(objects.resourceClaims.map(({ namespace, name }) => `${namespace}/${name}`)),
    nominated: new Map(),
  }
  placeRunning(cluster, objects.pods)
  return { cluster, pending: objects.pending }
}

/** What is different in a copy of a cluster. */
export interface ClusterChange {
  /** Nodes that are gone with their pods, by name. */
  readonly without?: ReadonlySet<string>
  /** Objects that there are beside: nodes with the pods on them, what gives replicas their selectors, claims, classes. */
  readonly with?: ClusterObjects
}

/**
 * A copy of a cluster, so that something can be tried; nothing that happens to one is seen in the other. Nodes get new places. What is
 * added is admitted as the API server would, and takes the place of what has the same name; only claims and volumes that are there stay.
 */
export function copyCluster(cluster: ClusterState, { without, with: written }: ClusterChange = {}): ClusterState {
  const added = written && admit(written)
  const kept = without === undefined ? cluster.nodes : cluster.nodes.filter(({ name }) => !without.has(name))
  const nodes = nodeStatesOf(added?.nodes ?? [], kept)
  const copy: ClusterState = {
    ...cluster,
    ...indexed(nodes),
    claimUsers: new Map(cluster.claimUsers),
    nominated: new Map([...cluster.nominated].map(([name, pods]) => [name, [...pods]])),
    ...(cluster.sampling && { sampling: { ...cluster.sampling } }),
    volumes: { ...cluster.volumes, volumes: new Map(cluster.volumes.volumes), claims: new Map(cluster.volumes.claims) },
  }
  if (without !== undefined) {
    for (const { name, pods } of cluster.nodes) if (without.has(name)) for (const { pod } of pods) countClaims(copy, pod, -1)
  }
  return added === undefined ? copy : withObjects(copy, added)
}

function withObjects(cluster: ClusterState, added: ClusterObjects): ClusterState {
  const { owners, volumes } = cluster
  const services = new Map(owners.services)
  for (const [namespace, more] of groupBy(added.services, (one) => one.namespace)) {
    const names = new Set(more.map(({ name }) => name))
    services.set(namespace, [...(services.get(namespace) ?? []).filter(({ name }) => !names.has(name)), ...more])
  }
  const storage = volumeStateOf(added)
  for (const [key, claim] of storage.claims) if (!volumes.claims.has(key)) volumes.claims.set(key, claim)
  for (const [name, volume] of storage.volumes) if (!volumes.volumes.has(name)) volumes.volumes.set(name, volume)
  const result: ClusterState = {
    ...cluster,
    namespaces: new Map([...cluster.namespaces, ...added.namespaces.map(({ name, labels }) => [name, labels] as const)]),
    priorityClasses: new Map([...cluster.priorityClasses, ...added.priorityClasses.map((one) => [one.name, one] as const)]),
    runtimeClasses: new Map([...cluster.runtimeClasses, ...added.runtimeClasses.map((one) => [one.name, one] as const)]),
    limitRanges: [...cluster.limitRanges, ...added.limitRanges],
    owners: {
      services,
      replicationControllers: new Map([...owners.replicationControllers, ...byKey(added.replicationControllers)]),
      replicaSets: new Map([...owners.replicaSets, ...byKey(added.replicaSets)]),
      statefulSets: new Map([...owners.statefulSets, ...byKey(added.statefulSets)]),
    },
    volumes: { ...volumes, classes: new Map([...volumes.classes, ...storage.classes]) },
    resourceClaims: new Set([...cluster.resourceClaims, ...added.resourceClaims.map(({ namespace, name }) => `${namespace}/${name}`)]),
  }
  placeRunning(result, added.pods)
  return result
}

function indexed(nodes: readonly NodeState[]): Pick<ClusterState, 'nodes' | 'byName' | 'images'> {
  return { nodes, byName: new Map(nodes.map((node) => [node.name, node])), images: imagesOn(nodes) }
}

function placeRunning(cluster: ClusterState, pods: readonly Pod[]): void {
  for (const pod of pods) {
    const node = cluster.byName.get(pod.spec.nodeName)
    if (node && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed') place(cluster, podInfoOf(pod), node)
  }
}

/** Puts a pod on a node of the cluster. */
export function place(cluster: ClusterState, info: PodInfo, node: NodeState): void {
  addPod(node, info)
  countClaims(cluster, info.pod, 1)
}

/** Takes a pod from a node of the cluster. */
export function displace(cluster: ClusterState, info: PodInfo, node: NodeState): void {
  removePod(node, info)
  countClaims(cluster, info.pod, -1)
}

function countClaims({ claimUsers }: ClusterState, pod: Pod, by: 1 | -1): void {
  for (const volume of pod.spec.volumes) {
    const use = claimUse(pod, volume)
    if (use !== undefined && !use.ephemeral) claimUsers.set(use.key, (claimUsers.get(use.key) ?? 0) + by)
  }
}

function imagesOn(nodes: readonly NodeState[]): ReadonlyMap<string, ImageState> {
  const images = new Map<string, { readonly sizeBytes: number; readonly nodes: Set<NodeState> }>()
  for (const node of nodes) {
    for (const { names, sizeBytes } of node.node.images) {
      for (const name of names) {
        const image = images.get(name)
        if (image) image.nodes.add(node)
        else images.set(name, { sizeBytes, nodes: new Set([node]) })
      }
    }
  }
  return images
}

function byKey<T extends { readonly namespace: string; readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [`${item.namespace}/${item.name}`, item]))
}
