import { fill, objectIn, objectsIn } from './fill.ts'
import { isLatest } from './image.ts'
import { inMilli } from './quantity.ts'
import type { Json } from './shape.ts'

/** Completes a container of any sort. */
export function defaultContainer(container: Json): void {
  fill(container, {
    imagePullPolicy: pullPolicy(container.image),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  })
  for (const port of objectsIn(container, 'ports')) fill(port, { protocol: 'TCP' })
  for (const env of objectsIn(container, 'env')) defaultValueFrom(objectIn(env, 'valueFrom'))
  roundAmounts(objectIn(container, 'resources'))
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) defaultProbe(objectIn(container, name))
  const lifecycle = objectIn(container, 'lifecycle') ?? {}
  for (const name of ['postStart', 'preStop']) defaultHttpGet(objectIn(lifecycle, name))
}

/** How an image is pulled if nothing is said: always if its tag moves. */
export function pullPolicy(image: unknown): string {
  return isLatest(image) ? 'Always' : 'IfNotPresent'
}

/** A reference to a field of the pod is one of API version v1. */
export function defaultFieldRef(holder: Json): void {
  const ref = objectIn(holder, 'fieldRef')
  if (ref !== undefined) fill(ref, { apiVersion: 'v1' })
}

/** Rounds limits and requests up to thousandths. */
export function roundAmounts(resources: Json | undefined): void {
  if (resources === undefined) return
  for (const name of ['limits', 'requests']) roundList(objectIn(resources, name))
}

/** Rounds amounts by name up to thousandths. */
export function roundList(amounts: Json | undefined): void {
  for (const [name, amount] of Object.entries(amounts ?? {})) if (amounts !== undefined) amounts[name] = inMilli(amount)
}

function defaultValueFrom(source: Json | undefined): void {
  if (source === undefined) return
  defaultFieldRef(source)
  const file = objectIn(source, 'fileKeyRef')
  if (file !== undefined) fill(file, { optional: false })
}

function defaultProbe(probe: Json | undefined): void {
  if (probe === undefined) return
  fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 })
  defaultHttpGet(probe)
  const grpc = objectIn(probe, 'grpc')
  if (grpc !== undefined) fill(grpc, { service: '' })
}

function defaultHttpGet(handler: Json | undefined): void {
  const action = handler && objectIn(handler, 'httpGet')
  if (action !== undefined) fill(action, { path: '/', scheme: 'HTTP' })
}
