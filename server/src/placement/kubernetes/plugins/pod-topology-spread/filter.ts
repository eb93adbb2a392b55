import { type Filter, skip } from '../../plugin.ts'
import type { Refusal, Why } from '../../refusal.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import type { PodInfo } from '../../state/pod-info.ts'
import { countOn, hasAllKeys, rulesOf, type SpreadRule } from './rules.ts'

/** A rule with the pods that count in each of its domains. */
interface Counted {
  readonly rule: SpreadRule
  readonly pods: Map<string, number>
  /** 1 if the pod itself would count. */
  readonly self: number
}

/** One more pod in a domain may not leave the domain with the fewest too far behind. */
export function spreadFilter({ pod }: PodInfo, { nodes }: ClusterState): Filter {
  const rules = rulesOf(pod, 'DoNotSchedule')
  if (rules.length === 0) return skip
  const counted = rules.map((rule): Counted => ({ rule, pods: new Map(), self: rule.selector.matches(pod.labels) ? 1 : 0 }))
  for (const node of nodes) {
    if (!hasAllKeys(node, rules)) continue
    for (const { rule, pods } of counted) {
      if (rule.includes(node)) count(pods, node.labels.get(rule.topologyKey) ?? '', countOn(node, rule.selector, pod.namespace))
    }
  }
  return {
    kind: 'filter',
    reject: (node) => refused(node, counted),
    explain: (node, refusal) => ({ ...refusal, why: counted.flatMap((one) => problem(node, one) ?? []) }),
    moved(other, node, by) {
      if (other.pod.namespace === pod.namespace && hasAllKeys(node, rules)) for (const one of counted) move(one, other, node, by)
    },
    placed(other, node) {
      if (other.pod.namespace !== pod.namespace || !hasAllKeys(node, rules)) return
      for (const one of counted) if (!one.rule.selector.empty) move(one, other, node, 1)
    },
    signature: ({ labels }, isShared) =>
      counted.map(({ rule, pods }) => part(labels.get(rule.topologyKey), pods, isShared(rule.topologyKey))).join(),
  }
}

function move({ rule, pods }: Counted, { pod }: PodInfo, node: NodeState, by: number): void {
  if (rule.selector.matches(pod.labels) && rule.includes(node)) count(pods, node.labels.get(rule.topologyKey) ?? '', by)
}

/** A domain of several nodes by its name, one of a single node by its number of pods. */
function part(domain: string | undefined, pods: ReadonlyMap<string, number>, shared: boolean): string {
  if (domain === undefined) return '-'
  return shared ? JSON.stringify(domain) : String(pods.get(domain) ?? 0)
}

function refused(node: NodeState, counted: readonly Counted[]): Refusal | undefined {
  for (const one of counted) {
    const why = problem(node, one)
    if (why) return { plugin: 'PodTopologySpread', resolvable: why.kind === 'spread', why: [why] }
  }
  return undefined
}

function problem({ labels }: NodeState, { rule, pods, self }: Counted): Extract<Why, { kind: 'spread' | 'spread-label' }> | undefined {
  const { topologyKey, maxSkew } = rule
  const domain = labels.get(topologyKey)
  if (domain === undefined) return { kind: 'spread-label', topologyKey }
  const here = pods.get(domain) ?? 0
  const fewest = fewestOf(pods, rule.minDomains)
  return here + self - fewest > maxSkew ? { kind: 'spread', topologyKey, domain, pods: here, fewest, maxSkew } : undefined
}

/** With fewer domains than the rule asks for, one more is thought of that has none. */
function fewestOf(pods: ReadonlyMap<string, number>, minDomains: number): number {
  if (pods.size < minDomains) return 0
  let fewest = Number.POSITIVE_INFINITY
  for (const count of pods.values()) if (count < fewest) fewest = count
  return fewest
}

function count(pods: Map<string, number>, domain: string, by: number): void {
  pods.set(domain, (pods.get(domain) ?? 0) + by)
}
