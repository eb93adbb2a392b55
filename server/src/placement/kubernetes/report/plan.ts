import type { KubernetesWorkload } from '../../workload.ts'
import { createPod } from '../admission/index.ts'
import { type Fields, fields, list, text } from '../objects/json.ts'
import { type Pod, readPod } from '../objects/pod.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { claimUse } from '../state/volumes.ts'
import { daemonPod } from './daemon.ts'
import { templateHash } from './owners.ts'
import { isSeen, podIn } from './source.ts'
import { claimsOfPods, fateOf, type Prepared, withoutClaims } from './volumes.ts'

/** A workload made ready: its pods as the API server would store them. */
export interface PodPlan {
  readonly workload: KubernetesWorkload
  readonly cluster: ClusterState
  /** One pod; where all are alike, any of them. */
  readonly pod: Pod
  /** Whether all pods are alike, each has claims of its own, or there is one for each node that may have one. */
  readonly mode: 'alike' | 'numbered' | 'daemon'
  /** How many are asked for; of a daemon, what the nodes make of it is not known yet. */
  readonly count: number
  /** What was left out or assumed, one sentence each. */
  readonly assumptions: readonly string[]
  /** The pod of a number, counted from zero. */
  numbered(index: number): Pod
}

/** Pods with claims of their own are placed one after the other, each by itself; more of them than can be looked at quickly are not. */
export function mostNumbered({ nodes }: ClusterState): number {
  return Math.min(1000, Math.max(100, Math.floor(500_000 / Math.max(nodes.length, 1))))
}

/** What a controller makes of a workload, on a cluster that knows the objects which go with it. */
export function planOf(workload: KubernetesWorkload, prepared: Prepared): PodPlan {
  const { objectKind, count } = workload
  const { cluster } = prepared
  const raw = (index: number) => podObject(workload, index)
  const devices = isSeen(workload) ? (pod: Pod) => pod : withoutDevices(cluster)
  const simulated = (pod: Pod) => devices(withoutClaims(pod, (key) => fateOf(key, prepared) !== 'counts'))
  const admitted = (index: number) => createPod(simulated(readPod(raw(index))), cluster)
  const own = claimsOfPods(workload, raw(0)).map(({ metadata }) => `${workload.namespace}/${text(fields(metadata).name)}`)
  const numbered = own.some((key) => fateOf(key, prepared) === 'counts')
  const first = admitted(0)
  return {
    workload,
    cluster,
    pod: objectKind === 'DaemonSet' ? daemonPod(first) : first,
    mode: objectKind === 'DaemonSet' ? 'daemon' : numbered ? 'numbered' : 'alike',
    count: objectKind === 'DaemonSet' ? 0 : count,
    assumptions: [
      ...assumptionsOf(readPod(raw(0)), workload, prepared),
      ...(numbered && count > mostNumbered(cluster) ? [`of pods with claims of their own only ${mostNumbered(cluster)} are placed`] : []),
    ],
    numbered: admitted,
  }
}

/** A pod as its controller writes it; the index, counted from zero, is in its name. */
export function podObject(workload: KubernetesWorkload, index: number): Fields {
  const { name, namespace, objectKind } = workload
  const template = podIn(workload)
  const metadata = fields(template.metadata)
  if (objectKind === 'Pod') return { ...template, metadata: { ...metadata, namespace } }
  const owner = ownerOf(workload)
  const podName = `${text(owner.name)}-${index}`
  return {
    metadata: {
      ...metadata,
      name: podName,
      namespace,
      uid: podName,
      labels: { ...fields(metadata.labels), ...labelsOf(workload, podName, index) },
      ownerReferences: [{ ...owner, controller: true, uid: `${objectKind}/${namespace}/${name}` }],
    },
    spec: { ...fields(template.spec), volumes: volumesOf(workload, fields(template.spec), podName) },
  }
}

/** A StatefulSet adds a volume for each of its claim templates, in place of one of the same name. */
function volumesOf({ objectKind, object }: KubernetesWorkload, spec: Fields, podName: string): readonly Fields[] {
  const written = list(spec.volumes, fields)
  const templates = objectKind === 'StatefulSet' ? list(fields(fields(object).spec).volumeClaimTemplates, fields) : []
  const names = templates.map(({ metadata }) => text(fields(metadata).name))
  const added = names.map((name) => ({ name, persistentVolumeClaim: { claimName: `${name}-${podName}` } }))
  return [...written.filter(({ name }) => !names.includes(text(name))), ...added]
}

function ownerOf({ name, objectKind }: KubernetesWorkload): Fields {
  switch (objectKind) {
    case 'Deployment':
      return { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${templateHash}` }
    case 'ReplicationController':
      return { apiVersion: 'v1', kind: objectKind, name }
    case 'Job':
    case 'CronJob':
      return { apiVersion: 'batch/v1', kind: 'Job', name }
    default:
      return { apiVersion: 'apps/v1', kind: objectKind, name }
  }
}

/** What controllers add to the labels of the template. */
function labelsOf({ name, objectKind, object }: KubernetesWorkload, podName: string, index: number): Fields {
  switch (objectKind) {
    case 'Deployment':
      return { 'pod-template-hash': templateHash }
    case 'StatefulSet':
      return {
        'apps.kubernetes.io/pod-index': String(index),
        'statefulset.kubernetes.io/pod-name': podName,
        'controller-revision-hash': name,
      }
    case 'DaemonSet':
      return { 'controller-revision-hash': name }
    case 'Job':
    case 'CronJob': {
      const indexed = fields(jobSpec(object)).completionMode === 'Indexed'
      return {
        'batch.kubernetes.io/job-name': name,
        'job-name': name,
        ...(indexed && { 'batch.kubernetes.io/job-completion-index': String(index) }),
      }
    }
    default:
      return {}
  }
}

function jobSpec(object: unknown): unknown {
  const { spec } = fields(object)
  const { jobTemplate } = fields(spec)
  return jobTemplate === undefined ? spec : fields(jobTemplate).spec
}

/** Claims for devices are only looked for where the cluster tells which there are; those of templates are made with the pod. */
function withoutDevices({ resourceClaims }: ClusterState): (pod: Pod) => Pod {
  return (pod) => {
    if (pod.spec.resourceClaims.length === 0) return pod
    const known = resourceClaims.size === 0 ? [] : pod.spec.resourceClaims.filter(({ template }) => template === '')
    return { ...pod, spec: { ...pod.spec, resourceClaims: known } }
  }
}

function assumptionsOf(pod: Pod, workload: KubernetesWorkload, prepared: Prepared): readonly string[] {
  const { spec } = pod
  const { cluster } = prepared
  const scheduler = text(fields(podIn(workload).spec).schedulerName) || 'default-scheduler'
  const fates = spec.volumes.flatMap((volume) => {
    const use = claimUse(pod, volume)
    return use === undefined ? [] : [fateOf(use.key, prepared)]
  })
  const className = spec.priorityClassName
  return [
    ...(scheduler === 'default-scheduler' ? [] : [`pods of ${scheduler} are placed as the default scheduler would`]),
    ...(spec.nodeName === ''
      ? []
      : [`nodeName is set, so the scheduler is not asked; the kubelet of ${spec.nodeName} takes or refuses the pod`]),
    ...(fates.includes('unknown') ? ['the cluster tells too little about volumes: such claims keep no pod from any node'] : []),
    ...(fates.includes('made at once')
      ? ['volumes of a storage class that binds at once are made in a zone that is not known; they keep no pod from any node']
      : []),
    ...(spec.runtimeClassName !== '' && !cluster.runtimeClasses.has(spec.runtimeClassName)
      ? [`runtime class ${spec.runtimeClassName} is not in the cluster; its overhead is taken as none`]
      : []),
    ...(spec.resourceClaims.length > 0 ? ['devices of resource claims are not simulated'] : []),
    ...(className !== '' && spec.priority === undefined && !className.startsWith('system-') && !cluster.priorityClasses.has(className)
      ? [`priority class ${className} is not in the cluster; its priority is taken as 0`]
      : []),
  ]
}
