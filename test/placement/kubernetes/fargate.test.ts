import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportText } from '../../../server/src/placement/text.ts'
import { cluster, deployment, first, place } from './drawn.ts'

/** A cluster in which pods of some namespaces run on Fargate. */
const eks = (profiles: readonly (readonly [namespace: string, labels?: Readonly<Record<string, string>>])[]) => ({
  ...cluster('a z1 4 8Gi'),
  fargate: {
    profiles: profiles.map(([namespace, labels = {}]) => ({ namespace, labels: new Map(Object.entries(labels)) })),
    zones: ['z1', 'z2'],
  },
})

/** What each pod is given. */
function size(cpu: string, memory: string): string | undefined {
  const { detail } = first(place(deployment(1, cpu, memory), eks([['default']]))).verdict
  return / is given (.*); together/.exec(detail)?.[1]
}

test('sizes are rounded up, with what EKS adds for itself', () => {
  assert.equal(size('0', '0'), '0.25 vCPU, 512 MiB')
  assert.equal(size('250m', '256Mi'), '0.25 vCPU, 512 MiB')
  assert.equal(size('250m', '257Mi'), '0.25 vCPU, 1 GiB')
  assert.equal(size('251m', '256Mi'), '0.5 vCPU, 1 GiB')
  assert.equal(size('1', '8Gi'), '2 vCPU, 9 GiB')
  assert.equal(size('16', '119Gi'), '16 vCPU, 120 GiB')
})

test('a profile chooses pods by namespace and by all of its labels', () => {
  const kind = (...profiles: Parameters<typeof eks>[0]) => first(place(deployment(1, '1', '1Gi'), eks(profiles))).kind
  assert.equal(kind(['default']), 'Deployment on Fargate')
  assert.equal(kind(['de*'], ['other']), 'Deployment on Fargate')
  assert.equal(kind(['d?fault', { app: 'web' }]), 'Deployment on Fargate')
  assert.equal(kind(['default', { app: 'web', tier: 'x' }]), 'Deployment')
  assert.equal(kind(['d?ault'], ['defaults*']), 'Deployment')
})

test('what Fargate does not take, and where the manifest says so', () => {
  const refused = (spec: string, cpu = '1') => {
    const { reasons, verdict } = first(place(deployment(2, cpu, '1Gi', spec), eks([['default']])))
    return [verdict.sentence, ...reasons.map(({ what, source }) => `${what}: line ${source?.line}`)]
  }
  assert.deepEqual(refused('          securityContext: { privileged: true }'), [
    'None of 2 pods fits. Fargate: privileged containers not supported.',
    'privileged containers: line 17',
  ])
  assert.deepEqual(refused('          ports: [{ containerPort: 80, hostPort: 80 }]').slice(1), ['host ports: line 17'])
  assert.deepEqual(refused('      hostNetwork: true').slice(1), ['host network: line 17'])
  assert.deepEqual(refused('', '17'), ['None of 2 pods fits. Fargate: size at most 16 vCPU with 120 GiB.', 'size: line 13'])
})

test('pods on Fargate stand in boxes of their zones, and are paid for', () => {
  const text = reportText(place(deployment(3, '500m', '512Mi'), eks([['default']])))
  assert.match(text, /^web: Deployment on Fargate, 3 pods on drawn/)
  assert.match(
    text,
    /Each asks 500m and 512 MiB, and with 256 MiB that EKS adds is given 0\.5 vCPU, 1 GiB; together they\ncost \$0\.074 per hour/,
  )
  assert.match(text, /\n {2}Fargate z1 +Fargate +cpu 100 % +mem 67 % +takes web x2\n/)
})

test('what pods on nodes of EKS would cost on Fargate', () => {
  const asked = (spec = '') =>
    place(deployment(3, '500m', '512Mi', spec), { ...cluster('a z1 1 8Gi'), eks: true }).whatIf.filter(({ event }) => /Fargate/.test(event))
  assert.deepEqual(asked(), [{ event: 'the same on Fargate', outcome: '$0.049 per hour', because: '2 pods of 0.5 vCPU, 1 GiB' }])
  assert.deepEqual(asked('      hostNetwork: true'), [])
  assert.equal(
    place(deployment(1, '1', '1Gi'), 'a z 4 8Gi').whatIf.some(({ event }) => /Fargate/.test(event)),
    false,
  )
})
