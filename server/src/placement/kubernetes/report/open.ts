import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import { readKubectlList } from '../objects/cluster.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, loadCluster } from '../state/cluster-state.ts'
import { podInfoOf } from '../state/pod-info.ts'
import { knownVersion } from '../version.ts'
import { kindsOf } from './kinds.ts'

/** A cluster as it stands before anything is asked of it. It is shared: only copies of it may change. */
export interface OpenCluster {
  readonly cluster: ClusterState
  /** How many pods of the cluster itself found no node, and some of their names. */
  readonly waiting: { readonly count: number; readonly names: readonly string[] }
}

const opened = new WeakMap<KubernetesCluster, OpenCluster>()

/** Loads a cluster, once, and gives the pods that wait in it their nodes first: the more important ones, then in the order of the list. */
export function openCluster(model: KubernetesCluster): OpenCluster {
  const before = opened.get(model)
  if (before !== undefined) return before
  const { cluster: loaded, pending } = loadCluster(readKubectlList(model.list), knownVersion(model.version))
  const { percentageOfNodesToScore: percentage } = model
  const cluster = percentage === 100 ? loaded : { ...loaded, sampling: { percentage, next: 0 } }
  const infos = pending.map(podInfoOf).sort((a, b) => b.priority - a.priority)
  let count = 0
  const names: string[] = []
  for (const kind of kindsOf(infos)) {
    const left = kind.count - placeReplicas(kind.info, cluster, kind.count).placed
    count += left
    if (left > 0) names.push(`${kind.info.pod.namespace}/${kind.info.pod.name}`)
  }
  const result = { cluster, waiting: { count, names } }
  opened.set(model, result)
  return result
}
