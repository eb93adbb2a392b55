import { maxScore, type Scorer, skip } from '../../plugin.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import type { PodInfo } from '../../state/pod-info.ts'
import { countOn, defaultRules, hasAllKeys, hostname, rulesOf, type SpreadRule } from './rules.ts'

/** A rule with what its domains weigh: pods that count in each domain which a feasible node is in. */
interface Weighed {
  readonly rule: SpreadRule
  readonly pods: Map<string, number>
  readonly weight: number
}

/** The fewer pods of the kind are in a node's domains the better; domains of which there are many weigh more. */
export function spreadScorer({ pod }: PodInfo, cluster: ClusterState, feasible: readonly NodeState[]): Scorer {
  const own = pod.spec.spread.length > 0
  const rules = own ? rulesOf(pod, 'ScheduleAnyway') : defaultRules(pod, cluster)
  if (rules.length === 0) return skip
  const qualifies = (node: NodeState) => !own || hasAllKeys(node, rules)
  const candidates = feasible.filter(qualifies)
  const weighed = rules.map((rule) => weigh(rule, candidates))
  for (const node of cluster.nodes) if (qualifies(node)) addPods(weighed, node, pod.namespace)
  return {
    kind: 'score',
    raw: (node) => (qualifies(node) ? rawScore(node, weighed, pod.namespace) : 0),
    normalize: (scores, nodes) => normalize(scores, nodes.map(qualifies)),
  }
}

function weigh(rule: SpreadRule, candidates: readonly NodeState[]): Weighed {
  const pods = new Map<string, number>()
  if (rule.topologyKey === hostname) return { rule, pods, weight: Math.log(candidates.length + 2) }
  for (const { labels } of candidates) pods.set(labels.get(rule.topologyKey) ?? '', 0)
  return { rule, pods, weight: Math.log(pods.size + 2) }
}

/** Pods anywhere count, in domains that a candidate is in. */
function addPods(weighed: readonly Weighed[], node: NodeState, namespace: string): void {
  for (const { rule, pods } of weighed) {
    const domain = node.labels.get(rule.topologyKey) ?? ''
    const count = pods.get(domain)
    if (count !== undefined && rule.includes(node)) pods.set(domain, count + countOn(node, rule.selector, namespace))
  }
}

function rawScore(node: NodeState, weighed: readonly Weighed[], namespace: string): number {
  let score = 0
  for (const { rule, pods, weight } of weighed) {
    const domain = node.labels.get(rule.topologyKey)
    if (domain === undefined) continue
    const count = rule.topologyKey === hostname ? countOn(node, rule.selector, namespace) : (pods.get(domain) ?? 0)
    score += count * weight + (rule.maxSkew - 1)
  }
  return Math.round(score)
}

/** The least crowded node gets 100; nodes that lack a label get nothing. */
function normalize(scores: number[], qualified: readonly boolean[]): void {
  const counting = scores.filter((_, index) => qualified[index])
  const least = counting.reduce((min, score) => Math.min(min, score), Number.POSITIVE_INFINITY)
  const most = counting.reduce((max, score) => Math.max(max, score), 0)
  scores.forEach((score, index) => {
    if (!qualified[index]) scores[index] = 0
    else scores[index] = most === 0 ? maxScore : Math.trunc((maxScore * (most + least - score)) / most)
  })
}
