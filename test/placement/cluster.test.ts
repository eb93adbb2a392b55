import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCluster } from '../../server/src/languages/cluster/read.ts'
import { exampleCluster } from '../../server/src/placement/cluster/example.ts'
import { instanceType, instanceTypeNames } from '../../server/src/placement/cluster/instance-types.ts'
import { type KubernetesCluster, kubernetesClusterOf } from '../../server/src/placement/cluster/kubernetes.ts'

test('instance types: what the table says, cell by cell', () => {
  assert.deepEqual(instanceType('m5.24xlarge'), {
    name: 'm5.24xlarge',
    vcpu: 96,
    memoryMiB: 393216,
    architecture: 'x86_64',
    gpus: 0,
    neuronDevices: 0,
    interfaces: 15,
    ipv4PerInterface: 50,
    eksMaxPods: 737,
    trunkTasks: 120,
    branchInterfaces: 107,
    usdPerHour: 4.608,
  })
  assert.deepEqual([instanceType('g4dn.xlarge')?.gpus, instanceType('inf1.24xlarge')?.neuronDevices], [1, 16])
  assert.deepEqual([instanceType('mac1.metal')?.architecture, instanceType('t3.medium')?.trunkTasks], [undefined, undefined])
  assert.equal(instanceType('m5'), undefined)
})

test('every row of the table can be read', () => {
  const names = [...instanceTypeNames()]
  assert.ok(names.length > 1300)
  for (const name of names) {
    const type = instanceType(name)
    assert.ok(type && type.vcpu > 0 && type.memoryMiB > 0 && type.interfaces > 0 && type.ipv4PerInterface > 0, name)
    assert.ok(
      [...Object.values(type)].every((value) => typeof value !== 'number' || Number.isFinite(value)),
      name,
    )
  }
})

interface ApiObject {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels: Record<string, string> }
  readonly spec: { readonly nodeName?: string; readonly taints?: readonly unknown[]; readonly unschedulable?: boolean }
  readonly status?: { readonly capacity: Record<string, string>; readonly allocatable: Record<string, string> }
}

function kubernetes(text: string): { readonly cluster: KubernetesCluster; readonly items: readonly ApiObject[] } {
  const { model, problems } = readCluster(text)
  assert.deepEqual(problems, [])
  assert.ok(model?.kind === 'kubernetes')
  const cluster = kubernetesClusterOf(model, 'file')
  return { cluster, items: (cluster.list as { items: readonly ApiObject[] }).items }
}

const eks = `
version: 1
name: prod
kind: eks
region: eu-west-1
zones: [a, b]
groups:
  - name: general
    instanceType: m5.large
    count: 3
    max: 5
    labels: { team: web }
    taints: ["dedicated=web:NoSchedule"]
  - name: arm
    instanceType: t4g.medium
    capacityType: spot
    count: { b: 1 }
    reserved: { cpu: 100m, memory: 100Mi }
  - name: own
    capacity: { cpu: 4, memory: 16Gi, pods: 20, example.com/fpga: 2 }
    count: { a: 1 }
daemonSets:
  - { name: cni, namespace: kube-system, requests: { cpu: 50m } }
workloads:
  - { name: web, count: 2, requests: { cpu: 1 }, labels: { app: web }, on: [general-a-1] }
  - { name: floating, count: 2, requests: { memory: 1Gi } }
overrides:
  general-a-2: { cordoned: true, labels: { team: db }, taints: ["x:NoExecute"] }
`

test('a Kubernetes model becomes nodes with what EKS leaves for pods', () => {
  const nodes = kubernetes(eks).items.filter(({ kind }) => kind === 'Node')
  assert.deepEqual(
    nodes.map(
      ({ metadata, status }) => `${metadata.name} ${status?.allocatable.cpu} ${status?.allocatable.memory} ${status?.allocatable.pods}`,
    ),
    [
      'general-a-1 1930m 6903Mi 29',
      'general-a-2 1930m 6903Mi 29',
      'general-b-1 1930m 6903Mi 29',
      'arm-b-1 1830m 3236954112 17',
      'own-a-1 3920m 15809Mi 20',
    ],
  )
  assert.equal(nodes[4]?.status?.allocatable['example.com/fpga'], '2')
})

test('nodes carry the labels of the kubelet, of EKS and of the model', () => {
  const [first, second, , arm] = kubernetes(eks).items.filter(({ kind }) => kind === 'Node')
  assert.deepEqual(first?.metadata.labels, {
    'kubernetes.io/hostname': 'general-a-1',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'topology.kubernetes.io/region': 'eu-west-1',
    'topology.kubernetes.io/zone': 'eu-west-1a',
    'node.kubernetes.io/instance-type': 'm5.large',
    'eks.amazonaws.com/nodegroup': 'general',
    'eks.amazonaws.com/capacityType': 'ON_DEMAND',
    team: 'web',
  })
  assert.equal(second?.metadata.labels.team, 'db')
  assert.deepEqual([arm?.metadata.labels['kubernetes.io/arch'], arm?.metadata.labels['eks.amazonaws.com/capacityType']], ['arm64', 'SPOT'])
})

test('taints of the group, of the node, and of one that is cordoned', () => {
  const [first, second] = kubernetes(eks).items.filter(({ kind }) => kind === 'Node')
  const own = { key: 'dedicated', value: 'web', effect: 'NoSchedule' }
  assert.deepEqual(first?.spec, { taints: [own] })
  assert.deepEqual(second?.spec, {
    taints: [
      own,
      { key: 'x', value: '', effect: 'NoExecute' },
      { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' },
    ],
    unschedulable: true,
  })
})

test('what runs: daemons on every node, pinned pods where they are, the others without a node', () => {
  const pods = kubernetes(eks).items.filter(({ kind }) => kind === 'Pod')
  assert.deepEqual(
    pods.map(({ metadata, spec }) => `${metadata.name} ${spec.nodeName ?? '-'}`),
    [
      ...['general-a-1', 'general-a-2', 'general-b-1', 'arm-b-1', 'own-a-1'].map((node) => `cni-${node} ${node}`),
      'web-general-a-1-1 general-a-1',
      'web-general-a-1-2 general-a-1',
      'floating-1 -',
      'floating-2 -',
    ],
  )
})

test('groups can grow, at a price', () => {
  const { cluster } = kubernetes(eks)
  assert.deepEqual(
    cluster.groups.map(({ name, type, zones, max, size, usdPerHour }) => [name, type, zones.join(), max, size, usdPerHour]),
    [
      ['general', 'm5.large', 'eu-west-1a,eu-west-1b', 5, 3, 0.096],
      ['arm', 't4g.medium', 'eu-west-1b', undefined, 1, 0.0336 * 0.3],
      ['own', 'custom', 'eu-west-1a', undefined, 1, undefined],
    ],
  )
  const names = ((cluster.groups[0]?.next('eu-west-1b') ?? []) as readonly ApiObject[]).map(
    ({ kind, metadata }) => `${kind} ${metadata.name}`,
  )
  assert.deepEqual(names, ['Node general-b-4', 'Pod cni-general-b-4'])
  assert.equal(cluster.usdPerHour.get('general-a-1'), 0.096)
})

test('outside of EKS nodes offer what their machines have', () => {
  const { items } = kubernetes(
    'version: 1\nname: x\nkind: kubernetes\ngroups:\n  - { name: n, instanceType: m5.large, reserved: { cpu: 0.5, memory: 1Gi } }\n',
  )
  const [node] = items
  assert.equal(node?.metadata.labels['eks.amazonaws.com/nodegroup'], undefined)
  assert.deepEqual(node?.status?.allocatable, { cpu: '1500m', memory: '7516192768', 'ephemeral-storage': '21474836480', pods: '110' })
})

test('both built-in examples are right', () => {
  for (const kind of ['ecs', 'kubernetes'] as const) {
    const { syntax, problems, model } = readCluster(exampleCluster(kind))
    assert.deepEqual([...syntax, ...problems], [])
    assert.equal(model?.kind, kind)
  }
})
