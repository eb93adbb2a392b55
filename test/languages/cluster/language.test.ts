import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bayplanCluster } from '../../../server/src/languages/cluster/index.ts'
import { readCluster } from '../../../server/src/languages/cluster/read.ts'
import { clusterRules } from '../../../server/src/languages/cluster/rules/index.ts'
import { languageOf } from '../../../server/src/languages/index.ts'
import { accept, labels } from '../../support/accept.ts'
import { checkExamples } from '../../support/check-rule.ts'

for (const rule of clusterRules) test(`examples of ${rule.id}`, () => checkExamples(rule, readCluster))

test('cluster models are known by their names, and go before other languages', () => {
  for (const name of ['prod.cluster.yaml', 'a/b/prod.cluster.yml', 'PROD.CLUSTER.JSON']) {
    assert.equal(languageOf(name, '{"containerDefinitions": []}')?.id, 'bayplan-cluster')
  }
  assert.notEqual(languageOf('cluster.yaml', 'version: 1\nkind: ecs')?.id, 'bayplan-cluster')
})

test('findings carry the field', () => {
  const [finding] = bayplanCluster
    .read('version: 1\nname: x\nkind: ecs\ngroups:\n  - name: a\n    count: many\n    instanceType: m5.large\n')
    .check({})
  assert.equal(finding?.path, 'groups[0].count')
  assert.equal(finding?.code, 'cluster-model')
})

/** The first lines of the hover at the cursor. */
function hover(drawn: string): string | undefined {
  const offset = drawn.indexOf('<|>')
  return bayplanCluster.read(drawn.replace('<|>', '')).hover(offset)?.markdown
}

test('hovers: keys by the schema, instance types by what they offer', () => {
  assert.match(hover('kind: ecs\ngroups:\n  - na<|>me: a\n') ?? '', /Begins the names of its instances\./)
  assert.match(hover('kind: eks\ngroups:\n  - ma<|>xPods: 5\n') ?? '', /Most pods on a node/)
  assert.match(hover('kind: ecs\ngroups:\n  - count: { <|>a: 5 }\n') ?? '', /How many, spread evenly/)
  assert.match(hover('kind: ecs\nworkloads:\n  - on: [gen<|>eral-a-1]\n') ?? '', /Names of the instances they run on/)
  assert.equal(
    hover('kind: ecs\ngroups:\n  - instanceType: m6i.<|>large\n'),
    '**m6i.large**\n\n- 2 vCPU, 8 GiB, x86_64\n- 2 awsvpc tasks, 10 with trunking; 29 pods on EKS\n- $0.096 per hour on demand in us-east-1',
  )
  assert.equal(hover('kind: ecs\nunknown: <|>1\n'), undefined)
  assert.equal(hover('<|>'), undefined)
})

test('outline: groups, workloads and overrides by their names', () => {
  const [cluster] = bayplanCluster
    .read(
      'version: 1\nname: prod\nkind: ecs\ngroups:\n  - name: general\n    instanceType: m5.large\n  - {}\nworkloads: [{name: web}]\noverrides: {general-a-1: {}}\n',
    )
    .outline()
  assert.deepEqual(
    [cluster?.name, cluster?.detail, cluster?.children.map(({ name, detail }) => `${name} (${detail})`)],
    ['prod', 'ecs', ['general (m5.large)', 'group (group)', 'web (workload)', 'general-a-1 (override)']],
  )
  assert.deepEqual(bayplanCluster.read('').outline(), [])
})

test('everything can be asked at every offset of every prefix', () => {
  const text =
    'version: 1\nname: prod\nkind: ecs\nzones: [a]\ngroups:\n  - name: g\n    count: { a: 1 }\n    instanceType: m6i.large\noverrides:\n  g-a-1: {}\n'
  for (let end = 0; end <= text.length; end += 5) {
    const reading = bayplanCluster.read(text.slice(0, end))
    reading.check({})
    reading.outline()
    reading.folds()
    for (let at = 0; at <= end; at += 3) {
      reading.hover(at)
      reading.selections(at)
      reading.complete(at)
    }
  }
})

const accepts = (drawn: string, label: string) => accept(bayplanCluster.read, drawn, label)
const offers = (drawn: string) => labels(bayplanCluster.read, drawn)

test('keys of a file, of a group and of a workload, without those that are there', () => {
  assert.equal(accepts('version: 1\nname: x\nkind: ecs\nre<|>\n', 'region'), 'version: 1\nname: x\nkind: ecs\nregion: <|>eu-west-1\n')
  assert.equal(accepts('kind: ecs\n<|>', 'groups'), 'kind: ecs\ngroups:\n  - name: <|>')
  assert.equal(accepts('kind: ecs\ngroups:\n  - <|>\n', 'name'), 'kind: ecs\ngroups:\n  - name: <|>\n')
  assert.equal(
    accepts('kind: ecs\ngroups:\n  - name: a\n    cap<|>\n', 'capacity'),
    'kind: ecs\ngroups:\n  - name: a\n    capacity:\n      <|>\n',
  )
  assert.equal(accepts('kind: ecs\nworkloads:\n- name: a\n  <|>\n', 'on'), 'kind: ecs\nworkloads:\n- name: a\n  on:\n  - <|>\n')
  const beside = offers('kind: ecs\ngroups:\n  - name: a\n    <|>\n    count: 2\n  - os: linux\n')
  assert.ok(beside.includes('os') && beside.includes('instanceType') && !beside.includes('name') && !beside.includes('count'))
  assert.deepEqual(offers('version: 1\n<|>\nname: x\n').slice(0, 1), ['kind'])
})

test('the kind decides which keys there are', () => {
  assert.ok(offers('kind: eks\ngroups:\n  - <|>').includes('taints'))
  assert.ok(!offers('kind: ecs\ngroups:\n  - <|>').includes('taints'))
})

test('values: words of the schema, instance types, names in the file', () => {
  assert.deepEqual(offers('kind: <|>'), ['ecs', 'kubernetes', 'eks'])
  assert.equal(accepts('kind: ecs\ngroups:\n  - status: DR<|>\n', 'DRAINING'), 'kind: ecs\ngroups:\n  - status: DRAINING<|>\n')
  assert.equal(
    accepts('kind: ecs\ngroups:\n  - instanceType: m6i.<|>\n', 'm6i.large'),
    'kind: ecs\ngroups:\n  - instanceType: m6i.large<|>\n',
  )
  const file =
    'kind: ecs\nzones: [a, b]\ncapacityProviders: [od]\ngroups:\n  - name: g\n    count: 3\n  - name: h\n    count: { b: 1 }\n    '
  assert.deepEqual(offers(`${file}capacityProvider: <|>`), ['od'])
  assert.deepEqual(offers(`${file}count:\n      <|>`), ['a', 'b'])
  assert.deepEqual(offers(`${file}os: linux\nworkloads:\n  - on:\n      - <|>`), ['g-a-1', 'g-a-2', 'g-b-1', 'h-b-1'])
  assert.deepEqual(offers(`${file}os: linux\noverrides:\n  g-a-1: {}\n  <|>`), ['g-a-2', 'g-b-1', 'h-b-1'])
})

test('in quotes and brackets, but not in comments', () => {
  for (const drawn of ['# <|>', 'kind: ecs # x<|>']) assert.deepEqual(offers(drawn), [], drawn)
  assert.equal(accepts('kind: "<|>"', 'eks'), 'kind: "eks"<|>')
  assert.equal(accepts('kind: ecs\nzones: [a]\nfargate: { <|> }', 'zones'), 'kind: ecs\nzones: [a]\nfargate: { zones: [<|>] }')
  assert.equal(
    accepts('kind: ecs\nzones: [a, b]\nfargate: { zones: [a, <|>] }', 'b'),
    'kind: ecs\nzones: [a, b]\nfargate: { zones: [a, b<|>] }',
  )
})

test('the same in JSON', () => {
  assert.ok(offers('{"kind": "ecs", <|>}').includes('groups'))
  assert.equal(accepts('{"kind": "<|>"}', 'eks'), '{"kind": "eks"<|>}')
})
