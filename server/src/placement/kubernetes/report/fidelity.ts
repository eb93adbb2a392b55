import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import { counted, listed } from '../../words.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { behaviourOf } from '../version.ts'
import type { OpenCluster } from './open.ts'
import type { KubernetesRun } from './run.ts'

/** What the real scheduler looks at and this preview does not, and what was assumed; one sentence each, without a full stop. */
export function fidelityOf(runs: readonly KubernetesRun[], { cluster, waiting }: OpenCluster, model: KubernetesCluster): readonly string[] {
  return [...new Set([...runs.flatMap((run) => ofRun(run, cluster)), ...ofCluster(cluster, waiting), ...model.assumptions, ...always])]
}

const always: readonly string[] = [
  'the scheduler draws one of equally good nodes at random; here the first is taken',
  'quotas, admission webhooks, autoscalers, image pulls and pods that others start meanwhile are not simulated',
]

function ofRun({ plan, placements }: KubernetesRun, cluster: ClusterState): readonly string[] {
  const { workload, assumptions } = plan
  const running = runningReplicas(plan.workload.objectKind, plan.workload.name, plan.workload.namespace, cluster)
  return [
    ...workload.unknown.map(({ what, source }) => `${what} (line ${source.line}) is not known yet and counts as nothing`),
    ...(running === 0
      ? []
      : [
          `${counted(running, 'pod')} of ${workload.objectKind} ${workload.name} run already and stay; ${counted(placements.length, 'pod')} are placed beside them`,
        ]),
    ...assumptions,
  ]
}

/** Pods of the same workload that the cluster has: those of a Deployment belong to its ReplicaSets. */
function runningReplicas(kind: string, name: string, namespace: string, { nodes }: ClusterState): number {
  let count = 0
  for (const { pods } of nodes) {
    for (const { pod } of pods) {
      if (pod.namespace !== namespace || pod.controller === undefined) continue
      const hash = pod.labels.get('pod-template-hash')
      const byReplicaSet = kind === 'Deployment' && pod.controller.kind === 'ReplicaSet' && pod.controller.name === `${name}-${hash}`
      if (byReplicaSet || (pod.controller.kind === kind && pod.controller.name === name)) count++
    }
  }
  return count
}

function ofCluster({ nodes, behaviour, sampling }: ClusterState, { count, names }: OpenCluster['waiting']): readonly string[] {
  const newest = behaviourOf('1.36').version === behaviour.version ? '' : `; differences to 1.36 are those of its scheduler`
  return [
    `decided as kube-scheduler ${behaviour.version} does with its default profile${newest}`,
    ...(sampling === undefined && nodes.length >= 100
      ? ['on so many nodes the scheduler looks only until it has found enough that fit; here all are looked at']
      : []),
    ...(sampling === undefined ? [] : ['the scheduler looks at several nodes at once, so which of them it finds first may differ']),
    ...(count === 0
      ? []
      : [
          `${counted(count, 'pod')} of the cluster itself ${count === 1 ? 'finds' : 'find'} no node: ${listed(names.length > 3 ? [...names.slice(0, 3), '...'] : names)}`,
        ]),
  ]
}
