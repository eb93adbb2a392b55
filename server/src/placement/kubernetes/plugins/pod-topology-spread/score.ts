import { type IsShared, maxScore, type Sample, type Scorer, skip } from '../../plugin.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import { hostname, type NodeState } from '../../state/node-state.ts'
import type { PodInfo } from '../../state/pod-info.ts'
import { countOn, defaultRules, hasAllKeys, rulesOf, type SpreadRule } from './rules.ts'

/** A rule with the pods that count for it. */
interface Counted {
  readonly rule: SpreadRule
  /** By domain, of all nodes that are to be counted. */
  readonly pods: Map<string, number>
  /** By index of the node, where the rule is about nodes. */
  readonly onNode: Int32Array
  /** The more domains there are the more one pod weighs. */
  weight: number
}

/** The fewer pods of the kind are in a node's domains the better; domains of which there are many weigh more. */
export function spreadScorer({ pod }: PodInfo, cluster: ClusterState, feasible: readonly NodeState[]): Scorer {
  const own = pod.spec.spread.length > 0
  const rules = own ? rulesOf(pod, 'ScheduleAnyway') : defaultRules(pod, cluster)
  if (rules.length === 0) return skip
  const qualifies = (node: NodeState) => !own || hasAllKeys(node, rules)
  const counted = rules.map((rule): Counted => ({ rule, pods: new Map(), onNode: new Int32Array(cluster.nodes.length), weight: 0 }))
  for (const node of cluster.nodes) {
    if (qualifies(node)) for (const one of counted) add(one, node, countOn(node, one.rule.selector, pod.namespace))
  }
  weigh(counted, feasible.filter(qualifies).map(alone), () => true)
  return {
    kind: 'score',
    raw: (node) => (qualifies(node) ? rawScore(node, counted) : 0),
    normalize: (scores, nodes) => normalize(scores, nodes.map(qualifies)),
    weigh: (samples, isShared) =>
      weigh(
        counted,
        samples.filter(({ node }) => qualifies(node)),
        isShared,
      ),
    placed(other, node) {
      if (other.pod.namespace !== pod.namespace || !qualifies(node)) return
      for (const one of counted) {
        const { selector } = one.rule
        if (!selector.empty && selector.matches(other.pod.labels)) add(one, node, 1)
      }
    },
    signature: (node, isShared) => (qualifies(node) ? counted.map((one) => part(one, node, isShared)).join() : ''),
  }
}

/** Pods count on the node whatever the rule says about nodes, for a domain only where it includes the node. */
function add({ rule, pods, onNode }: Counted, node: NodeState, count: number): void {
  if (count === 0) return
  if (rule.topologyKey === hostname) onNode[node.index] = (onNode[node.index] ?? 0) + count
  else if (rule.includes(node)) {
    const domain = node.labels.get(rule.topologyKey) ?? ''
    pods.set(domain, (pods.get(domain) ?? 0) + count)
  }
}

/** Nodes without the label, or with an empty one, are a domain of their own. */
function weigh(counted: readonly Counted[], samples: readonly Sample[], isShared: IsShared): void {
  for (const one of counted) one.weight = Math.log(domainsAmong(samples, one.rule.topologyKey, isShared) + 2)
}

function domainsAmong(samples: readonly Sample[], topologyKey: string, isShared: IsShared): number {
  if (topologyKey === hostname) return samples.reduce((nodes, { size }) => nodes + size, 0)
  const shared = isShared(topologyKey)
  const domains = new Set<string>()
  let single = 0
  for (const { node, size } of samples) {
    const domain = node.labels.get(topologyKey) ?? ''
    if (shared || domain === '') domains.add(domain)
    else single += size
  }
  return single + domains.size
}

function rawScore({ labels, index }: NodeState, counted: readonly Counted[]): number {
  let score = 0
  for (const { rule, pods, onNode, weight } of counted) {
    const domain = labels.get(rule.topologyKey)
    if (domain === undefined) continue
    const count = rule.topologyKey === hostname ? (onNode[index] ?? 0) : (pods.get(domain) ?? 0)
    score += count * weight + (rule.maxSkew - 1)
  }
  return Math.round(score)
}

/** A domain of several nodes by its name, one of a single node by its number of pods. */
function part({ rule, pods, onNode }: Counted, { labels, index }: NodeState, isShared: IsShared): string {
  const domain = labels.get(rule.topologyKey)
  if (domain === undefined) return '-'
  if (rule.topologyKey === hostname) return String(onNode[index])
  return isShared(rule.topologyKey) ? JSON.stringify(domain) : String(pods.get(domain) ?? 0)
}

function alone(node: NodeState): Sample {
  return { node, size: 1 }
}

/** The least crowded node gets 100; nodes that lack a label get nothing. */
function normalize(scores: number[], qualified: readonly boolean[]): void {
  let least = Number.POSITIVE_INFINITY
  let most = 0
  scores.forEach((score, index) => {
    if (!qualified[index]) return
    if (score < least) least = score
    if (score > most) most = score
  })
  scores.forEach((score, index) => {
    if (!qualified[index]) scores[index] = 0
    else scores[index] = most === 0 ? maxScore : Math.trunc((maxScore * (most + least - score)) / most)
  })
}
