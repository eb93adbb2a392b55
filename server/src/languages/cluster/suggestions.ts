import { instanceType, instanceTypeNames } from '../../placement/cluster/instance-types.ts'
import { memory } from '../../placement/words.ts'
import { entries, get, items, type Node, type Step, text } from '../../syntax/node.ts'
import type { Suggestion } from '../json-completion.ts'
import type { ClusterDocument } from './read.ts'

/** The values that the document itself, or the table of instance types, suggests for a place; undefined where the schema knows better. */
export function suggestedValues({ root }: ClusterDocument, path: readonly Step[]): readonly Suggestion[] | undefined {
  switch (keysOf(path)) {
    case 'groups.instanceType':
      return [...instanceTypeNames()].map((value) => ({ value, detail: typeDetail(value), kind: 'value' }))
    case 'groups.capacityProvider':
    case 'defaultCapacityProviderStrategy.capacityProvider':
      return references(items(get(root, 'capacityProviders')).flatMap((node) => text(node) ?? []))
    case 'fargate.zones':
      return references(zonesOf(root))
    case 'workloads.on':
      return references(machinesOf(root))
    default:
      return undefined
  }
}

/** The keys that the document suggests for a map of the writer's choice: zones of a count, machines to override. */
export function suggestedKeys({ root }: ClusterDocument, path: readonly Step[]): readonly string[] {
  switch (keysOf(path)) {
    case 'groups.count':
      return zonesOf(root)
    case 'overrides':
      return machinesOf(root)
    default:
      return []
  }
}

function keysOf(path: readonly Step[]): string {
  return path.filter((step) => typeof step === 'string').join('.')
}

function typeDetail(name: string): string {
  const type = instanceType(name)
  return type === undefined ? '' : `${type.vcpu} vCPU, ${memory(type.memoryMiB)}`
}

function references(values: readonly string[]): readonly Suggestion[] {
  return values.map((value) => ({ value, kind: 'reference' }))
}

function zonesOf(root: Node | undefined): readonly string[] {
  return items(get(root, 'zones')).flatMap((node) => text(node) ?? [])
}

/** More machines than these are not listed, but counted out. */
const mostMachines = 100

/** From the tree, because the model is missing while the file is half typed. */
function machinesOf(root: Node | undefined): readonly string[] {
  const names = items(get(root, 'groups')).flatMap((group) => {
    const name = text(get(group, 'name'))
    return name === undefined ? [] : countsOf(get(group, 'count'), zonesOf(root)).map((zone) => `${name}-${zone}`)
  })
  return names.slice(0, mostMachines)
}

/** "a-1", "a-2", "b-1": which machines of a group there are in each zone. */
function countsOf(count: Node | undefined, zones: readonly string[]): readonly string[] {
  const perZone = entries(count).map(({ key, value }): readonly [string, number] => [String(key.value), whole(value) ?? 0])
  const total = whole(count) ?? 1
  const spread = zones.map((zone, i): readonly [string, number] => [zone, Math.ceil((total - i) / zones.length)])
  return (count?.kind === 'map' ? perZone : spread).flatMap(([zone, size]) =>
    Array.from({ length: Math.max(0, Math.min(size, mostMachines)) }, (_, i) => `${zone}-${i + 1}`),
  )
}

function whole(node: Node | undefined): number | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) ? node.value : undefined
}
