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

const home = process.cwd()

before(() => {
  const folder = temporaryFolder({
    'web.taskdef.json': task(512),
    'big.taskdef.json': task(200_000),
    'empty.taskdef.json': '{}',
    'prod.cluster.json': cluster,
    'broken.cluster.json': '{ "version": 1 ',
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
