import { closestOf, groupReasons, type Refused } from '../../reasons.ts'
import type { Verdict, WorkloadReport } from '../../report.ts'
import { verdictOf } from '../../verdict.ts'
import { counted, listed, ordinal } from '../../words.ts'
import type { Candidate } from '../cycle/preemption.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { type PodInfo, podInfoOf } from '../state/pod-info.ts'
import { strategyLabel } from './ranking.ts'
import type { KubernetesRun } from './run.ts'
import { specSource } from './source.ts'

/** The pod that nodes are asked about. Pods of a daemon are meant for one node each, so the question is about none of them. */
export function askedAbout({ plan, info }: KubernetesRun): PodInfo {
  return plan.mode === 'daemon' ? podInfoOf(plan.pod) : info
}

/** What became of one workload, in the words of the report. `refused` are all nodes with what keeps each from taking one more. */
export function outcomeOf(run: KubernetesRun, refused: readonly Refused[], cluster: ClusterState): WorkloadReport {
  const { plan, placements, left } = run
  const { name, source, objectKind } = plan.workload
  const relevant = relevantOf(run, refused).filter(({ reasons }) => reasons.length > 0)
  const asked = placements.length
  const placed = placements.filter(({ node }) => node !== undefined).length
  return {
    name,
    kind: objectKind,
    unit: 'pod',
    asked,
    placed,
    strategy: strategyLabel(plan, cluster),
    verdict: left?.kind === 'gated' ? gated(run, left.message) : verdict(run, relevant, cluster),
    placements: placements.map(({ node, equal }) => (node ? { node: node.name, equal } : {})),
    reasons: left?.kind === 'gated' ? [] : groupReasons(relevant, 'node'),
    ...(left && { schedulerMessage: left.message }),
    source,
  }
}

/** The nodes whose reasons count: of a daemon those that should have one and have none, else all. */
function relevantOf({ wanted, placements }: KubernetesRun, refused: readonly Refused[]): readonly Refused[] {
  if (wanted === undefined) return refused
  const missing = new Set(wanted.filter((_, i) => placements[i]?.node === undefined).map(({ name }) => name))
  return refused.filter(({ node }) => missing.has(node))
}

function verdict(run: KubernetesRun, refused: readonly Refused[], cluster: ClusterState): Verdict {
  const { plan, placements, left } = run
  const firstLeft = placements.findIndex(({ node }) => node === undefined)
  const because = becauseOf(run, cluster)
  const found = verdictOf({
    unit: 'pod',
    asked: because === undefined ? placements.length : Math.max(placements.length, 1),
    placed: placements.filter(({ node }) => node !== undefined).length,
    closest: firstLeft < 0 ? undefined : closestOf(refused),
    remarks: [...tie(run), ...evictions(run)],
    unknown: plan.workload.unknown.map(({ what }) => what),
    ...(firstLeft >= 0 && { firstLeft: firstLeft + 1 }),
    ...(because !== undefined && { because }),
  })
  const claim = left?.kind === 'unschedulable' && left.filters?.kind === 'rejected' ? specSource(plan.workload, ['volumes']) : undefined
  return claim === undefined ? found : { ...found, source: claim }
}

/** What keeps pods from every node alike. */
function becauseOf({ placements, left, wanted }: KubernetesRun, { nodes }: ClusterState): string | undefined {
  if (nodes.length === 0) return 'the cluster has no nodes'
  if (wanted?.length === 0) return 'no node may have one'
  if (placements.length === 0 || left === undefined) return undefined
  if (left.kind === 'failed') return `scheduling fails: ${left.message}`
  if (left.kind === 'unschedulable' && left.filters?.kind === 'rejected') return `the scheduler rejects it: ${left.filters.reason}`
  return undefined
}

function gated({ plan, placements }: KubernetesRun, message: string): Verdict {
  const source = specSource(plan.workload, ['schedulingGates']) ?? specSource(plan.workload, ['resourceClaims'])
  const who = placements.length === 1 ? 'The pod is' : `All ${counted(placements.length, 'pod')} are`
  return { kind: 'gated', sentence: `${who} held back: ${message}.`, detail: '', ...(source && { source }) }
}

function tie({ placements, plan }: KubernetesRun): readonly string[] {
  if (plan.mode === 'daemon') return []
  const first = placements.findIndex(({ equal }) => equal > 1)
  const equal = placements[first]?.equal
  return equal === undefined
    ? []
    : [`One of ${equal} equal nodes for the ${ordinal(first + 1)} pod: the first in the cluster's order is taken.`]
}

/** Who would be evicted to make room for the first that is left over. */
function evictions({ left }: KubernetesRun): readonly string[] {
  const [best] = left?.kind === 'unschedulable' ? (left.preemption?.best ?? []) : []
  return best === undefined ? [] : [`Preemption would make room for it: ${evicted(best)}.`]
}

/** "shop/batch-1 and shop/batch-2 would be evicted from general-a-1" */
function evicted({ node, victims, violations }: Candidate): string {
  const shown = victims.slice(0, 5).map(({ pod }) => `${pod.namespace}/${pod.name}`)
  const names = victims.length > shown.length ? [...shown, `${victims.length - shown.length} more`] : shown
  const budgets = violations === 0 ? '' : `, against ${counted(violations, 'disruption budget')}`
  return `${listed(names)} would be evicted from ${node.name}${budgets}`
}
