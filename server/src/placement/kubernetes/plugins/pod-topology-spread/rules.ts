import { requiredOf } from '../../node-matching.ts'
import type { SpreadConstraint } from '../../objects/affinity.ts'
import type { Pod } from '../../objects/pod.ts'
import { both, compile, ofLabels, type Selector } from '../../objects/selector.ts'
import { untolerated } from '../../objects/taint.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import { hostname, type NodeState } from '../../state/node-state.ts'

const zone = 'topology.kubernetes.io/zone'

/** A compiled rule of spreading. */
export interface SpreadRule {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly minDomains: number
  readonly selector: Selector
  /** Whether pods on the node count and its domain is one of those to spread over. */
  includes(node: NodeState): boolean
}

/** The rules of a pod that are conditions, or those that are wishes. */
export function rulesOf(pod: Pod, action: SpreadConstraint['whenUnsatisfiable']): readonly SpreadRule[] {
  const constraints = pod.spec.spread.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === action)
  if (constraints.length === 0) return []
  const required = requiredOf(pod.spec)
  return constraints.map((constraint) => ({
    topologyKey: constraint.topologyKey,
    maxSkew: constraint.maxSkew,
    minDomains: constraint.minDomains,
    selector: compile(constraint.selector),
    includes: (node) =>
      (constraint.nodeAffinityPolicy === 'Ignore' || required === undefined || required(node)) &&
      (constraint.nodeTaintsPolicy === 'Ignore' || untolerated(node.node.taints, pod.spec.tolerations) === undefined),
  }))
}

/** The wishes of a pod that has no rules of its own: even over nodes, and more loosely over zones, among the replicas it belongs to. */
export function defaultRules(pod: Pod, cluster: ClusterState): readonly SpreadRule[] {
  const selector = siblings(pod, cluster)
  if (selector.empty) return []
  const required = requiredOf(pod.spec)
  const includes = (node: NodeState) => required === undefined || required(node)
  const rule = (topologyKey: string, maxSkew: number): SpreadRule => ({ topologyKey, maxSkew, minDomains: 1, selector, includes })
  return [rule(hostname, 3), rule(zone, 5)]
}

/** Whether a pod without rules of its own is spread by the scheduler's. */
export function spreadsByDefault(pod: Pod, cluster: ClusterState): boolean {
  return pod.spec.spread.length === 0 && !siblings(pod, cluster).empty
}

/** Pods on a node that count for a rule. Pods that are ending do not, and nothing does for a selector that means all. */
export function countOn({ pods }: NodeState, selector: Selector, namespace: string): number {
  if (selector.empty) return 0
  let count = 0
  for (const { pod } of pods) if (!pod.deleting && pod.namespace === namespace && selector.matches(pod.labels)) count++
  return count
}

/** Whether a node has the labels of all rules. */
export function hasAllKeys({ labels }: NodeState, rules: readonly SpreadRule[]): boolean {
  return rules.every(({ topologyKey }) => labels.has(topologyKey))
}

/** Pods that all Services of a pod and its controller choose. Without either the selector is empty. */
function siblings(pod: Pod, { owners }: ClusterState): Selector {
  const matching = (owners.services.get(pod.namespace) ?? []).filter(
    ({ selector }) => selector !== undefined && ofLabels(selector).matches(pod.labels),
  )
  const ofServices = ofLabels(new Map(matching.flatMap(({ selector }) => [...(selector ?? [])])))
  const { controller } = pod
  if (controller === undefined) return ofServices
  const key = `${pod.namespace}/${controller.name}`
  switch (`${controller.apiVersion} ${controller.kind}`) {
    case 'v1 ReplicationController':
      return both(ofServices, ofLabels(owners.replicationControllers.get(key)?.selector ?? new Map<string, string>()))
    case 'apps/v1 ReplicaSet':
      return withOwner(ofServices, owners.replicaSets.get(key))
    case 'apps/v1 StatefulSet':
      return withOwner(ofServices, owners.statefulSets.get(key))
    default:
      return ofServices
  }
}

function withOwner(selector: Selector, owner: { readonly selector: Parameters<typeof compile>[0] } | undefined): Selector {
  return owner?.selector === undefined ? selector : both(selector, compile(owner.selector))
}
