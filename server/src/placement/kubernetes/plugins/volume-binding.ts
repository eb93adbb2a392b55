import { nodeAffinityOf } from '../migration.ts'
import { matchesTerms } from '../node-matching.ts'
import type { Pod } from '../objects/pod.ts'
import type { PersistentVolumeClaim } from '../objects/storage.ts'
import { type Plugin, type PodRejected, skip } from '../plugin.ts'
import type { Refusal, Why } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'
import { claimUse, isFullyBound, isMadeFor, type VolumeState } from '../state/volumes.ts'
import { bindingFor } from './volume-binding/bind.ts'

/** Volumes must be reachable from the node; claims that wait for a pod must find a volume there, or one must be made. */
export const volumeBinding: Plugin = {
  id: 'VolumeBinding',
  scope: 'nothing',
  filter({ pod }, { volumes }) {
    const claims = claimsOf(pod, volumes)
    if ('kind' in claims) return claims
    if (claims.length === 0) return skip
    const bound = claims.filter(isFullyBound)
    const waiting = claims.filter((claim) => !isFullyBound(claim))
    if (waiting.some((claim) => !waitsForPod(claim, volumes))) {
      return { kind: 'rejected', reason: 'pod has unbound immediate PersistentVolumeClaims' }
    }
    return { kind: 'filter', reject: (node) => refusal(node, bound, waiting, volumes) }
  },
}

/** The claims of a pod, or why it cannot run with them. */
function claimsOf(pod: Pod, { claims }: VolumeState): readonly PersistentVolumeClaim[] | PodRejected {
  const found: PersistentVolumeClaim[] = []
  for (const volume of pod.spec.volumes) {
    const use = claimUse(pod, volume)
    if (use === undefined) continue
    const claim = claims.get(use.key)
    const reason = claim === undefined ? missing(use) : problem(claim, pod, use.ephemeral)
    if (reason !== undefined) return { kind: 'rejected', reason }
    if (claim) found.push(claim)
  }
  return found
}

function missing({ name, ephemeral }: { readonly name: string; readonly ephemeral: boolean }): string {
  return ephemeral
    ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
    : `persistentvolumeclaim "${name}" not found`
}

function problem(claim: PersistentVolumeClaim, pod: Pod, ephemeral: boolean): string | undefined {
  const { name, volumeName } = claim
  if (claim.phase === 'Lost') return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${volumeName}"`
  if (claim.deleting) return `persistentvolumeclaim "${name}" is being deleted`
  if (!ephemeral || isMadeFor(claim, pod)) return undefined
  return `PVC ${claim.namespace}/${name} was not created for pod ${pod.namespace}/${pod.name} (pod is not owner)`
}

function waitsForPod({ className, volumeName }: PersistentVolumeClaim, { classes }: VolumeState): boolean {
  return volumeName === '' && classes.get(className)?.waitsForConsumer === true
}

function refusal(
  node: NodeState,
  bound: readonly PersistentVolumeClaim[],
  waiting: readonly PersistentVolumeClaim[],
  volumes: VolumeState,
): Refusal | undefined {
  const ofBound = boundProblem(node, bound, volumes)
  const binding = bindingFor(node, waiting, volumes)
  const why: Why[] = []
  if (ofBound?.kind === 'volume-node-affinity') why.push(ofBound)
  if (binding.kind === 'no-volume' || binding.kind === 'no-space') why.push(binding)
  if (ofBound?.kind === 'volume-missing') why.push(ofBound)
  return why.length === 0 ? undefined : { plugin: 'VolumeBinding', resolvable: false, why }
}

function boundProblem(node: NodeState, bound: readonly PersistentVolumeClaim[], { volumes, csiNodes }: VolumeState): Why | undefined {
  for (const { volumeName } of bound) {
    const volume = volumes.get(volumeName)
    if (volume === undefined) return { kind: 'volume-missing', volume: volumeName }
    const terms = nodeAffinityOf(volume, csiNodes.get(node.name))
    if (terms !== undefined && !matchesTerms(terms)({ name: '', labels: node.labels })) {
      return { kind: 'volume-node-affinity', volume: volumeName }
    }
  }
  return undefined
}
