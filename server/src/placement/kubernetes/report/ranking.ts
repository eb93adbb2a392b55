import { rulesOf, spreadsByDefault } from '../plugins/pod-topology-spread/rules.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { PodPlan } from './plan.ts'

/** How nodes are ranked, for people: "spread(zone), least allocated". What weighs more comes first. */
export function strategyLabel({ pod, mode }: PodPlan, cluster: ClusterState): string {
  if (mode === 'daemon') return 'daemon: one on every node that may have one'
  const { affinity } = pod.spec
  const soft = rulesOf(pod, 'ScheduleAnyway').map(({ topologyKey }) => topologyKey)
  const hard = rulesOf(pod, 'DoNotSchedule').map(({ topologyKey }) => topologyKey)
  const inPods = affinity.pods.preferred.length + affinity.antiPods.preferred.length + affinity.pods.required.length > 0
  const parts = [
    ...(hard.length > 0 ? [`strict spread(${hard.map(short).join(', ')})`] : []),
    ...(affinity.node.preferred.length > 0 ? ['node affinity'] : []),
    ...(inPods ? ['pod affinity'] : []),
    ...(soft.length > 0 ? [`spread(${soft.map(short).join(', ')})`] : []),
    ...(spreadsByDefault(pod, cluster) ? ['default spread(hostname, zone)'] : []),
    'least allocated',
  ]
  return parts.join(', ')
}

/** `zone` of `topology.kubernetes.io/zone`. */
function short(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
