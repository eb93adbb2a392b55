import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cluster, deployment, first, place } from './drawn.ts'

/** The questions whose event begins so, one per line: event | outcome | because. */
function asked(event: string, manifest: string, on: Parameters<typeof place>[1]): string {
  return place(manifest, on)
    .whatIf.filter((one) => one.event.startsWith(event))
    .map(({ event: about, outcome, because }) => `${about} | ${outcome} | ${because}`)
    .join('\n')
}

/** Spread strictly over a label. */
const spread = (key: string) => `
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
`

/** No two on a node. */
const apart = `
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }
`

test('one more: how many, and what ends it', () => {
  assert.equal(asked('one more', deployment(1, '1', '1Gi'), 'a z 4 8Gi\nb z 2 8Gi'), 'one more pod | yes | 5 more fit; then cpu runs out')
  assert.equal(
    asked('one more', deployment(1, '1', '4Gi'), 'a z 9 8Gi\nb z 9 8Gi'),
    'one more pod | yes | 3 more fit; then memory runs out',
  )
  assert.equal(
    asked('one more', deployment(1, '1m', '1Mi'), 'a z 9 8Gi pods=4'),
    'one more pod | yes | 3 more fit; then room for pods runs out',
  )
  assert.equal(asked('one more', deployment(2, '1', '4Gi'), 'a z 9 8Gi'), 'one more pod | no | memory binds first; 4,096 MiB short on a')
  const port = '          ports: [{ containerPort: 80, hostPort: 80 }]'
  assert.equal(
    asked('one more', deployment(1, '1', '1Gi', port), 'a z 9 8Gi\nb z 9 8Gi\nc z 9 8Gi web=1/1Gi:80'),
    'one more pod | yes | 1 more fit; then host port 80 runs out',
  )
  assert.equal(asked('one more', deployment(1, '1', '1Gi', apart), 'a z 9 8Gi\nb z 9 8Gi'), 'one more pod | yes | 1 more fit')
  assert.equal(
    asked('one more', deployment(1, '1m', '0', spread('zone')), 'a z 9 8Gi label=zone=z pods=9999'),
    'one more pod | yes | 2,000 or more fit',
  )
})

test('headroom by arithmetic is what placing one after the other gives', () => {
  const on = 'a z 4 8Gi db=1/3Gi\nb z 2 8Gi\nc z 9 1Gi\nd z 9 9Gi taint=x:NoSchedule\ne z 4 8Gi pods=3 db=1/1Gix2'
  const more = first(place(deployment(1, '700m', '700Mi'), on)).headroom?.more ?? -1
  assert.equal(first(place(deployment(more + 1, '700m', '700Mi'), on)).placed, more + 1)
  assert.equal(first(place(deployment(more + 2, '700m', '700Mi'), on)).placed, more + 1)
})

test('a zone is lost: who must move, who finds a place, and who may be quicker', () => {
  assert.equal(
    asked('lose z', deployment(3, '3', '1Gi'), 'a z1 4 8Gi\nb z2 4 8Gi\nc z3 7 8Gi'),
    [
      'lose z1 | 1 of 3 pods must move | all find a place',
      'lose z2 | 1 of 3 pods must move | all find a place',
      'lose z3 | 1 of 3 pods must move | 1 pending: cpu',
    ].join('\n'),
  )
  assert.equal(
    asked('lose z1', deployment(2, '2', '1Gi'), 'a z1 4 8Gi db=2/1Gi\nb z2 6 8Gi'),
    'lose z1 | 1 of 2 pods must move | all find a place',
  )
  assert.equal(
    asked('lose z1', deployment(2, '2', '1Gi'), 'a z1 6 8Gi db=2/1Gix2\nb z2 4 8Gi'),
    'lose z1 | 1 of 2 pods must move | all find a place; if the 2 other pods from there go first, 1 pending: cpu',
  )
})

test('strict spreading may keep pods of a lost zone from the others', () => {
  const zone = spread('topology.kubernetes.io/zone')
  assert.equal(
    asked('lose z3', deployment(3, '1', '1Gi', zone), 'a z1 4 8Gi\nb z2 1 8Gi\nc z3 4 8Gi'),
    'lose z3 | 1 of 3 pods must move | all find a place',
  )
  assert.equal(
    asked('lose z3', deployment(6, '1', '1Gi', zone), 'a z1 4 8Gi\nb z2 2 8Gi\nc z3 4 8Gi'),
    'lose z3 | 2 of 6 pods must move | 1 pending: spread over topology.kubernetes.io/zone',
  )
})

test('a group is lost, where groups are not the zones over again', () => {
  const on = 'a z1 4 8Gi group=big\nb z2 4 8Gi group=big\nc z1 1 8Gi group=small'
  assert.equal(asked('lose group', deployment(2, '2', '1Gi'), on), 'lose group big | 2 of 2 pods must move | 2 pending: cpu')
  assert.equal(asked('lose group', deployment(2, '2', '1Gi'), 'a z1 4 8Gi group=x\nb z2 4 8Gi group=y'), '')
})

test('any one node is lost', () => {
  const event = 'lose any one node'
  assert.equal(asked(event, deployment(2, '2', '1Gi'), 'a z 4 8Gi\nb z 4 8Gi'), `${event} | survives all 2 | every pod finds another place`)
  assert.equal(
    asked(event, deployment(2, '3', '1Gi'), 'a z 4 8Gi\nb z 4 8Gi'),
    `${event} | survives 0 of 2 | losing a or b leaves 1 pod pending`,
  )
  assert.equal(
    asked(event, deployment(2, '1', '1Gi', apart), 'a z 4 8Gi\nb z 4 8Gi\nc z 4 8Gi'),
    `${event} | survives all 3 | every pod finds another place`,
  )
})

/** The rolling update of so many pods that fill a node of a cpu each, with spare nodes. */
function rolling(replicas: number, spare: number, strategy = ''): string {
  const nodes = Array.from({ length: replicas + spare }, (_, i) => `n${i} z 1 8Gi`).join('\n')
  return asked('rolling', deployment(replicas, '1', '1Gi').replace('  selector:', `${strategy}  selector:`), nodes)
}

test('a rolling update: surge rounds up, unavailability rounds down', () => {
  const update = 'rolling update, surge 25%, unavailable 25%'
  assert.equal(rolling(4, 1), `${update} | passes | 1 new can start beside 4 pods`)
  assert.equal(rolling(4, 0), `${update} | passes | stops 1 pod first`)
  assert.equal(rolling(1, 0), `${update} | blocked | needs room for 1 more, has 0 (cpu); surge 0, unavailable 1 would pass`)
  assert.equal(rolling(1, 1), `${update} | passes | 1 new can start beside 1 pod`)
  const strategy = (surge: string, unavailable: string) =>
    `  strategy: { rollingUpdate: { maxSurge: ${surge}, maxUnavailable: ${unavailable} } }\n`
  assert.equal(rolling(3, 0, strategy('0', '10%')), 'rolling update, surge 0, unavailable 10% | passes | stops 1 pod first')
  assert.equal(
    rolling(3, 0, strategy('2', '0')),
    'rolling update, surge 2, unavailable 0 | blocked | needs room for 1 more, has 0 (cpu); surge 0, unavailable 1 would pass',
  )
  assert.equal(rolling(3, 0, '  strategy: { type: Recreate }\n'), '')
})

test('replicas that keep each other off their nodes need a spare node to be updated', () => {
  const on = 'a z 9 8Gi\nb z 9 8Gi'
  assert.equal(
    asked('rolling', deployment(2, '1', '1Gi', apart), on),
    'rolling update, surge 25%, unavailable 25% | blocked | needs room for 1 more, has 0 (pod anti-affinity over kubernetes.io/hostname); surge 0, unavailable 1 would pass',
  )
  assert.match(asked('rolling', deployment(2, '1', '1Gi', apart), `${on}\nc z 9 8Gi`), / passes /)
})

test('more nodes: the least that are enough, of the group that costs least', () => {
  const type = 'label=node.kubernetes.io/instance-type'
  const on = `a z1 2 8Gi group=big ${type}=m6i.2xlarge\nb z1 1 8Gi group=small ${type}=m6i.large`
  assert.equal(asked('+', deployment(8, '1', '1Gi'), on), '+5 m6i.large in z1 | 8 of 8 fit | +$0.48 per hour')
  assert.equal(asked('+', deployment(4, '1', '1Gi'), on), '+1 m6i.large in z1 | 4 of 4 fit | +$0.096 per hour')
  assert.equal(asked('+', deployment(3, '1', '1Gi'), on), '')
  assert.equal(
    asked('more', deployment(1, '64', '1Gi'), on),
    'more of any group | does not help | no group has nodes that can take the pod',
  )
})

test('new nodes come with their daemons, and without what was only wrong with the old ones', () => {
  const daemon = {
    kind: 'Pod',
    metadata: { name: 'agent', namespace: 'kube-system', ownerReferences: [{ kind: 'DaemonSet', name: 'agent', controller: true }] },
    spec: { nodeName: 'a', containers: [{ name: 'x', resources: { requests: { cpu: '1' } } }] },
  }
  const on = cluster('a z1 4 8Gi group=g cordoned taint=node.kubernetes.io/not-ready:NoSchedule', [daemon])
  assert.equal(asked('+', deployment(6, '1', '1Gi'), on), '+2 g in z1 | 6 of 6 fit | its price is not known')
})
