import type { NodeReport, ResourceUse } from '../../../server/src/protocol.ts'
import { grouped } from './words.ts'

/** A box of the map: one node, or several that would look the same. */
export interface Bay {
  /** The name of its first node: tells the box from all others, also in the next report of the same cluster. */
  readonly key: string
  readonly zone: string
  readonly nodes: readonly [NodeReport, ...NodeReport[]]
  /** "i-0a1f", or "general × 48" for several. */
  readonly name: string
  readonly type: string
  /** Of all its nodes together. */
  readonly resources: readonly ResourceUse[]
  readonly takes: NodeReport['takes']
  /** What keeps it from taking one more, in a few words each. */
  readonly refusals: readonly string[]
}

/**
 * The boxes for a cluster: one per node as long as these are at most `limit`, else equal nodes share one, else alike ones: same
 * zone, type and group, taking the same workloads, refusing for the same causes. The last may still be more than `limit`.
 */
export function baysOf(nodes: readonly NodeReport[], limit: number): readonly Bay[] {
  if (nodes.length <= limit) return nodes.map((node) => bayOf([node], false))
  const equal = together(nodes, equalKey)
  if (equal.length <= limit) return equal.map((group) => bayOf(group, false))
  return together(nodes, alikeKey).map((group) => bayOf(group, true))
}

function bayOf(nodes: Bay['nodes'], alike: boolean): Bay {
  const [first] = nodes
  const { zone, type, group } = first
  const many = nodes.length > 1
  return {
    key: first.name,
    zone,
    nodes,
    name: many ? `${group ?? type} × ${grouped(nodes.length)}` : first.name,
    type,
    resources: many ? first.resources.map((use) => sum(use, nodes)) : first.resources,
    takes: many ? first.takes.map((take) => ({ ...take, count: total(nodes, take.workload) })) : first.takes,
    refusals: first.refusals.map(({ what, short }) => (alike && many ? what : short)),
  }
}

function equalKey({ name, ...rest }: NodeReport): string {
  return JSON.stringify(rest)
}

function alikeKey({ zone, group, type, takes, refusals }: NodeReport): string {
  return JSON.stringify([zone, group, type, takes.map(({ workload }) => workload), refusals.map(({ what }) => what)])
}

function together(nodes: readonly NodeReport[], keyOf: (node: NodeReport) => string): readonly Bay['nodes'][] {
  const groups = new Map<string, [NodeReport, ...NodeReport[]]>()
  for (const node of nodes) {
    const key = keyOf(node)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [node])
    else group.push(node)
  }
  return [...groups.values()]
}

function sum(use: ResourceUse, nodes: readonly NodeReport[]): ResourceUse {
  const same = nodes.flatMap(({ resources }) => resources.find(({ resource }) => resource === use.resource) ?? [])
  const over = (part: 'capacity' | 'system' | 'running' | 'placed' | 'free') => same.reduce((sum, one) => sum + one[part], 0)
  return {
    ...use,
    capacity: over('capacity'),
    system: over('system'),
    running: over('running'),
    placed: over('placed'),
    free: over('free'),
  }
}

function total(nodes: readonly NodeReport[], workload: string): number {
  return nodes.reduce((sum, { takes }) => sum + (takes.find((take) => take.workload === workload)?.count ?? 0), 0)
}
