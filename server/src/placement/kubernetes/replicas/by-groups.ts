import type { ReadyFilters } from '../cycle/filters.ts'
import type { PluginScorer } from '../cycle/scores.ts'
import type { IsShared, NodeFilter, Sample, Scope } from '../plugin.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'
import { addNode, equalNodes, firstNode, type Group, newGroup, takeFirst } from './group.ts'

/** Puts a pod on a node and says which. */
type Put = (node: NodeState, equal: number) => PodInfo

/** The plugins, by what a placed pod changes for them. */
interface Parts {
  readonly nodes: readonly NodeState[]
  /** Filters whose answer for a node stays, and those whose answer only that node changes. */
  readonly fixed: readonly NodeFilter[]
  readonly own: readonly NodeFilter[]
  /** Filters that answer for all nodes of a group at once. */
  readonly domains: readonly NodeFilter[]
  /** Scores that need no other nodes. They decide within a group. */
  readonly separable: readonly PluginScorer[]
  /** Scores that are normalised over all feasible nodes. They are alike within a group. */
  readonly compared: readonly PluginScorer[]
  readonly isShared: IsShared
}

/** A group with a node of it that stands for all. */
interface Candidate extends Sample {
  readonly group: Group
}

/** Places pods of one kind until all are placed or no node is left. */
export function placeByGroups(
  { nodes }: ClusterState,
  filters: ReadyFilters,
  scorers: readonly PluginScorer[],
  count: number,
  put: Put,
): void {
  const parts = partsOf(nodes, filters, scorers)
  const groups = new Map<string, Group>()
  for (const node of nodes) {
    const out = filters.nodeNames?.has(node.name) === false || parts.fixed.some((filter) => filter.reject(node) !== undefined)
    if (!out) enter(node, parts, groups)
  }
  const totals: number[] = []
  let changed = true
  for (let i = 0; i < count; i++) {
    const candidates = feasible(groups, parts)
    if (candidates.length === 0) return
    if (changed || parts.domains.length > 0) for (const { scorer } of parts.compared) scorer.weigh?.(candidates, parts.isShared)
    addUp(candidates, parts, totals)
    const [best, equal] = choose(candidates, totals)
    if (best === undefined) return
    takeFirst(best.group)
    const pod = put(best.node, equal)
    for (const filter of parts.domains) filter.placed?.(pod, best.node)
    for (const { scorer } of parts.compared) scorer.placed?.(pod, best.node)
    changed = !enter(best.node, parts, groups)
  }
}

/** Puts a node into the group it belongs to now; false if it has no room for one more. */
function enter(node: NodeState, parts: Parts, groups: Map<string, Group>): boolean {
  if (parts.own.some((filter) => filter.reject(node) !== undefined)) return false
  const key = signature(node, parts)
  let group = groups.get(key)
  if (group === undefined) {
    group = newGroup()
    groups.set(key, group)
  }
  let score = 0
  for (const { weight, scorer } of parts.separable) score += weight * scorer.raw(node)
  addNode(group, node.index, score)
  return true
}

function signature(node: NodeState, { domains, compared, isShared }: Parts): string {
  let key = ''
  for (const filter of domains) key += `${filter.signature?.(node, isShared) ?? ''};`
  for (const { scorer } of compared) key += `${scorer.signature?.(node, isShared) ?? scorer.raw(node)};`
  return key
}

function feasible(groups: Map<string, Group>, { nodes, domains }: Parts): readonly Candidate[] {
  const found: Candidate[] = []
  for (const [key, group] of groups) {
    const node = nodes[firstNode(group)]
    if (node === undefined) groups.delete(key)
    else if (domains.every((filter) => filter.reject(node) === undefined)) found.push({ group, node, size: group.size })
  }
  return found
}

/** The best total of each group. */
function addUp(candidates: readonly Candidate[], { compared }: Parts, totals: number[]): void {
  totals.length = 0
  for (const { group } of candidates) totals.push(group.top)
  const nodes = candidates.map(({ node }) => node)
  for (const { scorer, weight } of compared) {
    if (scorer.isIdle?.() === true) continue
    const scores = nodes.map((node) => scorer.raw(node))
    scorer.normalize?.(scores, nodes)
    for (let i = 0; i < scores.length; i++) totals[i] = (totals[i] ?? 0) + weight * (scores[i] ?? 0)
  }
}

/** The group with the best node, the first in the order of the cluster, and how many nodes are as good. */
function choose(candidates: readonly Candidate[], totals: readonly number[]): readonly [Candidate | undefined, number] {
  let best: Candidate | undefined
  let most = Number.NEGATIVE_INFINITY
  let equal = 0
  for (const [index, candidate] of candidates.entries()) {
    const total = totals[index] ?? 0
    if (total > most) {
      best = candidate
      most = total
      equal = equalNodes(candidate.group)
    } else if (total === most) {
      equal += equalNodes(candidate.group)
      if (best === undefined || candidate.node.index < best.node.index) best = candidate
    }
  }
  return [best, equal]
}

function partsOf(nodes: readonly NodeState[], { filters, scopes }: ReadyFilters, scorers: readonly PluginScorer[]): Parts {
  const of = (scope: Scope) => filters.filter((_, index) => scopes[index] === scope)
  return {
    nodes,
    fixed: of('nothing'),
    own: of('node'),
    domains: of('domains'),
    separable: scorers.filter(({ scorer }) => scorer.normalize === undefined),
    compared: scorers.filter(({ scorer }) => scorer.normalize !== undefined),
    isShared: sharedIn(nodes),
  }
}

/** Looks at a label once. */
function sharedIn(nodes: readonly NodeState[]): IsShared {
  const known = new Map<string, boolean>()
  return (topologyKey) => {
    let shared = known.get(topologyKey)
    if (shared === undefined) {
      shared = hasDuplicates(nodes.flatMap(({ labels }) => labels.get(topologyKey) ?? []))
      known.set(topologyKey, shared)
    }
    return shared
  }
}

function hasDuplicates(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}
