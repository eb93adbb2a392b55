import type { NodeFilter, PluginId, Scope } from '../plugin.ts'
import { plugins } from '../plugins/index.ts'
import type { Refusal } from '../refusal.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { addPod, type NodeState, removePod } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'

/** The filters of all plugins for one pod, or the rejection of the pod as a whole. They are good until a pod is placed. */
export type PodFilters = ReadyFilters | RejectedPod

/** Filters that nodes can be asked about. */
export interface ReadyFilters {
  readonly kind: 'ready'
  /** Only these nodes are asked; undefined, all. The plugins said so that `restrictedBy` names. */
  readonly nodeNames: ReadonlySet<string> | undefined
  readonly restrictedBy: readonly PluginId[]
  readonly filters: readonly NodeFilter[]
  /** What a placed pod changes for each of them. */
  readonly scopes: readonly Scope[]
  /** Plugins that have nothing to do. */
  readonly skipped: readonly PluginId[]
}

/** A plugin says that the pod cannot run anywhere. */
export interface RejectedPod {
  readonly kind: 'rejected'
  readonly plugin: PluginId
  readonly reason: string
  readonly skipped: readonly PluginId[]
}

/** PreFilter of all plugins. The first that rejects the pod ends it. */
export function filtersFor(info: PodInfo, cluster: ClusterState): PodFilters {
  const filters: NodeFilter[] = []
  const scopes: Scope[] = []
  const skipped: PluginId[] = []
  const restrictedBy: PluginId[] = []
  let nodeNames: ReadonlySet<string> | undefined
  for (const { id, scope, filter } of plugins) {
    const made = filter?.(info, cluster)
    switch (made?.kind) {
      case 'rejected':
        return { kind: 'rejected', plugin: id, reason: made.reason, skipped }
      case 'skip':
        skipped.push(id)
        break
      case 'filter':
        filters.push(made)
        scopes.push(scope)
        if (made.nodeNames !== undefined) {
          restrictedBy.push(id)
          nodeNames = intersection(nodeNames, made.nodeNames)
        }
    }
  }
  return { kind: 'ready', nodeNames, restrictedBy, filters, scopes, skipped }
}

/** The first objection to a node, as the scheduler finds it. */
export function firstRefusal({ filters }: ReadyFilters, node: NodeState): Refusal | undefined {
  for (const filter of filters) {
    const refusal = filter.reject(node)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** The objections of all plugins to a node, each asked on its own. */
export function allRefusals({ filters }: ReadyFilters, node: NodeState): readonly Refusal[] {
  let found: Refusal[] | undefined
  for (const filter of filters) {
    const refusal = filter.reject(node)
    if (refusal === undefined) continue
    if (found === undefined) found = [refusal]
    else found.push(refusal)
  }
  return found ?? none
}

/** The same with everything that each plugin has to say, for people: more than the scheduler's own reasons. */
export function fullRefusals({ filters }: ReadyFilters, node: NodeState): readonly Refusal[] {
  let found: Refusal[] | undefined
  for (const filter of filters) {
    const refusal = filter.reject(node)
    if (refusal === undefined) continue
    const full = filter.explain?.(node, refusal) ?? refusal
    if (found === undefined) found = [full]
    else found.push(full)
  }
  return found ?? none
}

const none: readonly Refusal[] = []

/**
 * The first objection to a node, also when the pods were there for which preemption made room on it and which are no less important.
 * The node has to do in both cases, because those pods may come or not.
 */
export function refusalWithNominated(
  filters: ReadyFilters,
  node: NodeState,
  info: PodInfo,
  { nominated }: ClusterState,
): Refusal | undefined {
  const expected = (nominated.get(node.name) ?? []).filter((one) => one.priority >= info.priority && one.pod !== info.pod)
  if (expected.length > 0) {
    for (const one of expected) enter(filters, one, node)
    const refusal = firstRefusal(filters, node)
    for (const one of expected) leave(filters, one, node)
    if (refusal !== undefined) return refusal
  }
  return firstRefusal(filters, node)
}

/** Puts a pod on a node and tells the filters, to try what would be. */
export function enter({ filters }: ReadyFilters, info: PodInfo, node: NodeState): void {
  addPod(node, info)
  for (const filter of filters) filter.moved?.(info, node, 1)
}

/** Takes a pod from a node and tells the filters, to try what would be. */
export function leave({ filters }: ReadyFilters, info: PodInfo, node: NodeState): void {
  removePod(node, info)
  for (const filter of filters) filter.moved?.(info, node, -1)
}

function intersection(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): ReadonlySet<string> {
  return a === undefined ? b : new Set([...a].filter((name) => b.has(name)))
}
