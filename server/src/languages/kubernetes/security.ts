import { containersOf, type PodContainer } from './containers.ts'
import { below, child, type Field, isSet, stepsOf } from './field.ts'
import type { Manifest } from './manifest.ts'
import { isMisreadAs } from './values.ts'

/** Where the Pod Security Standards are written down. */
export const podSecurityStandards = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/'

/** A security context and what it is of, for messages: `container "web"`, `the pod`. */
export interface SecurityContext {
  readonly field: Field
  readonly label: string
  /** Undefined for that of the pod. */
  readonly container: PodContainer | undefined
}

/** The security context of the pod, then those of its containers; also where they are not written. Empty without a pod. */
export function securityContexts(doc: Manifest): readonly SecurityContext[] {
  if (doc.pod === undefined) return []
  const ofPod = { field: child(doc.pod.spec, 'securityContext'), label: 'the pod', container: undefined }
  return [ofPod, ...containersOf(doc).map((container) => contextOf(container))]
}

/** The security context of a container. */
export function contextOf(container: PodContainer): SecurityContext {
  return { field: child(container.field, 'securityContext'), label: container.label, container }
}

/** A field of a container's security context, or that of the pod where the container has none; what is not set counts as absent. */
export function inEffect(doc: Manifest, container: PodContainer, name: string): Field {
  const own = below(container.field, 'securityContext', name)
  return isSet(own) || doc.pod === undefined ? own : below(doc.pod.spec, 'securityContext', name)
}

/** Whether the pod is for Windows, which has none of the knobs of Linux. */
export function isWindows(doc: Manifest): boolean {
  return doc.pod !== undefined && below(doc.pod.spec, 'os', 'name').value === 'windows'
}

/** Whether the users of the pod are not those of its node, so that root in it is nobody outside. */
export function hasOwnUsers(doc: Manifest): boolean {
  return doc.pod !== undefined && child(doc.pod.spec, 'hostUsers').value === false
}

/** All names under which Trivy has a check. */
export function trivy(number: number): readonly string[] {
  const digits = String(number)
  return [`KSV-${digits.padStart(4, '0')}`, `KSV${digits.padStart(3, '0')}`, `AVD-KSV-${digits.padStart(4, '0')}`]
}

/** Whether a field has a value, or something stands there, or around it, that will be one: then it is not missing. */
export function isGiven(doc: Manifest, field: Field): boolean {
  if (isSet(field)) return true
  let around = doc.written
  for (const step of stepsOf(field)) {
    if (!isSet(around)) return false
    if (typeof around.value !== 'object') return true
    around = child(around, step)
  }
  return isMisreadAs(field, around)
}
