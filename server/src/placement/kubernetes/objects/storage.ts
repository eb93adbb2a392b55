import { readResources } from './container.ts'
import { fields, isObject, type Labels, list, number, text, texts } from './json.ts'
import { type Meta, readMeta } from './meta.ts'
import { type NodeSelectorTerm, readNodeSelector } from './node-selector.ts'
import { parseQuantity, type Quantity } from './quantity.ts'
import { type LabelSelector, readSelector } from './selector.ts'
import { type Disk, readDisk } from './volume.ts'

/** A persistent volume. */
export interface PersistentVolume extends Meta {
  readonly phase: string
  readonly size: Quantity
  readonly className: string
  readonly accessModes: readonly string[]
  readonly volumeMode: string
  readonly attributesClass: string
  /** The claim it is for; undefined if it is free. */
  readonly claim: ClaimReference | undefined
  /** Nodes that can reach it; undefined if all can. */
  readonly nodeAffinity: readonly NodeSelectorTerm[] | undefined
  readonly csi: { readonly driver: string; readonly handle: string } | undefined
  /** The disk behind it, where it is of a kind that the scheduler knows. */
  readonly disk: Disk | undefined
}

/** The claim that a volume is bound to or kept for. */
export interface ClaimReference {
  readonly namespace: string
  readonly name: string
  /** "" fits any claim of the name. */
  readonly uid: string
}

/** A persistent volume claim. */
export interface PersistentVolumeClaim extends Meta {
  readonly phase: string
  /** Undefined if it asks for no size. */
  readonly size: Quantity | undefined
  readonly className: string
  readonly accessModes: readonly string[]
  readonly volumeMode: string
  readonly attributesClass: string
  readonly volumeName: string
  readonly selector: LabelSelector | undefined
  /** The node that a volume is being made for; undefined if none was chosen yet. */
  readonly selectedNode: string | undefined
}

/** A storage class. */
export interface StorageClass extends Meta {
  readonly provisioner: string
  readonly waitsForConsumer: boolean
  /** Where volumes can be made; empty if everywhere. One of them must hold, with all its labels. */
  readonly allowedTopologies: readonly (readonly { readonly key: string; readonly values: readonly string[] }[])[]
}

/** What CSI drivers say about a node, by its name. */
export interface CsiNode extends Meta {
  /** Volumes of a driver that may be attached at once; drivers without a limit are absent. */
  readonly limits: ReadonlyMap<string, number>
  /** In-tree plugins whose volumes the node attaches through CSI. */
  readonly migrated: ReadonlySet<string>
}

/** A CSI driver that may keep track of free space. */
export interface CsiDriver extends Meta {
  readonly tracksCapacity: boolean
}

/** Free space of a storage class in a part of the cluster. */
export interface CsiStorageCapacity extends Meta {
  readonly className: string
  /** The largest volume that fits; undefined if it is not known. */
  readonly largest: Quantity | undefined
  readonly nodes: LabelSelector | undefined
}

/** A volume that is attached to a node. */
export interface VolumeAttachment extends Meta {
  readonly attacher: string
  readonly nodeName: string
  readonly volumeName: string
}

/** Reads a persistent volume. */
export function readVolumeObject(value: unknown): PersistentVolume {
  const object = fields(value)
  const spec = fields(object.spec)
  const meta = readMeta(object, 'cluster')
  const csi = spec.csi
  return {
    ...meta,
    phase: text(fields(object.status).phase),
    size: readResources(spec.capacity).get('storage') ?? 0n,
    className: classOf(meta.annotations, spec.storageClassName),
    accessModes: texts(spec.accessModes),
    volumeMode: text(spec.volumeMode) || 'Filesystem',
    attributesClass: text(spec.volumeAttributesClassName),
    claim: isObject(spec.claimRef) ? readReference(spec.claimRef) : undefined,
    nodeAffinity: readNodeSelector(fields(spec.nodeAffinity).required),
    csi: isObject(csi) ? { driver: text(csi.driver), handle: text(csi.volumeHandle) } : undefined,
    disk: readDisk(spec),
  }
}

/** Reads a claim. */
export function readClaim(value: unknown): PersistentVolumeClaim {
  const object = fields(value)
  const spec = fields(object.spec)
  const meta = readMeta(object)
  return {
    ...meta,
    phase: text(fields(object.status).phase),
    size: readResources(fields(spec.resources).requests).get('storage'),
    className: classOf(meta.annotations, spec.storageClassName),
    accessModes: texts(spec.accessModes),
    volumeMode: text(spec.volumeMode) || 'Filesystem',
    attributesClass: text(spec.volumeAttributesClassName),
    volumeName: text(spec.volumeName),
    selector: readSelector(spec.selector),
    selectedNode: meta.annotations.get('volume.kubernetes.io/selected-node'),
  }
}

/** Reads a storage class. Without a mode it binds at once, which is the default of the API. */
export function readStorageClass(value: unknown): StorageClass {
  const object = fields(value)
  return {
    ...readMeta(object, 'cluster'),
    provisioner: text(object.provisioner),
    waitsForConsumer: object.volumeBindingMode === 'WaitForFirstConsumer',
    allowedTopologies: list(object.allowedTopologies, (term) =>
      list(fields(term).matchLabelExpressions, (expression) => {
        const { key, values } = fields(expression)
        return { key: text(key), values: texts(values) }
      }),
    ),
  }
}

/** Reads what CSI drivers say about a node. */
export function readCsiNode(value: unknown): CsiNode {
  const object = fields(value)
  const meta = readMeta(object, 'cluster')
  const limits = new Map<string, number>()
  for (const driver of list(fields(object.spec).drivers, fields)) {
    const count = number(fields(driver.allocatable).count)
    if (count !== undefined) limits.set(text(driver.name), count)
  }
  const migrated = meta.annotations.get('storage.alpha.kubernetes.io/migrated-plugins') ?? ''
  return { ...meta, limits, migrated: new Set(migrated === '' ? [] : migrated.split(',')) }
}

/** Reads a CSI driver. */
export function readCsiDriver(value: unknown): CsiDriver {
  const object = fields(value)
  return { ...readMeta(object, 'cluster'), tracksCapacity: fields(object.spec).storageCapacity === true }
}

/** Reads the free space of a part of the cluster. The largest volume is better known than the space as a whole. */
export function readStorageCapacity(value: unknown): CsiStorageCapacity {
  const object = fields(value)
  return {
    ...readMeta(object),
    className: text(object.storageClassName),
    largest: parseQuantity(object.maximumVolumeSize) ?? parseQuantity(object.capacity),
    nodes: readSelector(object.nodeTopology),
  }
}

/** Reads an attachment. */
export function readAttachment(value: unknown): VolumeAttachment {
  const object = fields(value)
  const { attacher, nodeName, source } = fields(object.spec)
  return {
    ...readMeta(object, 'cluster'),
    attacher: text(attacher),
    nodeName: text(nodeName),
    volumeName: text(fields(source).persistentVolumeName),
  }
}

/** The class of a volume or claim: the old annotation wins over the field. */
function classOf(annotations: Labels, name: unknown): string {
  return annotations.get('volume.beta.kubernetes.io/storage-class') ?? text(name)
}

function readReference(value: unknown): ClaimReference {
  const { namespace, name, uid } = fields(value)
  return { namespace: text(namespace), name: text(name), uid: text(uid) }
}
