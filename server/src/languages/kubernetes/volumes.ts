import { below, child, type Field, isSet } from './field.ts'
import type { Manifest } from './manifest.ts'
import { structsOf, textAt } from './values.ts'

/** A volume of a pod, as the server counts them. */
export interface PodVolume {
  /** The entry of `volumes`, or the claim template that becomes one. */
  readonly field: Field
  /** Its place in the server's list: in a StatefulSet the claim templates come first. */
  readonly index: number
  /** Empty without one, undefined if it cannot be told. */
  readonly name: string | undefined
  /** Whether it comes from a claim template. */
  readonly claimed: boolean
  /** The kind of its first source in the server's order; undefined if none is known. */
  readonly source: SourceKind | undefined
}

/** The kinds of volumes in the order in which the server looks for them: of several the first is judged and the others are refused. */
export const sourceKinds = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
] as const

/** A kind of volume, as its field is called. */
export type SourceKind = (typeof sourceKinds)[number]

const known = new WeakMap<Manifest, readonly PodVolume[]>()

/** All volumes of a pod; those of a StatefulSet's claim templates first, in place of volumes of the same name. */
export function volumesOf(doc: Manifest): readonly PodVolume[] {
  const before = known.get(doc)
  if (before !== undefined) return before
  const volumes = doc.pod === undefined ? [] : read(doc, doc.pod.spec)
  known.set(doc, volumes)
  return volumes
}

function read(doc: Manifest, spec: Field): readonly PodVolume[] {
  const claims = doc.kind === 'StatefulSet' ? claimVolumes(structsOf(below(doc.object, 'spec', 'volumeClaimTemplates'))) : []
  const own = structsOf(child(spec, 'volumes'))
  if (claims.length === 0) return own.map((field) => ownVolume(field, Number(field.step)))
  const names = new Set(claims.map(({ name }) => name))
  const rest = own.filter((field) => !names.has(textAt(field, 'name') ?? ''))
  return [...claims, ...rest.map((field, index) => ownVolume(field, claims.length + index))]
}

function ownVolume(field: Field, index: number): PodVolume {
  const source = sourceKinds.find((kind) => isSet(child(field, kind)))
  return { field, index, name: textAt(field, 'name'), claimed: false, source }
}

/** Of templates with one name the server keeps the last. */
function claimVolumes(templates: readonly Field[]): readonly PodVolume[] {
  const named = new Map<unknown, PodVolume>()
  for (const field of templates) {
    const name = textAt(child(field, 'metadata'), 'name')
    named.set(name ?? field, { field, index: 0, name, claimed: true, source: 'persistentVolumeClaim' })
  }
  return [...named.values()].map((volume, index) => ({ ...volume, index }))
}

/** The source of a volume that the server judges, if it is of this kind. */
export function sourceOf(volume: PodVolume, kind: SourceKind): Field | undefined {
  return volume.source === kind && !volume.claimed ? child(volume.field, kind) : undefined
}

/** The manifest to make findings about a volume with: they carry the place in the list that the server sees. */
export function asCounted(doc: Manifest, volume: PodVolume): Manifest {
  if (volume.claimed || volume.index === volume.field.step) return doc
  const base = doc.problem(volume.field, '').path ?? ''
  const counted = base.replace(/\d+\]$/, `${volume.index}]`)
  const moved = (path: string) => (path.startsWith(base) ? counted + path.slice(base.length) : path)
  return {
    ...doc,
    problem(field, message, options) {
      const found = doc.problem(field, message, options)
      return found.path === undefined ? found : { ...found, path: moved(found.path) }
    },
  }
}
