import type { Pod } from '../objects/pod.ts'
import type { PodInfo } from '../state/pod-info.ts'

/** Pods that differ in their names only. */
export interface PodKind {
  readonly info: PodInfo
  readonly count: number
}

/** Like pods together, in the order in which the first of each kind comes, so that they are placed in one go. */
export function kindsOf(pods: readonly PodInfo[]): readonly PodKind[] {
  const kinds = new Map<string, { readonly info: PodInfo; count: number }>()
  for (const info of pods) {
    const key = keyOf(info.pod)
    const kind = kinds.get(key)
    if (kind) kind.count++
    else kinds.set(key, { info: asWaiting(info), count: 1 })
  }
  return [...kinds.values()]
}

/** A pod as its controller would make it again: it has no node yet. */
function asWaiting(info: PodInfo): PodInfo {
  const { pod } = info
  const status = { ...pod.status, nominatedNodeName: '' }
  return pod.spec.nodeName === '' ? info : { ...info, pod: { ...pod, status, spec: { ...pod.spec, nodeName: '' } } }
}

const keys = new WeakMap<Pod, string>()

/** What the scheduler could tell pods apart by. Worked out once: a pod that runs is asked about again and again. */
function keyOf(pod: Pod): string {
  const { namespace, labels, controller, spec } = pod
  const known = keys.get(pod)
  if (known !== undefined) return known
  const key = JSON.stringify([namespace, labels, controller?.kind, controller?.name, { ...spec, nodeName: '' }], plain)
  keys.set(pod, key)
  return key
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value]
  return typeof value === 'bigint' ? String(value) : value
}
