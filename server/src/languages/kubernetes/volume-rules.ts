import type { Manifest } from './manifest.ts'
import { azureVolume } from './rules/azure-volume.ts'
import { claimVolume } from './rules/claim-volume.ts'
import { configVolume } from './rules/config-volume.ts'
import { csiVolume } from './rules/csi-volume.ts'
import { downwardVolume } from './rules/downward-volume.ts'
import { emptyDirVolume } from './rules/empty-dir-volume.ts'
import { ephemeralVolume } from './rules/ephemeral-volume.ts'
import { fcVolume } from './rules/fc-volume.ts'
import { hostPathVolume } from './rules/host-path-volume.ts'
import { imageVolume } from './rules/image-volume.ts'
import { iscsiVolume } from './rules/iscsi-volume.ts'
import { nfsVolume } from './rules/nfs-volume.ts'
import { projectedVolume } from './rules/projected-volume.ts'
import { volumeName } from './rules/volume-name.ts'
import { volumeSourceFields } from './rules/volume-source-fields.ts'
import { volumeType } from './rules/volume-type.ts'
import type { VolumeRule } from './volume-rule.ts'
import { type PodVolume, volumesOf } from './volumes.ts'

/** Every rule about one volume, in alphabetical order. */
const volumeRules: readonly VolumeRule[] = [
  azureVolume,
  claimVolume,
  configVolume,
  csiVolume,
  downwardVolume,
  emptyDirVolume,
  ephemeralVolume,
  fcVolume,
  hostPathVolume,
  imageVolume,
  iscsiVolume,
  nfsVolume,
  projectedVolume,
  volumeName,
  volumeSourceFields,
  volumeType,
]

/** The volumes of a pod by name, as mounts find them. */
export interface NamedVolumes {
  /** Those without a fault; of several of one name the first. */
  readonly usable: ReadonlyMap<string, PodVolume>
  /** Those that the server refuses, and mounts of them as well. */
  readonly refused: ReadonlySet<string>
  /** Those whose name a volume without a fault has already. */
  readonly repeated: readonly PodVolume[]
  /** Whether a name cannot be told yet, so that a volume which is not here may be that one. */
  readonly open: boolean
}

const known = new WeakMap<Manifest, NamedVolumes>()

/** The volumes that can be mounted, and those that cannot. */
export function namedVolumes(doc: Manifest): NamedVolumes {
  const before = known.get(doc)
  if (before !== undefined) return before
  const found = sort(doc)
  known.set(doc, found)
  return found
}

function sort(doc: Manifest): NamedVolumes {
  const usable = new Map<string, PodVolume>()
  const refused = new Set<string>()
  const repeated: PodVolume[] = []
  let open = false
  for (const volume of volumesOf(doc)) {
    const { name } = volume
    if (name === undefined) open = true
    else if (usable.has(name)) repeated.push(volume)
    else if (isRefused(doc, volume)) refused.add(name)
    else usable.set(name, volume)
  }
  return { usable, refused, repeated, open }
}

function isRefused(doc: Manifest, volume: PodVolume): boolean {
  return volumeRules.some((rule) => {
    for (const _ of rule.judge(doc, volume)) return true
    return false
  })
}
