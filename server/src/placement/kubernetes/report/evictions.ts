import type { WhatIf } from '../../report.ts'
import { counted, grouped, listed } from '../../words.ts'
import { commit, decide } from '../cycle/decide.ts'
import { type ClusterState, copyCluster, displace } from '../state/cluster-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import type { KubernetesRun } from './run.ts'

/** For more pods than these nobody is evicted to try it. */
const most = 50

/** What the scheduler would do next for pods that find no node, where they are important enough; nothing if that helps nobody. */
export function preemption(run: KubernetesRun, cluster: ClusterState): readonly WhatIf[] {
  const { left, placements } = run
  if (left?.kind !== 'unschedulable' || (left.preemption?.best.length ?? 0) === 0) return []
  const pending = placements.filter(({ node }) => node === undefined)
  const tried = pending.slice(0, most)
  const { helped, victims } = evictFor(
    tried.map(({ info }) => info),
    copyCluster(cluster),
  )
  const outcome = `makes room for ${grouped(helped)} of ${grouped(tried.length)}${tried.length < pending.length ? ' tried' : ''}`
  return [{ event: 'preemption', outcome, because: `evicts ${counted(victims.length, 'pod')}: ${names(victims)}` }]
}

/** Pod after pod: its victims go, and it takes their place. Victims look for no other place here. */
function evictFor(pods: readonly PodInfo[], cluster: ClusterState): { readonly helped: number; readonly victims: readonly PodInfo[] } {
  const victims: PodInfo[] = []
  let helped = 0
  for (const info of pods) {
    const now = Date.UTC(2031, 0, 1) + helped * 1000
    const decision = decide(info, cluster, now)
    const best = decision.kind === 'unschedulable' ? decision.preemption?.best[0] : undefined
    const node = decision.kind === 'scheduled' ? decision.node : best?.node
    if (node === undefined) break
    for (const victim of best?.victims ?? []) displace(cluster, victim, node)
    victims.push(...(best?.victims ?? []))
    commit(info, node, cluster, now)
    helped++
  }
  return { helped, victims }
}

function names(victims: readonly PodInfo[]): string {
  const shown = victims.slice(0, 4).map(({ pod }) => `${pod.namespace}/${pod.name}`)
  return listed(victims.length > shown.length ? [...shown, `${grouped(victims.length - shown.length)} more`] : shown)
}
