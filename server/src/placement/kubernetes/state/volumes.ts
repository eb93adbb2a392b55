import type { ClusterObjects } from '../objects/cluster.ts'
import type { Pod } from '../objects/pod.ts'
import type {
  CsiDriver,
  CsiNode,
  CsiStorageCapacity,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeAttachment,
} from '../objects/storage.ts'
import type { Volume } from '../objects/volume.ts'
import { groupBy } from './group.ts'

/** Volumes and claims. What the scheduler assumes when it places a pod is written into the two maps. */
export interface VolumeState {
  readonly volumes: Map<string, PersistentVolume>
  /** By `namespace/name`. */
  readonly claims: Map<string, PersistentVolumeClaim>
  readonly classes: ReadonlyMap<string, StorageClass>
  readonly csiNodes: ReadonlyMap<string, CsiNode>
  readonly csiDrivers: ReadonlyMap<string, CsiDriver>
  readonly capacities: readonly CsiStorageCapacity[]
  /** Attachments by node. */
  readonly attachments: ReadonlyMap<string, readonly VolumeAttachment[]>
}

/** The claim behind a volume of a pod: its name, and whether it was made for the pod. */
export interface ClaimUse {
  readonly name: string
  readonly key: string
  readonly ephemeral: boolean
}

/** Indexes what a cluster says about storage. */
export function volumeStateOf(objects: ClusterObjects): VolumeState {
  return {
    volumes: byName(objects.persistentVolumes),
    claims: new Map(objects.persistentVolumeClaims.map((claim) => [`${claim.namespace}/${claim.name}`, claim])),
    classes: byName(objects.storageClasses),
    csiNodes: byName(objects.csiNodes),
    csiDrivers: byName(objects.csiDrivers),
    capacities: objects.csiStorageCapacities,
    attachments: groupBy(objects.volumeAttachments, ({ nodeName }) => nodeName),
  }
}

/** The claim that a volume of a pod stands for; undefined if it stands for none. */
export function claimUse(pod: Pod, volume: Volume): ClaimUse | undefined {
  switch (volume.kind) {
    case 'claim':
      return { name: volume.claim, key: `${pod.namespace}/${volume.claim}`, ephemeral: false }
    case 'ephemeral':
      return { name: `${pod.name}-${volume.name}`, key: `${pod.namespace}/${pod.name}-${volume.name}`, ephemeral: true }
    default:
      return undefined
  }
}

/** Whether a claim that was made for a pod belongs to this one, not to another of the same name. */
export function isMadeFor(claim: PersistentVolumeClaim, pod: Pod): boolean {
  return claim.controller !== undefined && claim.controller.uid === pod.uid
}

/** Whether a claim has its volume for good. */
export function isFullyBound({ volumeName, annotations }: PersistentVolumeClaim): boolean {
  return volumeName !== '' && annotations.has('pv.kubernetes.io/bind-completed')
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
