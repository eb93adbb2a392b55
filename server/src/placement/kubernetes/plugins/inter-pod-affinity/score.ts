import type { Labels } from '../../objects/json.ts'
import type { Pod } from '../../objects/pod.ts'
import { maxScore, type Scorer, skip } from '../../plugin.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import { type AffinityTerm, means, type PodInfo } from '../../state/pod-info.ts'
import { addTo, type Domains, withNamespaces } from './domains.ts'

/** What a required term of a running pod counts for a pod that it means. */
const hardWeight = 1

/** Wishes of the pod about the pods that run, and theirs about it, summed up by domain. */
export function affinityScorer(info: PodInfo, cluster: ClusterState): Scorer {
  const preferred = withNamespaces(info.terms.preferred, cluster)
  const preferredAnti = withNamespaces(info.terms.preferredAnti, cluster)
  const labels = cluster.namespaces.get(info.pod.namespace)
  const add = (other: PodInfo, node: NodeState) => {
    for (const term of preferred) if (means(term, other.pod, undefined)) addTo(sums, term.topologyKey, node, term.weight)
    for (const term of preferredAnti) if (means(term, other.pod, undefined)) addTo(sums, term.topologyKey, node, -term.weight)
    addWishesOf(other, info.pod, labels, node, sums)
  }
  const wishes = preferred.length + preferredAnti.length > 0
  const sums: Domains = new Map()
  for (const node of cluster.nodes) {
    if (node.labels.size > 0) for (const other of wishes ? node.pods : node.withAffinity) add(other, node)
  }
  if (sums.size === 0 && !info.terms.any) return skip
  const keys = new Set([...sums.keys(), ...keysOf(info)])
  return {
    kind: 'score',
    raw: (node) => sumFor(node, sums),
    normalize,
    isIdle: () => sums.size === 0,
    placed: add,
    signature: ({ labels }, isShared) => [...keys].map((key) => part(labels.get(key), sums.get(key), isShared(key))).join(),
  }
}

/** A domain of several nodes by its name, one of a single node by its sum. */
function part(domain: string | undefined, sums: ReadonlyMap<string, number> | undefined, shared: boolean): string {
  if (domain === undefined) return '-'
  return shared ? JSON.stringify(domain) : String(sums?.get(domain) ?? 0)
}

function keysOf({ terms }: PodInfo): readonly string[] {
  return [...terms.required, ...terms.preferred, ...terms.preferredAnti].map(({ topologyKey }) => topologyKey)
}

function addWishesOf({ terms }: PodInfo, pod: Pod, labels: Labels | undefined, node: NodeState, sums: Domains): void {
  const add = (term: AffinityTerm, by: number) => {
    if (means(term, pod, labels)) addTo(sums, term.topologyKey, node, by)
  }
  for (const term of terms.required) add(term, hardWeight)
  for (const term of terms.preferred) add(term, term.weight)
  for (const term of terms.preferredAnti) add(term, -term.weight)
}

function sumFor({ labels }: NodeState, sums: Domains): number {
  let sum = 0
  for (const [topologyKey, values] of sums) {
    const value = labels.get(topologyKey)
    if (value !== undefined) sum += values.get(value) ?? 0
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
