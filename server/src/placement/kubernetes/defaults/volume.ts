import { defaultFieldRef, pullPolicy, roundAmounts } from './container.ts'
import { fill, objectIn, objectsIn } from './fill.ts'
import type { Json } from './shape.ts'

/** Completes a volume; one without a source is an empty directory. */
export function defaultVolume(volume: Json): void {
  if (Object.keys(volume).every((key) => key === 'name')) volume.emptyDir = {}
  for (const [name, defaults] of Object.entries(sources)) {
    const source = objectIn(volume, name)
    if (source !== undefined) fill(source, defaults)
  }
  const image = objectIn(volume, 'image')
  if (image !== undefined) fill(image, { pullPolicy: pullPolicy(image.reference) })
  const claim = objectIn(objectIn(volume, 'ephemeral') ?? {}, 'volumeClaimTemplate')
  if (claim !== undefined) defaultClaimSpec(objectIn(claim, 'spec'))
  defaultFiles(objectIn(volume, 'downwardAPI'))
  for (const source of objectsIn(objectIn(volume, 'projected') ?? {}, 'sources')) defaultProjection(source)
}

/** Completes what a claim asks for. */
export function defaultClaimSpec(spec: Json | undefined): void {
  if (spec === undefined) return
  fill(spec, { volumeMode: 'Filesystem' })
  roundAmounts(objectIn(spec, 'resources'))
}

/** 0644. */
const defaultMode = 420

/** The defaults of each source that has any. */
const sources: Readonly<Record<string, Json>> = {
  hostPath: { type: '' },
  secret: { defaultMode },
  configMap: { defaultMode },
  downwardAPI: { defaultMode },
  projected: { defaultMode },
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
}

function defaultProjection(source: Json): void {
  defaultFiles(objectIn(source, 'downwardAPI'))
  const token = objectIn(source, 'serviceAccountToken')
  if (token !== undefined) fill(token, { expirationSeconds: 3600 })
}

function defaultFiles(downward: Json | undefined): void {
  for (const item of objectsIn(downward ?? {}, 'items')) defaultFieldRef(item)
}
