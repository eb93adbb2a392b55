import { maxScore, type Scorer, skip } from '../../plugin.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import { type AffinityTerm, means, type PodInfo } from '../../state/pod-info.ts'
import { addTo, at, type Domains, withNamespaces } from './domains.ts'

/** What a required term of a running pod counts for a pod that it means. */
const hardWeight = 1

/** Wishes of the pod about the pods that run, and theirs about it, summed up by domain. */
export function affinityScorer(info: PodInfo, cluster: ClusterState): Scorer {
  const preferred = withNamespaces(info.terms.preferred, cluster)
  const preferredAnti = withNamespaces(info.terms.preferredAnti, cluster)
  const labels = cluster.namespaces.get(info.pod.namespace)
  const wishes = preferred.length + preferredAnti.length > 0
  const sums: Domains = new Map()
  for (const node of cluster.nodes) {
    if (node.labels.size === 0) continue
    for (const other of wishes ? node.pods : node.withAffinity) {
      for (const term of preferred) if (means(term, other.pod, undefined)) addTo(sums, term.topologyKey, node, term.weight)
      for (const term of preferredAnti) if (means(term, other.pod, undefined)) addTo(sums, term.topologyKey, node, -term.weight)
      addWishesOf(other, info, labels, node, sums)
    }
  }
  if (sums.size === 0) return skip
  return {
    kind: 'score',
    raw: (node) => sumFor(node, sums),
    normalize,
  }
}

function addWishesOf(
  { terms }: PodInfo,
  { pod }: PodInfo,
  labels: ReadonlyMap<string, string> | undefined,
  node: NodeState,
  sums: Domains,
): void {
  const add = (term: AffinityTerm, by: number) => {
    if (means(term, pod, labels)) addTo(sums, term.topologyKey, node, by)
  }
  for (const term of terms.required) add(term, hardWeight)
  for (const term of terms.preferred) add(term, term.weight)
  for (const term of terms.preferredAnti) add(term, -term.weight)
}

function sumFor({ labels }: NodeState, sums: Domains): number {
  let sum = 0
  for (const topologyKey of sums.keys()) {
    const value = labels.get(topologyKey)
    if (value !== undefined) sum += at(sums, topologyKey, value)
  }
  return sum
}

/** From the least to the most, in this order of operations: the doubles must round as they do in Go. */
function normalize(scores: number[]): void {
  const least = scores.reduce((min, score) => Math.min(min, score), Number.POSITIVE_INFINITY)
  const most = scores.reduce((max, score) => Math.max(max, score), Number.NEGATIVE_INFINITY)
  const range = most - least
  scores.forEach((score, index) => {
    scores[index] = range > 0 ? Math.trunc(maxScore * ((score - least) / range)) : 0
  })
}
