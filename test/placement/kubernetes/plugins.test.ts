import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from '../../../server/src/placement/kubernetes/cycle/decide.ts'
import { enoughOf } from '../../../server/src/placement/kubernetes/cycle/sampling.ts'
import { scheduleAll } from '../../../server/src/placement/kubernetes/cycle/schedule.ts'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { balance, balanceGained } from '../../../server/src/placement/kubernetes/plugins/node-resources-balanced-allocation.ts'
import { loadCluster } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import { podInfoOf } from '../../../server/src/placement/kubernetes/state/pod-info.ts'

type Json = Readonly<Record<string, unknown>>

const node = (name: string, more: Json = {}): Json => ({
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '10' }, ...more },
})

const pod = (name: string, spec: Json = {}, more: Json = {}): Json => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: { containers: [{ name: 'main', image: 'app' }], ...spec },
  ...more,
})

/** Where each waiting pod goes, or what keeps it: `web: a`, `db: 0/2 nodes are available: ...`. */
function decided(lists: Json): readonly string[] {
  return [...scheduleAll(readCluster(lists))].map(({ pod: { pod: one }, decision }) => {
    const outcome = decision.kind === 'scheduled' ? decision.node.name : decision.message.split('. ')[0]
    return `${one.name}: ${outcome}`
  })
}

/** Where a pod with one volume goes when another with one runs on node a: b if they cannot share the node. */
function besides(running: Json, waiting: Json): string | undefined {
  const volumes = (volume: Json) => ({ volumes: [{ name: 'v', ...volume }] })
  const nodeSelector = { 'kubernetes.io/hostname': 'a' }
  const [first] = decided({
    nodes: [node('a')],
    pods: [pod('old', { nodeName: 'a', ...volumes(running) })],
    pending: [pod('new', { nodeSelector, ...volumes(waiting) })],
  })
  return first
}

const conflict = 'new: 0/1 nodes are available: 1 node(s) had no available disk'

test('disks that two pods on a node cannot have, and those they can', () => {
  const gce = (pdName: string, readOnly: boolean) => ({ gcePersistentDisk: { pdName, readOnly } })
  const iscsi = (iqn: string, readOnly: boolean) => ({ iscsi: { iqn, targetPortal: 'p', lun: 0, readOnly } })
  const rbd = (monitors: readonly string[], image: string, more: Json = {}) => ({ rbd: { monitors, image, ...more } })
  assert.equal(besides({ awsElasticBlockStore: { volumeID: 'v' } }, { awsElasticBlockStore: { volumeID: 'v', readOnly: true } }), conflict)
  assert.equal(besides(gce('d', false), gce('d', true)), conflict)
  assert.equal(besides(gce('d', true), gce('d', true)), 'new: a')
  assert.equal(besides(gce('d', false), gce('e', false)), 'new: a')
  assert.equal(besides(iscsi('q', true), iscsi('q', false)), conflict)
  assert.equal(besides(iscsi('q', true), iscsi('q', true)), 'new: a')
  assert.equal(besides(rbd(['m', 'n'], 'i'), rbd(['n', 'o'], 'i', { pool: 'rbd' })), conflict)
  assert.equal(besides(rbd(['m'], 'i'), rbd(['n'], 'i')), 'new: a')
  assert.equal(besides(rbd(['m'], 'i', { pool: 'x' }), rbd(['m'], 'i')), 'new: a')
  assert.equal(besides(rbd(['m'], 'i', { readOnly: true }), rbd(['m'], 'i', { readOnly: true })), 'new: a')
})

test('an old disk in a pod and behind a claim is one attachment, where the driver knows both by one name', () => {
  const attach = (labels: Json) =>
    decided({
      nodes: [node('a')],
      csiNodes: [{ metadata: { name: 'a' }, spec: { drivers: [{ name: 'pd.csi.storage.gke.io', allocatable: { count: 1 } }] } }],
      persistentVolumes: [{ metadata: { name: 'pv', labels }, spec: { gcePersistentDisk: { pdName: 'd' } } }],
      persistentVolumeClaims: [
        {
          metadata: { name: 'c', namespace: 'default', annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
          spec: { volumeName: 'pv', accessModes: ['ReadWriteMany'] },
        },
      ],
      pods: [pod('old', { nodeName: 'a', volumes: [{ name: 'v', gcePersistentDisk: { pdName: 'd', readOnly: true } }] })],
      pending: [pod('new', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] })],
    })
  const full = ['new: 0/1 nodes are available: 1 node(s) exceed max volume count']
  assert.deepEqual(attach({}), ['new: a'])
  assert.deepEqual(attach({ 'topology.kubernetes.io/zone': 'europe-west1-b' }), full)
  assert.deepEqual(attach({ 'topology.kubernetes.io/zone': 'europe-west1-b__europe-west1-c' }), full)
})

test('a node that has the images wins, by their size and by how many nodes have them', () => {
  const image = (name: string, mebibytes: number) => ({ names: [name], sizeBytes: mebibytes * 1024 ** 2 })
  const scores = (images: Json, spec: Json = {}) => {
    const [step] = [...scheduleAll(readCluster({ nodes: [node('a', images), node('b')], pending: [pod('new', spec)] }))]
    const decision = step?.decision
    return decision?.kind === 'scheduled' ? decision.scores?.tables.find(({ plugin }) => plugin === 'ImageLocality')?.raw : undefined
  }
  assert.deepEqual(scores({ images: [image('app:latest', 500)] }), [23, 0], 'half of 500 MiB counts, less the first 23')
  assert.deepEqual(scores({ images: [image('app:1', 500)] }), [0, 0], 'another tag')
  assert.deepEqual(scores({ images: [image('app:latest', 5000)] }), [100, 0])
  const volume = { volumes: [{ name: 'v', image: { reference: 'data:1' } }] }
  assert.deepEqual(scores({ images: [image('data:1', 500)] }, volume), [23, 0], 'an image as a volume')
  assert.deepEqual(scores({ images: [image('reg:5000/app:latest', 500)] }, { containers: [{ name: 'x', image: 'reg:5000/app' }] }), [23, 0])
})

test('room that preemption made is kept for its pod, from those that are less important, until it was its turn', () => {
  const asks = (cpu: string) => ({ containers: [{ name: 'main', resources: { requests: { cpu } } }] })
  const nominated = pod('kept', { ...asks('3'), priority: 10 }, { status: { nominatedNodeName: 'a' } })
  assert.deepEqual(decided({ nodes: [node('a')], pending: [pod('low', asks('2')), nominated] }), [
    'low: 0/1 nodes are available: 1 Insufficient cpu',
    'kept: a',
  ])
  assert.deepEqual(decided({ nodes: [node('a')], pending: [pod('high', { ...asks('2'), priority: 20 }), nominated] }), [
    'high: a',
    'kept: 0/1 nodes are available: 1 Insufficient cpu',
  ])
  const impossible = pod('kept', { ...asks('9'), priority: 10 }, { status: { nominatedNodeName: 'a' } })
  assert.deepEqual(decided({ nodes: [node('a')], pending: [impossible, pod('low', asks('2'))] })[1], 'low: a')
})

test('claims for devices that are not made yet', () => {
  const template = { resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 't' }] }
  const made = { status: { resourceClaimStatuses: [{ name: 'gpu', resourceClaimName: 'new-gpu' }] } }
  const lists = { nodes: [node('a')] }
  assert.deepEqual(decided({ ...lists, pending: [pod('new', template)] }), ['new: pod "default/new": ResourceClaim not created yet'])
  assert.deepEqual(decided({ ...lists, pending: [pod('new', template, made)] }), ['new: could not find ResourceClaim "default/new-gpu"'])
  const claims = [{ metadata: { name: 'new-gpu', namespace: 'default' } }]
  assert.deepEqual(decided({ ...lists, resourceClaims: claims, pending: [pod('new', template, made)] }), ['new: a'])
})

test('balance in 1.36 is what the pod changes, before it what the pod leaves behind', () => {
  const { cluster } = loadCluster(readCluster({ nodes: [node('a')] }))
  const [a] = cluster.nodes
  assert.ok(a)
  assert.equal(balance(a, 4000, 0), 50)
  assert.equal(balanceGained(a, 4000, 0), 50)
  assert.equal(balance(a, 2000, 4 * 1024 ** 3), 100)
  assert.equal(balanceGained(a, 2000, 4 * 1024 ** 3), 75)
})

test('with sampling the scheduler stops when enough nodes fit, and begins with the next pod where it stopped', () => {
  assert.deepEqual(
    [50, 100, 500, 1000, 2500, 5000, 6000].map((nodes) => enoughOf(nodes, 0)),
    [50, 100, 230, 420, 750, 500, 300],
  )
  assert.equal(enoughOf(1000, 20), 200)
  const nodes = Array.from({ length: 200 }, (_, i) => ({
    ...node(`n${i}`),
    metadata: { name: `n${i}`, labels: { 'topology.kubernetes.io/zone': i < 150 ? 'a' : 'b' } },
  }))
  const { cluster, pending } = loadCluster(readCluster({ nodes, pending: [pod('new', { nodeSelector: undefined })] }))
  const sampled = { ...cluster, sampling: { percentage: 0, next: 0 } }
  const [waiting] = pending
  assert.ok(waiting)
  const asked = () => {
    const decision = decide(podInfoOf(waiting), sampled, 0)
    return decision.kind === 'scheduled' ? decision.best.map(({ name }) => name) : []
  }
  const first = asked()
  assert.deepEqual([first.length, first.slice(0, 4)], [100, ['n0', 'n150', 'n1', 'n151']])
  assert.deepEqual(asked().slice(0, 2), ['n50', 'n51'], 'zone b is through after its fifty nodes')
})
