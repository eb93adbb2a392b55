import { closestOf } from '../../reasons.ts'
import { tryRollout } from '../../what-if/rollout.ts'
import type { Rollout, RolloutLimits, RolloutOutcome } from '../../what-if/scene.ts'
import { grouped } from '../../words.ts'
import { fields, number, text } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import { placeReplicas } from '../replicas/place.ts'
import { type ClusterState, copyCluster, displace } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import { podInfoOf } from '../state/pod-info.ts'
import type { Explain } from './reasons.ts'
import { refusedBy } from './refused.ts'
import type { KubernetesRun } from './run.ts'

/** How a workload is updated, in words and in pods; undefined if it is not, or pod for pod on the same node. */
interface Strategy {
  readonly event: string
  readonly limits: RolloutLimits
  readonly standstill: string
}

/** The rolling update of a Deployment or StatefulSet. */
export function rolloutOf(run: KubernetesRun, cluster: ClusterState, explain: Explain): Rollout | undefined {
  const desired = run.placements.length
  const strategy = strategyOf(run, desired)
  if (strategy === undefined) return undefined
  const others: readonly (readonly [surge: string, unavailable: string])[] = [
    ['25%', '25%'],
    ['1', '0'],
    ['0', '1'],
  ]
  return {
    ...strategy,
    alternatives:
      run.plan.workload.objectKind !== 'Deployment'
        ? []
        : others
            .map(([surge, unavailable]) => deployment(surge, unavailable, desired))
            .filter(({ event }) => event !== strategy.event)
            .map(({ event, limits }) => ({ name: event.replace('rolling update, ', ''), limits })),
    attempt: (limits) => attempt(run, cluster, limits, explain),
  }
}

function strategyOf({ plan: { workload } }: KubernetesRun, desired: number): Strategy | undefined {
  const spec = fields(fields(workload.object).spec)
  if (workload.objectKind === 'Deployment') {
    const { type, rollingUpdate } = fields(spec.strategy)
    if (type === 'Recreate') return undefined
    const { maxSurge, maxUnavailable } = fields(rollingUpdate)
    return deployment(text(maxSurge) || '25%', text(maxUnavailable) || '25%', desired)
  }
  const { type, rollingUpdate } = fields(spec.updateStrategy)
  if (workload.objectKind !== 'StatefulSet' || type === 'OnDelete') return undefined
  const unavailable = Math.max(1, pods(text(fields(rollingUpdate).maxUnavailable) || '1', desired, Math.ceil))
  return { event: 'rolling update, one after the other', limits: { lower: desired - unavailable, upper: desired }, standstill: '' }
}

/** Surge is rounded up, unavailability down; if both come to nothing, one pod may be missing all the same. */
function deployment(surge: string, unavailable: string, desired: number): Strategy {
  const more = pods(surge, desired, Math.ceil)
  const fewer = pods(unavailable, desired, Math.floor)
  const least = more === 0 && fewer === 0 ? 1 : fewer
  return {
    event: `rolling update, surge ${surge}, unavailable ${unavailable}`,
    limits: { lower: Math.max(0, desired - least), upper: desired + more },
    standstill: `maxSurge ${surge} of ${grouped(desired)} is ${grouped(more)}, maxUnavailable ${unavailable} is ${grouped(fewer)}`,
  }
}

function pods(written: string, desired: number, round: (value: number) => number): number {
  return written.endsWith('%') ? round((desired * (number(written.slice(0, -1)) ?? 0)) / 100) : (number(written) ?? 0)
}

function attempt(run: KubernetesRun, cluster: ClusterState, limits: RolloutLimits, explain: Explain): RolloutOutcome {
  const trial = copyCluster(cluster)
  const { info } = run
  const next = podInfoOf(ofNewTemplate(info.pod))
  const outcome = tryRollout({
    desired: run.placements.length,
    running: run.placements.filter(({ node }) => node !== undefined).length,
    ...limits,
    start: (count) => placeReplicas(next, trial, count).placed,
    stop: (count) => stopOld(trial, info.pod, next.pod, count),
  })
  const lacking = outcome.replaced < run.placements.length ? closestOf(refusedBy(next, trial, explain))?.reasons[0]?.what : undefined
  return { ...outcome, lacking }
}

/** The pod of the next version: another template hash, which spreading may tell apart. */
function ofNewTemplate(pod: Pod): Pod {
  const hash = pod.labels.get('pod-template-hash')
  return hash === undefined ? { ...pod } : { ...pod, labels: new Map([...pod.labels, ['pod-template-hash', `${hash}-2`]]) }
}

/** Of the old pods those go first that stand where most of both versions are, the youngest there, as the controller does. */
function stopOld(cluster: ClusterState, old: Pod, next: Pod, count: number): void {
  const byNumber: NodeState[][] = []
  const enter = (node: NodeState, number: number) => {
    const nodes = byNumber[number]
    if (nodes) nodes.push(node)
    else byNumber[number] = [node]
  }
  for (const node of cluster.nodes) {
    const related = node.pods.reduce((sum, { pod }) => sum + (pod === old || pod === next ? 1 : 0), 0)
    if (node.pods.some(({ pod }) => pod === old)) enter(node, related)
  }
  let stopped = 0
  for (let number = byNumber.length - 1; number > 0; number--) {
    for (const node of byNumber[number] ?? []) {
      if (stopped === count) return
      const youngest = node.pods.findLast(({ pod }) => pod === old)
      if (youngest === undefined) continue
      displace(cluster, youngest, node)
      stopped++
      if (node.pods.some(({ pod }) => pod === old)) enter(node, number - 1)
    }
  }
}
