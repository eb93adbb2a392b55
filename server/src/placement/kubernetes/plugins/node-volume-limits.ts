import { attachedAs, driverOf, isMigratable } from '../migration.ts'
import type { Pod } from '../objects/pod.ts'
import type { PersistentVolumeClaim } from '../objects/storage.ts'
import { type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'
import { claimUse, type VolumeState } from '../state/volumes.ts'

/** Volumes by a name that is the same for all pods that share one, each with the driver that attaches it. */
type Attached = Map<string, string>

/** A node attaches only so many volumes of a driver at once. */
export const nodeVolumeLimits: Plugin = {
  id: 'NodeVolumeLimits',
  scope: 'node',
  filter({ pod }, { volumes }) {
    const counts = pod.spec.volumes.some(
      (volume) => claimUse(pod, volume) !== undefined || (volume.kind === 'disk' && isMigratable(volume.disk)),
    )
    return counts ? { kind: 'filter', reject: (node) => exceeded(pod, node, volumes) } : skip
  },
}

function exceeded(pod: Pod, node: NodeState, volumes: VolumeState): Refusal | undefined {
  const csiNode = volumes.csiNodes.get(node.name)
  if (csiNode === undefined || csiNode.limits.size === 0) return undefined
  const added = attachedBy([{ pod }], volumes)
  if (added.size === 0) return undefined
  const present = attachedBy(node.pods, volumes)
  for (const name of present.keys()) added.delete(name)
  for (const [name, driver] of otherAttachments(node, volumes)) present.set(name, driver)
  for (const [driver, count] of countByDriver(added)) {
    const limit = csiNode.limits.get(driver)
    const attached = countByDriver(present).get(driver) ?? 0
    if (limit !== undefined && attached + count > limit) {
      return { plugin: 'NodeVolumeLimits', resolvable: true, why: [{ kind: 'volume-limit', driver, limit, attached, added: count }] }
    }
  }
  return undefined
}

/** Volumes that are attached though no pod on the node uses them, as far as they are known. */
function otherAttachments({ name }: NodeState, { attachments, volumes }: VolumeState): Attached {
  const attached: Attached = new Map()
  for (const { attacher, volumeName } of attachments.get(name) ?? []) {
    const handle = volumes.get(volumeName)?.csi?.handle
    if (handle !== undefined) attached.set(`${attacher}/${handle}`, attacher)
  }
  return attached
}

function attachedBy(pods: readonly { readonly pod: Pod }[], volumes: VolumeState): Attached {
  const attached: Attached = new Map()
  for (const { pod } of pods) {
    for (const volume of pod.spec.volumes) {
      const use = claimUse(pod, volume)
      const claim = use && volumes.claims.get(use.key)
      const found = claim ? behind(claim, volumes) : volume.kind === 'disk' ? attachedAs(volume.disk) : undefined
      if (found) attached.set(`${found.driver}/${found.handle}`, found.driver)
    }
  }
  return attached
}

/** What will be attached for a claim; a claim without a volume counts by what its class would make. */
function behind(claim: PersistentVolumeClaim, state: VolumeState): ReturnType<typeof attachedAs> {
  const volume = claim.volumeName === '' ? undefined : state.volumes.get(claim.volumeName)
  if (volume) return volume.csi ?? (volume.disk && attachedAs(volume.disk, volume.labels))
  const driver = driverOf(state.classes.get(claim.className)?.provisioner ?? '')
  return driver === '' ? undefined : { driver, handle: `claim ${claim.namespace}/${claim.name}` }
}

function countByDriver(attached: Attached): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const driver of attached.values()) counts.set(driver, (counts.get(driver) ?? 0) + 1)
  return counts
}
