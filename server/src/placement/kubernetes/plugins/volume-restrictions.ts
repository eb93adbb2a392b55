import type { Disk, Volume } from '../objects/volume.ts'
import { type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'

const diskConflict: Refusal = { plugin: 'VolumeRestrictions', resolvable: true, why: [{ kind: 'disk-conflict' }] }

/** Disks that only one pod may have on a node, and claims that only one pod may have at all (ReadWriteOncePod). */
export const volumeRestrictions: Plugin = {
  id: 'VolumeRestrictions',
  scope: 'node',
  filter({ pod }, { volumes, claimUsers }) {
    const exclusive = new Set<string>()
    for (const volume of pod.spec.volumes) {
      if (volume.kind !== 'claim') continue
      const claim = volumes.claims.get(`${pod.namespace}/${volume.claim}`)
      if (claim === undefined) return { kind: 'rejected', reason: `persistentvolumeclaim "${volume.claim}" not found` }
      if (claim.accessModes.includes('ReadWriteOncePod')) exclusive.add(volume.claim)
    }
    const disks = pod.spec.volumes.flatMap(exclusiveDisk)
    const inUse = [...exclusive].filter((name) => (claimUsers.get(`${pod.namespace}/${name}`) ?? 0) > 0)
    if (disks.length === 0 && inUse.length === 0) return skip
    let users = inUse.length
    const claimInUse: Refusal = { plugin: 'VolumeRestrictions', resolvable: true, why: [{ kind: 'claim-in-use', claims: inUse }] }
    return {
      kind: 'filter',
      reject(node) {
        if (disks.length > 0 && hasConflict(node, disks)) return diskConflict
        return users > 0 ? claimInUse : undefined
      },
      moved(other, _node, by) {
        users += by * claimsAmong(other, exclusive)
      },
    }
  },
}

/** Counts by the name of the claim alone, as the scheduler does. */
function claimsAmong({ pod }: PodInfo, names: ReadonlySet<string>): number {
  return pod.spec.volumes.filter((volume) => volume.kind === 'claim' && names.has(volume.claim)).length
}

function exclusiveDisk(volume: Volume): readonly Disk[] {
  return volume.kind === 'disk' && ['gce', 'ebs', 'iscsi', 'rbd'].includes(volume.disk.kind) ? [volume.disk] : []
}

function hasConflict(node: NodeState, disks: readonly Disk[]): boolean {
  return node.pods.some(({ pod }) =>
    pod.spec.volumes.some((volume) => volume.kind === 'disk' && disks.some((disk) => conflicts(disk, volume.disk))),
  )
}

/** Whether two pods on one node cannot have these disks; most may be shared by readers. */
function conflicts(a: Disk, b: Disk): boolean {
  if (a.kind === 'ebs') return b.kind === 'ebs' && a.id === b.id
  if (a.kind === 'gce') return b.kind === 'gce' && a.id === b.id && !(a.readOnly && b.readOnly)
  if (a.kind === 'iscsi') return b.kind === 'iscsi' && a.iqn === b.iqn && !(a.readOnly && b.readOnly)
  if (a.kind !== 'rbd' || b.kind !== 'rbd' || (a.readOnly && b.readOnly)) return false
  return a.pool === b.pool && a.image === b.image && a.monitors.some((monitor) => b.monitors.includes(monitor))
}
