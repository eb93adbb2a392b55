import { defaultContainer, roundAmounts, roundList } from './container.ts'
import type { Done } from './done.ts'
import { fill, objectIn, objectMade, objectsIn } from './fill.ts'
import { defaultRequests } from './requests.ts'
import type { Json } from './shape.ts'
import { defaultVolume } from './volume.ts'

/** Completes a Pod: what a template gets, and what only the Pod itself does. */
export function defaultPod(pod: Json, done: Done): void {
  const spec = objectMade(pod, 'spec')
  defaultRequests(spec)
  fill(spec, { enableServiceLinks: true })
  if (spec.hostNetwork === true) for (const container of appAndInit(spec)) openOnHost(container)
  defaultPodSpec(pod, done)
  const grace = spec.terminationGracePeriodSeconds
  if (typeof grace === 'number' && grace < 0) spec.terminationGracePeriodSeconds = 1
}

/** Completes the spec and the annotations of a template. */
export function defaultPodSpec(template: Json, done: Done): void {
  dropLegacyAnnotations(objectIn(template, 'metadata'))
  const spec = objectMade(template, 'spec')
  fill(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
  })
  nameServiceAccount(spec)
  for (const volume of objectsIn(spec, 'volumes')) if (!done.complete.has(volume)) defaultVolume(volume)
  for (const container of [...appAndInit(spec), ...objectsIn(spec, 'ephemeralContainers')])
    if (!done.complete.has(container)) defaultContainer(container)
  roundList(objectIn(spec, 'overhead'))
  roundAmounts(objectIn(spec, 'resources'))
}

function appAndInit(spec: Json): readonly Json[] {
  return [...objectsIn(spec, 'containers'), ...objectsIn(spec, 'initContainers')]
}

/** On the host's network every port of the container is one of the host. */
function openOnHost(container: Json): void {
  for (const port of objectsIn(container, 'ports')) {
    if (port.containerPort !== 0) fill(port, { hostPort: port.containerPort })
  }
}

/** The old name of the field and the new one always say the same; the new one counts. */
function nameServiceAccount(spec: Json): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount
  if (name === undefined) return
  spec.serviceAccountName = name
  spec.serviceAccount = name
}

/** Annotations that held init containers before there was a field; the server throws them away. */
const legacy = [
  'pod.beta.kubernetes.io/init-containers',
  'pod.alpha.kubernetes.io/init-containers',
  'pod.beta.kubernetes.io/init-container-statuses',
  'pod.alpha.kubernetes.io/init-container-statuses',
]

function dropLegacyAnnotations(metadata: Json | undefined): void {
  const annotations = metadata && objectIn(metadata, 'annotations')
  if (metadata === undefined || annotations === undefined) return
  for (const name of legacy) delete annotations[name]
  if (Object.keys(annotations).length === 0) delete metadata.annotations
}
