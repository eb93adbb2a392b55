import type { PluginId } from '../plugin.ts'
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

/** Scores the feasible nodes with all plugins that have something to say, or says why scoring failed. */
export function scoresOf(
  info: PodInfo,
  cluster: ClusterState,
  nodes: readonly NodeState[],
): Scores | { readonly plugin: PluginId; readonly error: string } {
  const tables: ScoreTable[] = []
  for (const { id, score, weight = 1 } of plugins) {
    const scorer = score?.(info, cluster, nodes)
    if (scorer === undefined || scorer.kind === 'skip') continue
    if (scorer.kind === 'failed') return { plugin: id, error: `running PreScore plugin "${id}": ${scorer.message}` }
    const raw = nodes.map((node) => scorer.raw(node))
    const normalized = [...raw]
    scorer.normalize?.(normalized, nodes)
    tables.push({ plugin: id, weight, raw, normalized })
  }
  const totals = nodes.map((_, index) => tables.reduce((sum, { weight, normalized }) => sum + weight * (normalized[index] ?? 0), 0))
  return { nodes, tables, totals }
}

/** The nodes with the highest total, in their order. */
export function bestOf({ nodes, totals }: Scores): readonly NodeState[] {
  const most = totals.reduce((max, total) => Math.max(max, total), Number.NEGATIVE_INFINITY)
  return nodes.filter((_, index) => totals[index] === most)
}
