import { type Fields, fields, list, text } from '../kubernetes/objects/json.ts'
import { instanceType } from './instance-types.ts'
import type { KubernetesCluster } from './kubernetes.ts'

/**
 * A cluster from what `kubectl get nodes,pods,... -A -o json` prints: a `List`, or the list of one kind. Undefined if the value is none,
 * or if it holds no node.
 */
export function importKubectl(value: unknown): KubernetesCluster | undefined {
  const written = fields(value)
  if (!/^(\w*List)$/.test(text(written.kind)) || !Array.isArray(written.items)) return undefined
  const nodes = nodesIn(written)
  if (nodes.length === 0) return undefined
  return {
    kind: 'kubernetes',
    name: 'imported',
    source: 'file',
    list: value,
    usdPerHour: new Map(nodes.flatMap(priceOf)),
    groups: [],
    assumptions: [],
  }
}

function nodesIn({ kind, items }: Fields): readonly Fields[] {
  return list(items, fields).flatMap((item) => {
    if (Array.isArray(item.items)) return nodesIn(item)
    return text(item.kind) === 'Node' || (item.kind === undefined && kind === 'NodeList') ? [item] : []
  })
}

/** By the instance type that EKS writes into a label. */
function priceOf(node: Fields): readonly (readonly [string, number])[] {
  const { name, labels } = fields(node.metadata)
  const price = instanceType(text(fields(labels)['node.kubernetes.io/instance-type']))?.usdPerHour
  return price === undefined ? [] : [[text(name), price]]
}
