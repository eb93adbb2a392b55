import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { preview } from '../../../server/src/features/preview.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { reportText } from '../../../server/src/placement/text.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { cluster, deployment, first, place } from './drawn.ts'

test('no prefix of a manifest throws, whatever is half typed', () => {
  const text = readFileSync('test/sample/deployment.yaml', 'utf8')
  for (let end = 0; end <= text.length; end += 7) assert.ok(preview(kubernetes.read(text.slice(0, end)), undefined, undefined))
})

/** Parts of a pod's spec that decide where it runs. */
const parts = [
  'containers',
  'initContainers',
  'nodeSelector',
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
  'resources',
  'overhead',
  'schedulingGates',
  'resourceClaims',
  'priority',
  'nodeName',
]

const kinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job']

test('whatever stands in the fields of a pod, there is a report of at most 100 columns without a number that is none', () => {
  const spec = fc.dictionary(fc.constantFrom(...parts), fc.jsonValue({ maxDepth: 4 }))
  fc.assert(
    fc.property(fc.constantFrom(...kinds), spec, fc.jsonValue(), (kind, anything, other) => {
      const pod = { containers: [{ name: 'a' }], ...anything }
      const template = { metadata: { labels: { app: 'x' } }, spec: pod }
      const object = {
        apiVersion: kind === 'Pod' ? 'v1' : kind === 'Job' ? 'batch/v1' : 'apps/v1',
        kind,
        metadata: { name: 'x' },
        spec: kind === 'Pod' ? pod : { selector: other, replicas: 2, volumeClaimTemplates: other, template },
      }
      const answer = preview(kubernetes.read(JSON.stringify(object)), undefined, undefined)
      if (answer.kind !== 'report') return
      const text = reportText(answer.report)
      assert.ok(!/NaN|Infinity|undefined/.test(text), text)
      for (const line of text.split('\n')) assert.ok(line.length <= 100, line)
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('amounts that are no amounts, negative ones and endless ones', () => {
  const placed = (cpu: string, memory: string) => first(place(deployment(2, cpu, memory), 'a z 4 8Gi')).placed
  assert.equal(placed('-1', '-1Gi'), 2)
  assert.equal(placed('1e300', '1'), 0)
  assert.equal(placed('1Ei', '9999999999999999999999Ei'), 0)
  assert.equal(placed('0.0000000001', '1n'), 2)
  assert.equal(placed('many', 'none'), 2)
})

test('a cluster that tells nonsense', () => {
  const on = cluster('a z 4 8Gi', [
    { kind: 'Pod', metadata: null, spec: { nodeName: 'a', containers: 'x' } },
    { kind: 'Node', metadata: { name: 'b', labels: 7 }, spec: [], status: { allocatable: { cpu: 'x', pods: '-3' } } },
    { kind: 'Service', spec: null },
    { kind: 'PersistentVolume' },
  ])
  assert.equal(first(place(deployment(2, '1', '1Gi'), on)).placed, 2)
})

test('replicas without end are asked for in bounded time', () => {
  const took = cpuTime(() => {
    const report = first(place(deployment(2_000_000_000, '1', '1Gi'), 'a z 4 8Gi\nb z 4 8Gi'))
    assert.deepEqual([report.asked, report.placed], [100_000, 8])
  })
  assert.ok(took < 5000)
})
