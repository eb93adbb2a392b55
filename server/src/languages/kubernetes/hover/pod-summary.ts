import { type Pod, readPod } from '../../../placement/kubernetes/objects/pod.ts'
import { parseQuantity, type Quantity } from '../../../placement/kubernetes/objects/quantity.ts'
import { amountsOf, asksAsWhole, requestsOf } from '../../../placement/kubernetes/requests.ts'
import { counted, grouped, listed } from '../../../placement/words.ts'
import { below, type Field, isObject, isSet, itemsOf } from '../field.ts'
import type { Manifest, PodPlace } from '../manifest.ts'

/** What a pod comes to, in Markdown: what the scheduler counts for it and its class of service. Empty where there is no container yet. */
export function podSummary(manifest: Manifest): readonly string[] {
  const { pod } = manifest
  if (pod === undefined || !isObject(pod.spec.value) || itemsOf(below(pod.spec, 'containers')).length === 0) return []
  const read = readPod({ metadata: {}, spec: pod.spec.value })
  return [`**Scheduler counts:** ${requestWords(read)}${replicaWords(manifest)}`, `**Quality of service:** ${qosWords(pod)}`]
}

function requestWords(pod: Pod): string {
  const { cpuMilli, memoryBytes, ephemeralBytes, scalars } = amountsOf(requestsOf(pod))
  const parts = [
    `${cpuMilli % 1000 === 0 ? cpuMilli / 1000 : `${cpuMilli}m`} CPU`,
    `${bytes(memoryBytes)} of memory`,
    ...(ephemeralBytes > 0 ? [`${bytes(ephemeralBytes)} of disk`] : []),
    ...[...scalars].map(([name, amount]) => `${name.startsWith('hugepages-') ? bytes(amount) : grouped(amount)} ${name}`),
  ]
  return `${listed(parts)}${because(pod)}`
}

/** What else than the containers takes part. */
function because({ spec }: Pod): string {
  const starting = spec.initContainers.filter(({ restartable }) => !restartable).length
  const sidecars = spec.initContainers.length - starting
  if (asksAsWhole({ ...spec })) return ', which the pod asks for as a whole'
  const parts = [
    ...(sidecars > 0 ? [counted(sidecars, 'sidecar')] : []),
    ...(starting > 0 ? [counted(starting, 'init container')] : []),
    ...(spec.overhead.size > 0 ? ['overhead'] : []),
  ]
  return parts.length === 0 ? '' : `, with ${listed(parts)}`
}

function replicaWords({ kind, object }: Manifest): string {
  const { value } = kind === 'Job' ? below(object, 'spec', 'parallelism') : below(object, 'spec', 'replicas')
  return typeof value === 'number' && value !== 1 ? ` for each of ${counted(value, 'pod')}` : ''
}

function bytes(amount: number): string {
  if (amount === 0) return 'no bytes'
  const mebi = amount / 1024 / 1024
  if (mebi >= 1024) return `${Number((mebi / 1024).toFixed(2))} GiB`
  return mebi >= 1 ? `${Number(mebi.toFixed(2))} MiB` : `${grouped(amount)} bytes`
}

const classes = {
  Guaranteed: 'every container has limits for cpu and memory, and requests as high',
  Burstable: 'some requests or limits, but not all alike',
  BestEffort: 'no requests and no limits; first to go when the node runs short',
} as const

function qosWords(pod: PodPlace): string {
  const qos = qosClass(pod)
  return `${qos} (${classes[qos]})`
}

/** The class of service as the kubelet works it out. https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
export function qosClass({ spec }: Pick<PodPlace, 'spec'>): keyof typeof classes {
  const whole = below(spec, 'resources')
  const containers = [...itemsOf(below(spec, 'containers')), ...itemsOf(below(spec, 'initContainers'))]
  const all = isSet(whole) ? [whole] : containers.map((container) => below(container, 'resources'))
  const requests = new Map<string, Quantity>()
  const limits = new Map<string, Quantity>()
  let limited = true
  for (const resources of all) {
    collect(requests, below(resources, 'requests'))
    if (collect(limits, below(resources, 'limits')) < 2) limited = false
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort'
  const alike = [...requests].every(([name, amount]) => limits.get(name) === amount)
  return limited && alike && requests.size === limits.size ? 'Guaranteed' : 'Burstable'
}

/** Adds cpu and memory; tells how many of the two there are. */
function collect(total: Map<string, Quantity>, list: Field): number {
  let found = 0
  for (const name of ['cpu', 'memory']) {
    const amount = parseQuantity(below(list, name).value) ?? 0n
    if (amount <= 0n) continue
    found++
    total.set(name, (total.get(name) ?? 0n) + amount)
  }
  return found
}
