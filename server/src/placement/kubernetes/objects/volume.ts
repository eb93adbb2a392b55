import { type Fields, fields, isObject, text, texts } from './json.ts'

/** A volume of a pod, as far as it matters where the pod runs. */
export type Volume = ClaimVolume | EphemeralVolume | DiskVolume | ImageVolume | OtherVolume

/** A claim by name. */
export interface ClaimVolume {
  readonly kind: 'claim'
  readonly claim: string
}

/** A claim that is made for the pod and named after it and the volume. */
export interface EphemeralVolume {
  readonly kind: 'ephemeral'
  readonly name: string
}

/** A disk named in the pod itself. */
export interface DiskVolume {
  readonly kind: 'disk'
  readonly disk: Disk
}

/** An image mounted as a volume. */
export interface ImageVolume {
  readonly kind: 'image'
  readonly image: string
}

/** Anything else: it does not bind the pod to a node. */
export interface OtherVolume {
  readonly kind: 'other'
}

/** A disk of a cloud or a network: in a pod, or behind a persistent volume. */
export type Disk =
  | { readonly kind: 'gce'; readonly id: string; readonly readOnly: boolean }
  | { readonly kind: 'ebs' | 'azure' | 'cinder' | 'portworx' | 'vsphere' | 'azure-file'; readonly id: string }
  | { readonly kind: 'iscsi'; readonly iqn: string; readonly readOnly: boolean }
  | {
      readonly kind: 'rbd'
      readonly monitors: readonly string[]
      readonly pool: string
      readonly image: string
      readonly readOnly: boolean
    }

const other: OtherVolume = { kind: 'other' }

/** Reads a volume of a pod. */
export function readVolume(value: unknown): Volume {
  const volume = fields(value)
  if (isObject(volume.persistentVolumeClaim)) return { kind: 'claim', claim: text(volume.persistentVolumeClaim.claimName) }
  if (isObject(volume.ephemeral)) return { kind: 'ephemeral', name: text(volume.name) }
  if (isObject(volume.image)) return { kind: 'image', image: text(volume.image.reference) }
  const disk = readDisk(volume)
  return disk === undefined ? other : { kind: 'disk', disk }
}

/** Reads the disk of a volume's source, by which key there is; undefined for sources that are none. */
export function readDisk(source: Fields): Disk | undefined {
  const { gcePersistentDisk: gce, awsElasticBlockStore: ebs, azureDisk, cinder, iscsi, rbd } = source
  if (isObject(gce)) return { kind: 'gce', id: text(gce.pdName), readOnly: gce.readOnly === true }
  if (isObject(ebs)) return { kind: 'ebs', id: text(ebs.volumeID) }
  if (isObject(azureDisk)) return { kind: 'azure', id: text(azureDisk.diskURI) }
  if (isObject(cinder)) return { kind: 'cinder', id: text(cinder.volumeID) }
  if (isObject(iscsi)) return { kind: 'iscsi', iqn: text(iscsi.iqn), readOnly: iscsi.readOnly === true }
  if (isObject(rbd)) return readRbd(rbd)
  return readMigrated(source)
}

function readRbd(rbd: Fields): Disk {
  return {
    kind: 'rbd',
    monitors: texts(rbd.monitors),
    pool: text(rbd.pool) || 'rbd',
    image: text(rbd.image),
    readOnly: rbd.readOnly === true,
  }
}

function readMigrated({ portworxVolume, vsphereVolume, azureFile }: Fields): Disk | undefined {
  if (isObject(portworxVolume)) return { kind: 'portworx', id: text(portworxVolume.volumeID) }
  if (isObject(vsphereVolume)) return { kind: 'vsphere', id: text(vsphereVolume.volumePath) }
  if (isObject(azureFile)) return { kind: 'azure-file', id: text(azureFile.shareName) }
  return undefined
}
