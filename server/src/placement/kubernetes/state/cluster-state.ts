import { admit } from '../admission/index.ts'
import type { ClusterObjects } from '../objects/cluster.ts'
import type { Labels } from '../objects/json.ts'
import type { ReplicaOwner, ReplicationController, Service } from '../objects/owner.ts'
import type { Pod } from '../objects/pod.ts'
import type { PodDisruptionBudget, PriorityClass } from '../objects/policy.ts'
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
    nodes,
    byName: new Map(nodes.map((node) => [node.name, node])),
    namespaces: new Map(objects.namespaces.map(({ name, labels }) => [name, labels])),
    priorityClasses: new Map(objects.priorityClasses.map((one) => [one.name, one])),
    owners: {
      services: groupBy(objects.services, ({ namespace }) => namespace),
      replicationControllers: byKey(objects.replicationControllers),
      replicaSets: byKey(objects.replicaSets),
      statefulSets: byKey(objects.statefulSets),
    },
    volumes: volumeStateOf(objects),
    claimUsers: new Map(),
    budgets: objects.podDisruptionBudgets,
    images: imagesOn(nodes),
    resourceClaims: new Set(objects.resourceClaims.map(({ namespace, name }) => `${namespace}/${name}`)),
    nominated: new Map(),
  }
  for (const pod of objects.pods) {
    const node = cluster.byName.get(pod.spec.nodeName)
    if (node && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed') place(cluster, podInfoOf(pod), node)
  }
  return { cluster, pending: objects.pending }
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
