import type { ClusterModel } from '../../placement/cluster/model.ts'
import { nodeNames } from '../../placement/cluster/names.ts'
import { entries, get, items, type Node, text } from '../../syntax/node.ts'
import { nearest } from '../../text/nearest.ts'
import type { DecodeError } from './decode.ts'

/** What no single key can tell: names that lead nowhere or stand twice, groups whose size nobody says. */
export function consistency(model: ClusterModel, root: Node | undefined): readonly DecodeError[] {
  const names = new Set(nodeNames(model))
  return [
    ...duplicates(root),
    ...sizes(root),
    ...zones(model, root),
    ...pins(names, root),
    ...overridden(names, root),
    ...(model.kind === 'ecs' ? providers(new Set(model.capacityProviders), root) : []),
  ]
}

function duplicates(root: Node | undefined): readonly DecodeError[] {
  const seen = new Set<string>()
  return items(get(root, 'groups')).flatMap((group, i) => {
    const name = get(group, 'name')
    const value = text(name)
    if (value === undefined || name === undefined) return []
    if (!seen.has(value)) {
      seen.add(value)
      return []
    }
    return [{ message: `another group is named "${value}" too`, span: name.span, path: `groups[${i}].name` }]
  })
}

function sizes(root: Node | undefined): readonly DecodeError[] {
  return items(get(root, 'groups')).flatMap((group, i) => {
    if (get(group, 'instanceType') !== undefined) return []
    const capacity = get(group, 'capacity')
    const missing = ['cpu', 'memory'].filter((key) => get(capacity, key) === undefined)
    if (missing.length === 0) return []
    const span = get(group, 'name')?.span ?? group.span
    return [{ message: `instanceType is missing, and capacity does not say ${missing.join(' and ')}`, span, path: `groups[${i}]` }]
  })
}

/** Zones of a count or of Fargate must be among those of the cluster, where it names any. */
function zones({ zones: known }: ClusterModel, root: Node | undefined): readonly DecodeError[] {
  const counts = items(get(root, 'groups')).flatMap((group, i) =>
    entries(get(group, 'count')).map(({ key }) => ({ node: key, path: `groups[${i}].count` })),
  )
  const fargate = items(get(get(root, 'fargate'), 'zones')).map((node) => ({ node, path: 'fargate.zones' }))
  return [...counts, ...fargate].flatMap(({ node, path }) => {
    const zone = text(node)
    return zone === undefined || known.includes(zone) ? [] : [unknown(zone, 'a zone of this cluster', known, node, path)]
  })
}

/** A running workload stands on machines that exist. */
function pins(names: ReadonlySet<string>, root: Node | undefined): readonly DecodeError[] {
  return items(get(root, 'workloads')).flatMap((workload, i) =>
    items(get(workload, 'on')).flatMap((node, j) => {
      const name = text(node)
      return name === undefined || names.has(name) ? [] : [unknown(name, 'a machine of any group', names, node, `workloads[${i}].on[${j}]`)]
    }),
  )
}

function overridden(names: ReadonlySet<string>, root: Node | undefined): readonly DecodeError[] {
  return entries(get(root, 'overrides')).flatMap(({ key }) => {
    const name = String(key.value)
    return names.has(name) ? [] : [unknown(name, 'a machine of any group', names, key, 'overrides')]
  })
}

function providers(known: ReadonlySet<string>, root: Node | undefined): readonly DecodeError[] {
  return items(get(root, 'defaultCapacityProviderStrategy')).flatMap((share, i) => {
    const node = get(share, 'capacityProvider')
    const name = text(node)
    if (node === undefined || name === undefined || known.has(name)) return []
    return [unknown(name, 'one of capacityProviders', known, node, `defaultCapacityProviderStrategy[${i}].capacityProvider`)]
  })
}

function unknown(name: string, what: string, known: Iterable<string>, { span }: Node, path: string): DecodeError {
  const near = nearest(name, known)
  return { message: `"${name}" is not ${what}${near === undefined ? '' : `; did you mean ${near}`}`, span, path }
}
