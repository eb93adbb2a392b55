import { matchesTerms } from '../../node-matching.ts'
import { wholeUnits } from '../../objects/quantity.ts'
import { compile, holds } from '../../objects/selector.ts'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects/storage.ts'
import type { NodeState } from '../../state/node-state.ts'
import type { VolumeState } from '../../state/volumes.ts'

/** How the waiting claims of a pod would be served on a node, or why they cannot be. */
export type Binding =
  | {
      readonly kind: 'binding'
      /** Claims that get a volume which is there. */
      readonly bind: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[]
      /** Claims for which a volume is made. */
      readonly provision: readonly PersistentVolumeClaim[]
    }
  | { readonly kind: 'no-volume'; readonly claim: string }
  | { readonly kind: 'no-space'; readonly claim: string }

const notProvisioned = 'kubernetes.io/no-provisioner'

/** Finds volumes for claims on a node: the smallest that fits for each, the claims in order of size; for the others one must be made. */
export function bindingFor(node: NodeState, claims: readonly PersistentVolumeClaim[], state: VolumeState): Binding {
  const elsewhere = claims.find(({ selectedNode }) => selectedNode !== undefined && selectedNode !== node.name)
  if (elsewhere) return { kind: 'no-volume', claim: elsewhere.name }
  const begun = claims.filter(({ selectedNode }) => selectedNode !== undefined)
  const open = claims.filter(({ selectedNode }) => selectedNode === undefined).sort(bySize)
  const taken = new Set<string>()
  const bind: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = []
  const provision = [...begun]
  for (const claim of open) {
    const volume = volumeFor(claim, node, taken, state)
    if (volume) {
      taken.add(volume.name)
      bind.push({ claim, volume })
    } else provision.push(claim)
  }
  for (const claim of provision) {
    const problem = provisionProblem(claim, node, state)
    if (problem !== undefined) return { kind: problem, claim: claim.name }
  }
  return { kind: 'binding', bind, provision }
}

/** What the scheduler assumes once the pod has its node: volumes are kept for their claims, and claims know the node their volume is made for. */
export function assume(node: NodeState, claims: readonly PersistentVolumeClaim[], state: VolumeState): void {
  const binding = bindingFor(node, claims, state)
  if (binding.kind !== 'binding') return
  for (const { claim, volume } of binding.bind) {
    const { namespace, name, uid } = claim
    state.volumes.set(volume.name, { ...volume, claim: { namespace, name, uid } })
  }
  for (const claim of binding.provision) state.claims.set(`${claim.namespace}/${claim.name}`, { ...claim, selectedNode: node.name })
}

function bySize(a: PersistentVolumeClaim, b: PersistentVolumeClaim): number {
  const sizes = [a.size ?? 0n, b.size ?? 0n] as const
  return sizes[0] < sizes[1] ? -1 : sizes[0] > sizes[1] ? 1 : 0
}

/** A volume that is kept for the claim, else the smallest that would do. Kept for it but not reachable from the node, there is none. */
function volumeFor(
  claim: PersistentVolumeClaim,
  node: NodeState,
  taken: ReadonlySet<string>,
  { volumes }: VolumeState,
): PersistentVolume | undefined {
  const selector = claim.selector && compile(claim.selector)
  let smallest: PersistentVolume | undefined
  for (const volume of volumes.values()) {
    if (volume.className !== claim.className || taken.has(volume.name) || !couldHold(volume, claim)) continue
    if (volume.claim !== undefined) return isReachable(volume, node) ? volume : undefined
    if (volume.phase !== 'Available' || (selector && !selector.matches(volume.labels)) || !isReachable(volume, node)) continue
    if (!claim.accessModes.every((mode) => volume.accessModes.includes(mode))) continue
    if (smallest === undefined || volume.size < smallest.size) smallest = volume
  }
  return smallest
}

/** Whether a volume is free or kept for the claim, large enough and of its kind. */
function couldHold(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (volume.claim !== undefined && !isFor(volume.claim, claim)) return false
  return (
    volume.size >= (claim.size ?? 0n) &&
    volume.volumeMode === claim.volumeMode &&
    volume.attributesClass === claim.attributesClass &&
    !volume.deleting
  )
}

function isFor(reference: NonNullable<PersistentVolume['claim']>, { namespace, name, uid }: PersistentVolumeClaim): boolean {
  return reference.namespace === namespace && reference.name === name && (reference.uid === '' || reference.uid === uid)
}

function isReachable({ nodeAffinity }: PersistentVolume, { labels }: NodeState): boolean {
  return nodeAffinity === undefined || matchesTerms(nodeAffinity)({ name: '', labels })
}

function provisionProblem(claim: PersistentVolumeClaim, node: NodeState, state: VolumeState): 'no-volume' | 'no-space' | undefined {
  const storageClass = state.classes.get(claim.className)
  if (storageClass === undefined || storageClass.provisioner === '' || storageClass.provisioner === notProvisioned) return 'no-volume'
  const { allowedTopologies } = storageClass
  if (allowedTopologies.length > 0 && !allowedTopologies.some((term) => isIn(term, node))) return 'no-volume'
  return hasSpace(claim, storageClass.provisioner, node, state) ? undefined : 'no-space'
}

/** Without any condition a term means no node. */
function isIn(term: StorageClass['allowedTopologies'][number], { labels }: NodeState): boolean {
  return term.length > 0 && term.every(({ key, values }) => holds({ key, operator: 'In', values }, labels))
}

/** Space is only known for drivers that keep track of it; a part of the cluster counts if it offers enough and the node is in it. */
function hasSpace({ size, className }: PersistentVolumeClaim, driver: string, node: NodeState, state: VolumeState): boolean {
  if (size === undefined || state.csiDrivers.get(driver)?.tracksCapacity !== true) return true
  return state.capacities.some(
    ({ className: ofClass, largest, nodes }) =>
      ofClass === className &&
      largest !== undefined &&
      wholeUnits(largest) >= wholeUnits(size) &&
      nodes !== undefined &&
      compile(nodes).matches(node.labels),
  )
}
