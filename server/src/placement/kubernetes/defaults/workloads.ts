import { roundList } from './container.ts'
import type { Done } from './done.ts'
import { fill, objectIn, objectMade, objectsIn } from './fill.ts'
import { defaultPodSpec } from './pod.ts'
import type { Json } from './shape.ts'
import { defaultClaimSpec } from './volume.ts'

/** Completes a ReplicationController: its selector and labels are those of its template. */
export function defaultReplicationController(controller: Json, done: Done): void {
  const spec = objectMade(controller, 'spec')
  const template = objectIn(spec, 'template')
  const labels = objectIn(objectIn(template ?? {}, 'metadata') ?? {}, 'labels')
  if (labels !== undefined) {
    fill(spec, { selector: { ...labels } })
    fill(objectMade(controller, 'metadata'), { labels: { ...labels } })
  }
  fill(spec, { replicas: 1 })
  if (template !== undefined) defaultPodSpec(template, done)
}

/** Completes a ReplicaSet. */
export function defaultReplicaSet(set: Json, done: Done): void {
  fill(specWithTemplate(set, done), { replicas: 1 })
}

/** Completes a Deployment. */
export function defaultDeployment(deployment: Json, done: Done): void {
  const spec = specWithTemplate(deployment, done)
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 })
  const strategy = objectMade(spec, 'strategy')
  fill(strategy, { type: 'RollingUpdate' })
  if (strategy.type === 'RollingUpdate') fill(objectMade(strategy, 'rollingUpdate'), { maxUnavailable: '25%', maxSurge: '25%' })
  else fillIfThere(strategy, { maxUnavailable: 0, maxSurge: 0 })
}

/** Completes a DaemonSet. */
export function defaultDaemonSet(set: Json, done: Done): void {
  const spec = specWithTemplate(set, done)
  fill(spec, { revisionHistoryLimit: 10 })
  const strategy = objectMade(spec, 'updateStrategy')
  fill(strategy, { type: 'RollingUpdate' })
  if (strategy.type === 'RollingUpdate') fill(objectMade(strategy, 'rollingUpdate'), { maxUnavailable: 1, maxSurge: 0 })
  else fillIfThere(strategy, { maxUnavailable: 0, maxSurge: 0 })
  countGeneration(objectMade(set, 'metadata'))
}

/** Completes a StatefulSet and its claims. */
export function defaultStatefulSet(set: Json, done: Done): void {
  const spec = specWithTemplate(set, done)
  fill(spec, { podManagementPolicy: 'OrderedReady', replicas: 1, revisionHistoryLimit: 10 })
  const strategy = objectMade(spec, 'updateStrategy')
  if (!Object.hasOwn(strategy, 'type')) fill(strategy, { type: 'RollingUpdate', rollingUpdate: {} })
  fillIfThere(strategy, { partition: 0 })
  fill(objectMade(spec, 'persistentVolumeClaimRetentionPolicy'), { whenDeleted: 'Retain', whenScaled: 'Retain' })
  for (const claim of objectsIn(spec, 'volumeClaimTemplates')) defaultClaim(claim)
}

function specWithTemplate(object: Json, done: Done): Json {
  const spec = objectMade(object, 'spec')
  defaultPodSpec(objectMade(spec, 'template'), done)
  return spec
}

/** Inside the server these are numbers, not absent ones, wherever the block is written. */
function fillIfThere(strategy: Json, zeros: Json): void {
  const rolling = objectIn(strategy, 'rollingUpdate')
  if (rolling !== undefined) fill(rolling, zeros)
}

/** A counter of former versions lives on as an annotation. */
function countGeneration(metadata: Json): void {
  const annotations = objectMade(metadata, 'annotations')
  const name = 'deprecated.daemonset.template.generation'
  const written = annotations[name]
  annotations[name] =
    typeof written === 'string' && /^[+-]?\d{1,18}$/.test(written) ? String(Number.parseInt(written, 10)) : (written ?? '0')
}

function defaultClaim(claim: Json): void {
  claim.apiVersion = 'v1'
  claim.kind = 'PersistentVolumeClaim'
  defaultClaimSpec(objectMade(claim, 'spec'))
  const status = objectMade(claim, 'status')
  fill(status, { phase: 'Pending' })
  roundList(objectIn(status, 'capacity'))
}
