import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { temporaryFolder } from '../session/workspace.ts'
import { bayplan } from './command.ts'

const task = (memory: number) =>
  `{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "cpu": 256, "memory": ${memory} }] }`

const cluster = JSON.stringify({
  version: 1,
  name: 'two',
  kind: 'ecs',
  region: 'eu-west-1',
  zones: ['a'],
  groups: [{ name: 'general', instanceType: 'm6i.large', count: 2 }],
})

const eks = `version: 1
name: shop
kind: eks
region: eu-west-1
zones: [a, b]
groups:
  - { name: general, instanceType: m6i.large, count: 2, max: 3 }
`

const web = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 5
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: web:1, resources: { requests: { cpu: 700m, memory: 64Mi } } }]
`

const home = process.cwd()

before(() => {
  const folder = temporaryFolder({
    'web.taskdef.json': task(512),
    'big.taskdef.json': task(200_000),
    'empty.taskdef.json': '{}',
    'prod.cluster.json': cluster,
    'broken.cluster.json': '{ "version": 1 ',
    'shop.cluster.yaml': eks,
    'web.yaml': web,
    'silent.yaml': web.replace(/, resources: .*?} }/, ''),
    'limits.yaml':
      'apiVersion: v1\nkind: LimitRange\nmetadata: { name: r }\nspec: { limits: [{ type: Container, defaultRequest: { cpu: 1500m } }] }\n',
    'settled/web.taskdef.json': task(512),
    'settled/.bayplan.json': '{ "clusterModel": "../prod.cluster.json" }',
  })
  process.chdir(folder.path)
})

after(() => process.chdir(home))

test('what finds a place is success, and the report says where', async () => {
  const { code, out, err } = await bayplan(['place', 'web.taskdef.json', '--cluster', 'prod.cluster.json', '--count', '3'])
  assert.deepEqual([code, err], [0, ''])
  assert.match(out, /^web: ECS task definition, EC2, 3 tasks on two/)
})

test('what finds no place is 1, and the report says why', async () => {
  const { code, out } = await bayplan(['place', 'big.taskdef.json', '--cluster', 'prod.cluster.json'])
  assert.equal(code, 1)
  assert.match(out, /memory/)
})

test('json is the report as the preview shows it', async () => {
  const { code, out } = await bayplan(['place', 'web.taskdef.json', '--cluster', 'prod.cluster.json', '--count', '2', '--format', 'json'])
  const report = JSON.parse(out)
  assert.equal(code, 0)
  assert.equal(report.version, 1)
  assert.deepEqual([report.cluster.source, report.workloads[0].asked, report.workloads[0].placed], ['file', 2, 2])
})

test('a manifest on a model of an EKS cluster', async () => {
  const { code, out } = await bayplan(['place', 'web.yaml', '--cluster', 'shop.cluster.yaml'])
  assert.equal(code, 1)
  assert.match(out, /^web: Deployment, 5 pods on shop · Kubernetes · 2 nodes\n/)
  assert.match(out, /\n4 of 5 pods fit\. The fifth is short of cpu by 170m\.\n/)
  assert.match(out, /\nScheduler: 0\/2 nodes are available: 2 Insufficient cpu\. no new claims to deallocate, preemption: /)
  assert.match(out, /\+1 m6i\.large in eu-west-1a +5 of 5 fit +\+\$0\.\d+ per hour\n/)
})

test('objects of other files count for the pods', async () => {
  const { code, out } = await bayplan(['place', 'limits.yaml', 'silent.yaml', '--cluster', 'shop.cluster.yaml', '--format', 'json'])
  assert.equal(code, 1)
  assert.deepEqual(
    JSON.parse(out).workloads.map(({ name, placed }: { name: string; placed: number }) => [name, placed]),
    [['web', 2]],
  )
  const alone = await bayplan(['place', 'limits.yaml', '--cluster', 'shop.cluster.yaml'])
  assert.deepEqual([alone.code, alone.err], [2, 'bayplan place: This document asks for nothing that runs on a cluster.\n'])
})

test('a manifest and a cluster of ECS do not go together', async () => {
  const { code, err } = await bayplan(['place', 'web.yaml', '--cluster', 'prod.cluster.json'])
  assert.deepEqual([code, err], [2, 'bayplan place: This document asks for Kubernetes pods; the cluster model describes an ECS cluster.\n'])
})

test('several definitions are placed together, one after the other', async () => {
  const { code, out } = await bayplan([
    'place',
    'web.taskdef.json',
    'big.taskdef.json',
    '--cluster',
    'prod.cluster.json',
    '--format',
    'json',
  ])
  assert.equal(code, 1)
  assert.deepEqual(
    JSON.parse(out).workloads.map(({ placed }: { placed: number }) => placed),
    [1, 0],
  )
})

test('the settings file names the cluster where the command line does not', async () => {
  const { code, out } = await bayplan(['place', 'settled/web.taskdef.json'])
  assert.equal(code, 0)
  assert.match(out, / on two/)
})

test('what cannot be placed at all ends with 2 and one sentence', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['place'], /^bayplan place: nothing to place; name a definition\n$/],
    [['place', 'web.taskdef.json'], /^bayplan place: which cluster; give --cluster MODEL or set clusterModel in \.bayplan\.json\n$/],
    [['place', 'web.taskdef.json', '--cluster', 'no.json'], /^bayplan place: cannot read the cluster model no\.json: .*\n$/],
    [['place', 'web.taskdef.json', '--cluster', 'broken.cluster.json'], /^bayplan place: The cluster model cannot be used: line 1: .*\n$/],
    [['place', 'empty.taskdef.json', '--cluster', 'prod.cluster.json'], /^bayplan place: .*\n$/],
    [
      ['place', 'web.taskdef.json', '--cluster', 'prod.cluster.json', '--count', '0'],
      /--count is a whole number from 1 to 100000, not "0"\n$/,
    ],
    [['place', 'web.taskdef.json', '--cluster', 'prod.cluster.json', '--count', '1e3'], /not "1e3"\n$/],
  ]
  for (const [args, expected] of cases) {
    const { code, out, err } = await bayplan(args)
    assert.deepEqual([code, out], [2, ''], args.join(' '))
    assert.match(err, expected)
  }
})
