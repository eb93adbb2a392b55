import { type Fields, fields, list, text } from '../kubernetes/objects/json.ts'
import { instanceType } from './instance-types.ts'
import type { KubernetesCluster, NodeGroup } from './kubernetes.ts'

/**
 * A cluster from what `kubectl get nodes,pods,... -A -o json` prints: a `List`, or the list of one kind. Undefined if the value is none.
 * Without nodes it is a cluster without nodes.
 */
export function importKubectl(value: unknown): KubernetesCluster | undefined {
  const written = fields(value)
  if (!/^(\w*List)$/.test(text(written.kind)) || !Array.isArray(written.items)) return undefined
  const items = itemsIn(written)
  const nodes = items.filter(({ kind }) => kind === 'Node')
  return {
    kind: 'kubernetes',
    name: 'imported',
    source: 'file',
    list: value,
    version: versionOf(nodes),
    percentageOfNodesToScore: 100,
    groupOf: new Map(nodes.flatMap((node) => (groupOf(node) === '' ? [] : [[nameOf(node), groupOf(node)] as const]))),
    usdPerHour: new Map(nodes.flatMap((node) => (priceOf(node) === undefined ? [] : [[nameOf(node), priceOf(node) ?? 0] as const]))),
    eks: nodes.some(
      (node) => labelOf(node, 'eks.amazonaws.com/nodegroup') !== '' || labelOf(node, 'eks.amazonaws.com/compute-type') !== '',
    ),
    fargate: { profiles: [], zones: [] },
    groups: groupsOf(nodes, items),
    assumptions: [],
  }
}

function itemsIn({ kind, items }: Fields): readonly Fields[] {
  const inherited = /^(\w+)List$/.exec(text(kind))?.[1]
  return list(items, fields).flatMap((item) => {
    if (Array.isArray(item.items)) return itemsIn(item)
    return [item.kind === undefined && inherited !== undefined ? { ...item, kind: inherited } : item]
  })
}

function nameOf({ metadata }: Fields): string {
  return text(fields(metadata).name)
}

function labelOf({ metadata }: Fields, key: string): string {
  return text(fields(fields(metadata).labels)[key])
}

/** The newest kubelet tells best which scheduler there is: no kubelet may be newer than the control plane. */
function versionOf(nodes: readonly Fields[]): string | undefined {
  const versions = nodes.map(({ status }) => text(fields(fields(status).nodeInfo).kubeletVersion)).filter((version) => version !== '')
  return versions.sort((a, b) => minorOf(b) - minorOf(a))[0]
}

function minorOf(version: string): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? 0)
}

/** Labels in which those who make nodes write the group. */
const groupLabels = [
  'eks.amazonaws.com/nodegroup',
  'karpenter.sh/nodepool',
  'alpha.eksctl.io/nodegroup-name',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'kops.k8s.io/instancegroup',
]

function groupOf(node: Fields): string {
  for (const label of groupLabels) if (labelOf(node, label) !== '') return labelOf(node, label)
  return ''
}

/** By the instance type that clouds write into a label. */
function priceOf(node: Fields): number | undefined {
  return instanceType(labelOf(node, typeLabel))?.usdPerHour
}

const typeLabel = 'node.kubernetes.io/instance-type'
const zoneLabel = 'topology.kubernetes.io/zone'
const hostLabel = 'kubernetes.io/hostname'

/** Groups that could grow by copies of a node they have, with the daemons that run on it. */
function groupsOf(nodes: readonly Fields[], items: readonly Fields[]): readonly NodeGroup[] {
  const groups = new Map<string, Fields[]>()
  for (const node of nodes) {
    const group = groupOf(node)
    if (group !== '') groups.set(group, [...(groups.get(group) ?? []), node])
  }
  const pods = items.filter(({ kind }) => kind === 'Pod')
  return [...groups].flatMap(([name, members]) => {
    const [example] = members
    return example === undefined ? [] : [growable(name, members, example, pods)]
  })
}

function growable(name: string, members: readonly Fields[], example: Fields, pods: readonly Fields[]): NodeGroup {
  const exampleName = nameOf(example)
  const daemons = pods.filter((pod) => text(fields(pod.spec).nodeName) === exampleName && isDaemon(pod))
  return {
    name,
    type: labelOf(example, typeLabel) || name,
    zones: [...new Set(members.map((node) => labelOf(node, zoneLabel)))],
    max: undefined,
    size: members.length,
    usdPerHour: priceOf(example),
    next(zone, after = 0) {
      const next = `${name}-new-${after + 1}`
      return [newNode(example, next, zone), ...daemons.map((pod) => ({ ...pod, spec: { ...fields(pod.spec), nodeName: next } }))]
    },
  }
}

/** A fresh node: it is not cordoned and has no taint that tells of a condition. */
function newNode(example: Fields, name: string, zone: string): Fields {
  const metadata = fields(example.metadata)
  const spec = fields(example.spec)
  const labels = { ...fields(metadata.labels), [hostLabel]: name, ...(zone !== '' && { [zoneLabel]: zone }) }
  const taints = list(spec.taints, fields).filter(({ key }) => !text(key).startsWith('node.kubernetes.io/'))
  return { ...example, metadata: { name, labels }, spec: { ...spec, taints, unschedulable: false } }
}

function isDaemon({ metadata }: Fields): boolean {
  return list(fields(metadata).ownerReferences, fields).some(({ kind }) => kind === 'DaemonSet' || kind === 'Node')
}
