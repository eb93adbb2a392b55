import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacementReport } from '../../../server/src/placement/report.ts'
import { reportText } from '../../../server/src/placement/text.ts'
import { cluster, deployment, first, place, where } from './drawn.ts'

/** A cluster whose nodes refuse a pod for a taint, for memory, for a label and for the spread. */
const nodes = `
  a-1  a  4000m 8192Mi  api=1000m/2Gi
  a-2  a  4000m 8192Mi  api=3000m/7Gi
  b-1  b  4000m 8192Mi  taint=gpu=true:NoSchedule
  b-2  b  4000m 8192Mi  label=old=true
`

test('the whole report as text', () => {
  const manifest = deployment(
    4,
    '500m',
    '1536Mi',
    `
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions: [{ key: old, operator: DoesNotExist }]
`,
  )
  assert.equal(
    reportText(place(manifest, nodes)),
    `web: Deployment, 4 pods on drawn · Kubernetes · 4 nodes
Order: default spread(hostname, zone), least allocated

All 4 pods fit.

CPU 25 -> 38 %, memory 28 -> 47 %, stranded CPU 2,000m, headroom 0 more

a
  a-1  node  cpu 75 %  mem 100 %  takes web x4
  a-2  node  cpu 75 %  mem 88 %   no: memory −512 MiB

b
  b-1  node  cpu 0 %  mem 0 %  no: taint gpu
  b-2  node  cpu 0 %  mem 0 %  no: label old

Why the rest can't take it
  where    what                       asked      free           short by  closest  asked at
  2 nodes  memory                     1,536 MiB  0–1,024 MiB    512 MiB   a-2      line 16
      would help: lower memory of container web to 1Gi
  1 node   taint gpu=true:NoSchedule  tolerated  not tolerated  -         b-1      -
      would help: tolerate gpu=true:NoSchedule
  1 node   label old                  absent     true           -         b-2      line 21

What if
  event                                       outcome                because
  one more pod                                no                     memory binds first; 512 MiB
                                                                     short on a-2
  lose a                                      4 of 4 pods must move  4 pending: taint
                                                                     gpu=true:NoSchedule
  lose any one node                           survives 3 of 4        losing a-1 leaves 4 pods
                                                                     pending
  rolling update, surge 25%, unavailable 25%  passes                 stops 1 pod first

Not simulated, or assumed
  - decided as kube-scheduler 1.36 does with its default profile
  - the scheduler draws one of equally good nodes at random; here the first is taken
  - quotas, admission webhooks, autoscalers, image pulls and pods that others start meanwhile are
    not simulated
`,
  )
})

/** Sentence and detail of the verdict. */
function said(report: PlacementReport): readonly [string, string] {
  const { sentence, detail } = first(report).verdict
  return [sentence, detail]
}

test('the verdict counts in words and leads to the line that asked', () => {
  assert.deepEqual(said(place(deployment(1, '1', '1Gi'), 'a z 4 8Gi')), ['The pod fits.', ''])
  assert.deepEqual(said(place(deployment(5, '1', '1Gi'), 'a z 4 8Gi')), [
    '4 of 5 pods fit. The fifth is short of cpu by 1,000m.',
    'Closest: a has 0m free, the pod asks 1,000m at line 15.',
  ])
  assert.deepEqual(
    said(place(deployment(2, '100m', '2Gi'), 'a z 4 3Gi\nb z 4 1Gi'))[1],
    'Closest: a has 1,024 MiB free, the pod asks 2,048 MiB at line 16.',
  )
  assert.deepEqual(
    said(place(deployment(1, '1', '1Gi'), 'a z 4 8Gi\nb z 4 8Gi'))[1],
    "One of 2 equal nodes for the first pod: the first in the cluster's order is taken.",
  )
  assert.equal(
    first(place(deployment(9, '1', '1Gi'), 'a z 4 8Gi')).verdict.source?.path,
    'spec.template.spec.containers[0].resources.requests.cpu',
  )
})

test('a byte too little is not told as nothing', () => {
  const [sentence] = said(place(deployment(1, '1', '1073741825'), 'a z 4 1Gi'))
  assert.equal(sentence, 'The pod does not fit. It is short of memory by 0.1 MiB.')
})

test('gates hold pods back; no node is asked', () => {
  const report = place(deployment(2, '1', '1Gi', '      schedulingGates: [{ name: a }, { name: b }]'), 'a z 4 8Gi')
  assert.deepEqual(first(report).verdict.kind, 'gated')
  assert.deepEqual(said(report), ['All 2 pods are held back: waiting for scheduling gates: [a b].', ''])
  assert.deepEqual([first(report).reasons, report.whatIf, first(report).verdict.source?.line], [[], [], 17])
})

/** What each node objects to, by name: `a: memory −512 MiB; b: taint gpu`. */
function refusals(manifest: string, on: Parameters<typeof place>[1]): string {
  return place(manifest, on)
    .nodes.filter(({ refusals: found }) => found.length > 0)
    .map(({ name, refusals: found }) => `${name}: ${found.map(({ short }) => short).join(', ')}`)
    .join('; ')
}

/** The rows of the reasons table: what | asked | free | short by | line. */
function rows(manifest: string, on: Parameters<typeof place>[1]): readonly string[] {
  return first(place(manifest, on)).reasons.map(({ what, asked, free, shortBy, source }) =>
    [what, asked, free, ...(shortBy === '' ? [] : [shortBy]), ...(source ? [`line ${source.line}`] : [])].join(' | '),
  )
}

test('every reason of a node is told, where the scheduler stops at the first', () => {
  assert.equal(
    refusals(deployment(1, '5', '9Gi', '      nodeSelector: { disk: ssd }'), 'a z 4 8Gi taint=gpu:NoSchedule taint=x=y:NoExecute'),
    'a: taint gpu, taint x, label disk, cpu −1,000m, memory −1,024 MiB',
  )
  assert.equal(refusals(deployment(1, '1', '1Gi'), 'a z 4 8Gi cordoned pods=0'), 'a: cordoned, full of pods')
})

test('what a node selector and required terms ask of labels, and what the node has', () => {
  const terms = `
      nodeSelector: { disk: ssd }
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - { key: cpu, operator: In, values: [amd, intel] }
                  - { key: gen, operator: Gt, values: ['4'] }
              - matchExpressions:
                  - { key: gen, operator: Gt, values: ['6'] }
`
  assert.deepEqual(rows(deployment(1, '1', '1Gi', terms), 'a z 4 8Gi label=disk=hdd label=gen=5'), [
    'label disk | ssd | hdd | line 17',
    'label cpu | one of amd, intel | missing | line 23',
  ])
})

test('host ports by number and by who has them', () => {
  const ports = '          ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 53, hostPort: 53, protocol: UDP }]'
  assert.deepEqual(rows(deployment(2, '100m', '64Mi', ports), 'a z 4 8Gi proxy=1/1Gi:80\nb z 4 8Gi'), [
    'host port 80 | free | taken by default/proxy-a-0-0, taken by default/web-preview-0 | line 17',
    'host port 53/udp | free | taken by default/web-preview-0 | line 17',
  ])
})

test('spreading by its domain and numbers', () => {
  const spread = `
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: { matchLabels: { app: web } }
`
  assert.deepEqual(rows(deployment(4, '1', '64Mi', spread), 'a z1 4 8Gi\nb z2 1 8Gi'), [
    'spread over topology.kubernetes.io/zone | within maxSkew 1 | at 2 in z1, 1 where fewest | line 18',
    'cpu | 1,000m | 0m | 1,000m | line 15',
  ])
})

test('pods that want to be together, apart, or left alone', () => {
  const term = (kind: string, app: string, key: string) => `
      affinity:
        ${kind}:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: ${key}, labelSelector: { matchLabels: { app: ${app} } } }
`
  const on = 'a z1 4 8Gi db=1/1Gi\nb z2 4 8Gi'
  assert.deepEqual(rows(deployment(1, '1', '1Gi', term('podAffinity', 'db', 'topology.kubernetes.io/zone')), on), [
    'pod affinity over topology.kubernetes.io/zone | met | without a match in z2 | line 20',
  ])
  assert.deepEqual(rows(deployment(1, '1', '1Gi', term('podAffinity', 'db', 'rack')), on), ['label rack | present | missing | line 20'])
  assert.deepEqual(rows(deployment(2, '1', '1Gi', term('podAntiAffinity', 'web', 'kubernetes.io/hostname')), on), [
    'pod anti-affinity over kubernetes.io/hostname | kept | broken | line 20',
  ])
})

test('volumes count as the cluster tells of them', () => {
  const claim = '      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]'
  const volume = {
    kind: 'PersistentVolume',
    metadata: { name: 'pv', labels: { 'topology.kubernetes.io/zone': 'z2' } },
    spec: { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'v' } },
  }
  const bound = {
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
    spec: { volumeName: 'pv', accessModes: ['ReadWriteMany'] },
  }
  assert.deepEqual(rows(deployment(1, '1', '1Gi', claim), cluster('a z1 4 8Gi\nb z2 4 8Gi', [volume, bound])), [
    'volume pv | within z2 (topology.kubernetes.io/zone) | elsewhere',
  ])
  const missing = place(deployment(1, '1', '1Gi', claim), cluster('a z1 4 8Gi', [volume]))
  assert.deepEqual(said(missing), ['The pod does not fit. The scheduler rejects it: persistentvolumeclaim "data" not found.', ''])
  const silent = place(deployment(1, '1', '1Gi', claim), 'a z1 4 8Gi')
  assert.equal(first(silent).placed, 1)
  assert.ok(silent.fidelity.includes('the cluster tells too little about volumes: such claims keep no pod from any node'))
})

test('who would be evicted is named, with the message of the scheduler', () => {
  const important = `${deployment(1, '3', '1Gi', '      priorityClassName: high')}---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 1000
`
  const report = place(important, 'a z 4 8Gi batch=1/1Gix3\nb z 4 8Gi batch=3/1Gi!2000')
  assert.equal(
    said(report)[1].split('. ').at(-1),
    'Preemption would make room for it: default/batch-a-0-1 and default/batch-a-0-2 would be evicted from a.',
  )
  assert.equal(first(report).schedulerMessage, '0/2 nodes are available: 2 Insufficient cpu.')
  const [question] = report.whatIf
  assert.deepEqual(question, {
    event: 'preemption',
    outcome: 'makes room for 1 of 1',
    because: 'evicts 2 pods: default/batch-a-0-1 and default/batch-a-0-2',
  })
  const three = place(
    important.replace('replicas: 1', 'replicas: 3'),
    'a z 4 8Gi batch=1/1Gix3\nb z 4 8Gi batch=3/1Gi!5\nc z 4 8Gi batch=3/1Gi!2000',
  )
  assert.deepEqual(
    three.whatIf.filter(({ event }) => event === 'preemption').map(({ outcome }) => outcome),
    ['makes room for 2 of 3'],
  )
})

test('a daemon is asked for on the nodes that may have one', () => {
  const daemon = deployment(1, '100m', '64Mi')
    .replace('Deployment', 'DaemonSet')
    .replace(/ {2}replicas.*\n/, '')
  const report = place(daemon, 'a z 4 8Gi\nb z 4 8Gi taint=x:NoSchedule\nc z 50m 8Gi\nd z 4 8Gi cordoned')
  assert.equal(where(report), 'a - d')
  assert.equal(said(report)[0], '2 of 3 pods fit. The second is short of cpu by 50m.')
  assert.deepEqual(rows(daemon, 'c z 50m 8Gi\nd z 50m 8Gi taint=x:NoSchedule'), ['cpu | 100m | 50m | 50m | line 14'])
  assert.equal(said(place(daemon, 'd z 4 8Gi taint=x:NoSchedule'))[0], 'The pod does not fit. No node may have one.')
})

test('each pod of a StatefulSet has its own claims, made where the class allows', () => {
  const set = `${deployment(3, '1', '1Gi').replace('Deployment', 'StatefulSet')}  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`
  const storageClass = (mode: string) => ({
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: mode,
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['z2'] }] }],
  })
  assert.equal(where(place(set, cluster('a z1 4 8Gi\nb z2 2 8Gi', [storageClass('WaitForFirstConsumer')]))), 'b b -')
  assert.equal(where(place(set, cluster('a z1 4 8Gi\nb z2 2 8Gi', [storageClass('Immediate')]))), 'a b a')
  assert.equal(where(place(set, 'a z1 4 8Gi\nb z2 2 8Gi')), 'a b a')
})

test('what is not known yet counts as nothing, and is said', () => {
  const report = place(deployment(3, `\${CPU}`, '64Mi', '      nodeSelector: { disk: "{{ disk }}" }'), 'a z 1 8Gi')
  assert.equal(
    said(report)[0],
    'All 3 pods fit. This is without cpu of container "web" and spec.template.spec.nodeSelector.disk, which are not known yet.',
  )
  assert.equal(report.fidelity[0], 'cpu of container "web" (line 15) is not known yet and counts as nothing')
})

test('pods of the same workload that run already are said to stay', () => {
  const running = (name: string) => ({
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      labels: { app: 'web', 'pod-template-hash': '1' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', controller: true }],
    },
    spec: { nodeName: 'a', containers: [{ name: 'web' }] },
  })
  const { fidelity } = place(deployment(2, '1', '1Gi'), cluster('a z 4 8Gi', [running('web-1-x'), running('web-1-y')]))
  assert.equal(fidelity[0], '2 pods of Deployment web run already and stay; 2 pods are placed beside them')
})

test('pods that wait in the cluster take their room first', () => {
  const waiting = (name: string, cpu: string) => ({
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { containers: [{ name: 'x', resources: { requests: { cpu } } }] },
  })
  const report = place(deployment(4, '1', '1Gi'), cluster('a z 4 8Gi', [waiting('small', '1'), waiting('big', '9')]))
  assert.equal(where(report), 'a a a -')
  assert.ok(report.fidelity.includes('1 pod of the cluster itself finds no node: shop/big'))
})

test('the version decides formula and message', () => {
  const on = cluster('a z 4 8Gi taint=gpu=true:NoSchedule')
  const message = (version: string | undefined) =>
    first(place(deployment(1, '1', '1Gi'), { ...on, version })).schedulerMessage?.split('. ')[0]
  assert.equal(message(undefined), '0/1 nodes are available: 1 node(s) had untolerated taint(s)')
  assert.equal(message('v1.35.3'), '0/1 nodes are available: 1 node(s) had untolerated taint(s)')
  assert.equal(message('v1.34.2-eks-1a2b'), '0/1 nodes are available: 1 node(s) had untolerated taint(s)')
  for (const version of ['1.34', 'v1.34.1', '1.29']) {
    assert.equal(message(version), '0/1 nodes are available: 1 node(s) had untolerated taint {gpu: true}')
  }
})

test('a cluster without nodes', () => {
  const empty = { ...cluster('a z 4 8Gi'), list: { kind: 'List', items: [] } }
  const report = place(deployment(2, '1', '1Gi'), empty)
  assert.deepEqual(said(report), ['None of 2 pods fits. The cluster has no nodes.', ''])
  assert.equal(first(report).schedulerMessage, 'no nodes available to schedule pods')
})

test('limit ranges and the runtime class of a pod count, from the cluster or from the same file', () => {
  const range = (limits: object) => ({ kind: 'LimitRange', metadata: { name: 'r', namespace: 'default' }, spec: { limits: [limits] } })
  const silent = deployment(4, '1', '1Gi').replace(/ {10}resources:[\s\S]*/, '')
  assert.equal(where(place(silent, 'a z 3 8Gi')), 'a a a a')
  assert.equal(where(place(silent, cluster('a z 3 8Gi', [range({ type: 'Container', defaultRequest: { cpu: '1' } })]))), 'a a a -')
  assert.equal(where(place(silent, cluster('a z 3 8Gi', [range({ type: 'Container', max: { cpu: '2' } })]))), 'a - - -')
  assert.equal(
    where(place(deployment(4, '1', '1Gi'), cluster('a z 3 8Gi', [range({ type: 'Container', default: { cpu: '3' } })]))),
    'a a a -',
  )
  assert.equal(where(place(silent, cluster('a z 3 8Gi', [range({ type: 'Pod', max: { cpu: '2' } })]))), 'a a a a')
  const sandboxed = `${deployment(4, '1', '1Gi', '      runtimeClassName: gvisor')}---
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: { name: gvisor }
handler: runsc
overhead: { podFixed: { cpu: 500m } }
scheduling: { nodeSelector: { sandbox: "yes" }, tolerations: [{ key: sandbox, operator: Exists }] }
`
  assert.equal(where(place(sandboxed, 'a z 9 8Gi\nb z 3 8Gi label=sandbox=yes taint=sandbox:NoSchedule')), 'b b - -')
})
