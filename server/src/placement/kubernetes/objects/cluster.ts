import { type Fields, fields, list, text } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import { type Node, readNode } from './node.ts'
import {
  type ReplicaOwner,
  type ReplicationController,
  readReplicaOwner,
  readReplicationController,
  readService,
  type Service,
} from './owner.ts'
import { type Pod, readPod } from './pod.ts'
import {
  type LimitRange,
  type PodDisruptionBudget,
  type PriorityClass,
  type RuntimeClass,
  readBudget,
  readLimitRange,
  readPriorityClass,
  readRuntimeClass,
} from './policy.ts'
import {
  type CsiDriver,
  type CsiNode,
  type CsiStorageCapacity,
  type PersistentVolume,
  type PersistentVolumeClaim,
  readAttachment,
  readClaim,
  readCsiDriver,
  readCsiNode,
  readStorageCapacity,
  readStorageClass,
  readVolumeObject,
  type StorageClass,
  type VolumeAttachment,
} from './storage.ts'

/** All that the scheduler looks at, as it was written: nothing is defaulted yet. */
export interface ClusterObjects {
  readonly nodes: readonly Node[]
  /** Pods that are on nodes. */
  readonly pods: readonly Pod[]
  /** Pods that wait, in the order in which they are scheduled. */
  readonly pending: readonly Pod[]
  readonly services: readonly Service[]
  readonly replicaSets: readonly ReplicaOwner[]
  readonly replicationControllers: readonly ReplicationController[]
  readonly statefulSets: readonly ReplicaOwner[]
  readonly persistentVolumes: readonly PersistentVolume[]
  readonly persistentVolumeClaims: readonly PersistentVolumeClaim[]
  readonly storageClasses: readonly StorageClass[]
  readonly csiNodes: readonly CsiNode[]
  readonly csiDrivers: readonly CsiDriver[]
  readonly csiStorageCapacities: readonly CsiStorageCapacity[]
  readonly volumeAttachments: readonly VolumeAttachment[]
  readonly podDisruptionBudgets: readonly PodDisruptionBudget[]
  readonly priorityClasses: readonly PriorityClass[]
  readonly limitRanges: readonly LimitRange[]
  readonly runtimeClasses: readonly RuntimeClass[]
  readonly namespaces: readonly Meta[]
  /** `namespace/name` of the claims for devices. */
  readonly resourceClaims: readonly Meta[]
}

/** Reads lists of API objects under the plural names of their kinds, `pending` beside `pods`. Absent lists are empty. */
export function readCluster(value: unknown): ClusterObjects {
  const lists = fields(value)
  return {
    nodes: list(lists.nodes, readNode),
    pods: list(lists.pods, readPod),
    pending: list(lists.pending, readPod),
    services: list(lists.services, readService),
    replicaSets: list(lists.replicaSets, readReplicaOwner),
    replicationControllers: list(lists.replicationControllers, readReplicationController),
    statefulSets: list(lists.statefulSets, readReplicaOwner),
    persistentVolumes: list(lists.persistentVolumes, readVolumeObject),
    persistentVolumeClaims: list(lists.persistentVolumeClaims, readClaim),
    storageClasses: list(lists.storageClasses, readStorageClass),
    csiNodes: list(lists.csiNodes, readCsiNode),
    csiDrivers: list(lists.csiDrivers, readCsiDriver),
    csiStorageCapacities: list(lists.csiStorageCapacities, readStorageCapacity),
    volumeAttachments: list(lists.volumeAttachments, readAttachment),
    podDisruptionBudgets: list(lists.podDisruptionBudgets, readBudget),
    priorityClasses: list(lists.priorityClasses, readPriorityClass),
    limitRanges: list(lists.limitRanges, readLimitRange),
    runtimeClasses: list(lists.runtimeClasses, readRuntimeClass),
    namespaces: list(lists.namespaces, (item) => readMeta(fields(item), 'cluster')),
    resourceClaims: list(lists.resourceClaims, (item) => readMeta(fields(item))),
  }
}

const lists: Readonly<Record<string, string>> = {
  Node: 'nodes',
  Pod: 'pods',
  Service: 'services',
  ReplicaSet: 'replicaSets',
  ReplicationController: 'replicationControllers',
  StatefulSet: 'statefulSets',
  PersistentVolume: 'persistentVolumes',
  PersistentVolumeClaim: 'persistentVolumeClaims',
  StorageClass: 'storageClasses',
  CSINode: 'csiNodes',
  CSIDriver: 'csiDrivers',
  CSIStorageCapacity: 'csiStorageCapacities',
  VolumeAttachment: 'volumeAttachments',
  PodDisruptionBudget: 'podDisruptionBudgets',
  PriorityClass: 'priorityClasses',
  LimitRange: 'limitRanges',
  RuntimeClass: 'runtimeClasses',
  Namespace: 'namespaces',
  ResourceClaim: 'resourceClaims',
}

/**
 * Reads a `List` of objects of any kind, as `kubectl get nodes,pods,... -A -o json` prints it, also lists within the list. Pods without a
 * node wait, in the order of the list. Kinds that the scheduler does not look at are passed over.
 */
export function readKubectlList(value: unknown): ClusterObjects {
  const found = new Map<string, Fields[]>()
  for (const item of flattened(value)) {
    const kind = lists[text(item.kind)]
    if (kind === undefined) continue
    const name = kind === 'pods' && text(fields(item.spec).nodeName) === '' ? 'pending' : kind
    const items = found.get(name)
    if (items) items.push(item)
    else found.set(name, [item])
  }
  return readCluster(Object.fromEntries(found))
}

function flattened(value: unknown): readonly Fields[] {
  const object = fields(value)
  if (!Array.isArray(object.items)) return [object]
  const inherited = /^(\w+)List$/.exec(text(object.kind))?.[1]
  return list(object.items, fields).flatMap((item) =>
    flattened(item.kind === undefined && inherited !== undefined ? { ...item, kind: inherited } : item),
  )
}
