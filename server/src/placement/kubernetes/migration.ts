import { type Labels, labels } from './objects/json.ts'
import type { NodeSelectorTerm } from './objects/node-selector.ts'
import type { CsiNode, PersistentVolume } from './objects/storage.ts'
import type { Disk } from './objects/volume.ts'

/** How a CSI driver took over a plugin that was part of Kubernetes. */
interface Migration {
  readonly plugin: string
  readonly driver: string
  /** The node label in which the driver says where a node is; undefined if it has none. */
  readonly zoneLabel?: string
}

/** From Kubernetes' own translation library. https://github.com/kubernetes/csi-translation-lib */
const migrations: Readonly<Partial<Record<Disk['kind'], Migration>>> = {
  ebs: { plugin: 'kubernetes.io/aws-ebs', driver: 'ebs.csi.aws.com', zoneLabel: 'topology.ebs.csi.aws.com/zone' },
  gce: { plugin: 'kubernetes.io/gce-pd', driver: 'pd.csi.storage.gke.io', zoneLabel: 'topology.gke.io/zone' },
  azure: { plugin: 'kubernetes.io/azure-disk', driver: 'disk.csi.azure.com', zoneLabel: 'topology.disk.csi.azure.com/zone' },
  cinder: { plugin: 'kubernetes.io/cinder', driver: 'cinder.csi.openstack.org', zoneLabel: 'topology.cinder.csi.openstack.org/zone' },
  portworx: { plugin: 'kubernetes.io/portworx-volume', driver: 'pxd.portworx.com' },
}

const zone = 'topology.kubernetes.io/zone'
const betaZone = 'failure-domain.beta.kubernetes.io/zone'
const region = 'topology.kubernetes.io/region'
const betaRegion = 'failure-domain.beta.kubernetes.io/region'

/**
 * The driver and the handle under which a disk of the old kind is attached; undefined if no driver took over. `labels` are those of the
 * persistent volume; a disk that a pod names itself has none.
 */
export function attachedAs(disk: Disk, own: Labels = noNames): { readonly driver: string; readonly handle: string } | undefined {
  const migration = migrations[disk.kind]
  if (migration === undefined || !('id' in disk)) return undefined
  const handle = disk.kind === 'gce' ? gceHandle(disk.id, own) : disk.kind === 'ebs' ? ebsHandle(disk.id) : disk.id
  return handle === undefined ? undefined : { driver: migration.driver, handle }
}

/** Whether volumes of a pod that name such a disk may count against a limit at all. */
export function isMigratable(disk: Disk): boolean {
  return migrations[disk.kind] !== undefined || disk.kind === 'vsphere' || disk.kind === 'azure-file'
}

/** The driver that makes volumes for a provisioner, which may be the name of an old plugin; "" if the old plugin is not counted. */
export function driverOf(provisioner: string): string {
  if (provisioner === 'kubernetes.io/vsphere-volume' || provisioner === 'kubernetes.io/azure-file') return ''
  return Object.values(migrations).find(({ plugin }) => plugin === provisioner)?.driver ?? provisioner
}

/**
 * What a volume requires of a node's labels. An old one is asked about by the driver's label on nodes that say they attach it through
 * CSI; limits count it either way.
 */
export function nodeAffinityOf(volume: PersistentVolume, node: CsiNode | undefined): readonly NodeSelectorTerm[] | undefined {
  const migration = volume.disk && migrations[volume.disk.kind]
  if (migration?.zoneLabel === undefined || node?.migrated.has(migration.plugin) !== true) return volume.nodeAffinity
  return translated(volume.nodeAffinity ?? [], volume.labels, migration.zoneLabel) ?? volume.nodeAffinity
}

function translated(terms: readonly NodeSelectorTerm[], own: Labels, label: string): readonly NodeSelectorTerm[] | undefined {
  const beta = usesBeta(terms, own)
  const zoneKey = beta ? betaZone : zone
  const regions = beta ? new Map([[betaRegion, region]]) : noNames
  if (valuesOf(terms, zoneKey).length > 0) return renamed(terms, new Map([...regions, [zoneKey, label]]))
  const written = own.get(zoneKey)
  const zones = (written ?? '').split('__').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  if (zones.length === 0) return beta ? renamed(terms, regions) : undefined
  const base = terms.length === 0 ? [{ expressions: [], fields: [] }] : renamed(terms, regions)
  const added = { key: label, operator: 'In', values: zones }
  return base.map((term) => ({ ...term, expressions: [...term.expressions, added] }))
}

const noNames: Labels = labels(undefined)

/** The terms decide before the labels, and the name in use today before the beta name. */
function usesBeta(terms: readonly NodeSelectorTerm[], own: Labels): boolean {
  if (mentions(terms, zone)) return false
  if (mentions(terms, betaZone)) return true
  return !own.has(zone) && own.has(betaZone)
}

function mentions(terms: readonly NodeSelectorTerm[], wanted: string): boolean {
  return terms.some(({ expressions }) => expressions.some(({ key }) => key === wanted))
}

function valuesOf(terms: readonly NodeSelectorTerm[], wanted: string): readonly string[] {
  return terms.flatMap(({ expressions }) => expressions.flatMap(({ key, values }) => (key === wanted ? values : [])))
}

function renamed(terms: readonly NodeSelectorTerm[], names: Labels): readonly NodeSelectorTerm[] {
  return terms.map((term) => ({ ...term, expressions: term.expressions.map((one) => ({ ...one, key: names.get(one.key) ?? one.key })) }))
}

/** An old name may carry the zone: `aws://eu-west-1a/vol-1`. */
function ebsHandle(id: string): string {
  return id.startsWith('aws://') ? id.replace(/^aws:\/\/[^/]*\/+/, '').replace(/\/+$/, '') : id
}

/** The driver knows disks by where they are: in the zone of the volume's label, or in the region of its zones. */
function gceHandle(id: string, own: Labels): string | undefined {
  const zones = (own.get(betaZone) || own.get(zone) || '').split('__')
  const [first = ''] = zones
  if (zones.length === 1) return `projects/UNSPECIFIED/zones/${first || 'UNSPECIFIED'}/disks/${id}`
  const regions = new Set(zones.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('-')))))
  const [found] = regions
  return regions.size === 1 && found ? `projects/UNSPECIFIED/regions/${found}/disks/${id}` : undefined
}
