import type { NodeScorer, PluginId, Scope } from '../plugin.ts'
import { plugins } from '../plugins/index.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'

/** The scores of the feasible nodes, in their order. */
export interface Scores {
  readonly nodes: readonly NodeState[]
  readonly tables: readonly ScoreTable[]
  readonly totals: readonly number[]
}

/** The scores of one plugin, in the order of the nodes. */
export interface ScoreTable {
  readonly plugin: PluginId
  readonly weight: number
  readonly raw: readonly number[]
  /** 0 to 100. */
  readonly normalized: readonly number[]
}

/** A plugin's scorer for one pod. */
export interface PluginScorer {
  readonly plugin: PluginId
  readonly scope: Scope
  readonly weight: number
  readonly scorer: NodeScorer
}

/** Why scoring failed, in the scheduler's words. */
export interface ScoringError {
  readonly error: string
}

/** The scorers of all plugins that may have something to say, or why there are none. */
export function scorersFor(info: PodInfo, cluster: ClusterState, feasible: readonly NodeState[]): readonly PluginScorer[] | ScoringError {
  const scorers: PluginScorer[] = []
  for (const { id, scope, score, weight = 1 } of plugins) {
    const scorer = score?.(info, cluster, feasible)
    if (scorer?.kind === 'failed') return { error: `running PreScore plugin "${id}": ${scorer.message}` }
    if (scorer?.kind === 'score') scorers.push({ plugin: id, scope, weight, scorer })
  }
  return scorers
}

/** Scores the feasible nodes, or says why scoring failed. */
export function scoresOf(info: PodInfo, cluster: ClusterState, nodes: readonly NodeState[]): Scores | ScoringError {
  const scorers = scorersFor(info, cluster, nodes)
  if ('error' in scorers) return scorers
  const totals = new Array<number>(nodes.length).fill(0)
  const tables: ScoreTable[] = []
  for (const { plugin, weight, scorer } of scorers) {
    if (scorer.isIdle?.() === true) continue
    const raw = nodes.map((node) => scorer.raw(node))
    const normalized = scorer.normalize ? [...raw] : raw
    scorer.normalize?.(normalized, nodes)
    normalized.forEach((score, index) => {
      totals[index] = (totals[index] ?? 0) + weight * score
    })
    tables.push({ plugin, weight, raw, normalized })
  }
  return { nodes, tables, totals }
}

/** The nodes with the highest total, in their order. */
export function bestOf({ nodes, totals }: Scores): readonly NodeState[] {
  const most = totals.reduce((max, total) => Math.max(max, total), Number.NEGATIVE_INFINITY)
  return nodes.filter((_, index) => totals[index] === most)
}
