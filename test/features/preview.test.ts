import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { preview } from '../../server/src/features/preview.ts'
import { bayplanCluster } from '../../server/src/languages/cluster/index.ts'
import { ecsTaskDefinition } from '../../server/src/languages/ecs/index.ts'
import { serviceWorkload } from '../../server/src/languages/ecs/service-workloads.ts'
import { kubernetes } from '../../server/src/languages/kubernetes/index.ts'
import type { PlacementReport } from '../../server/src/placement/report.ts'
import type { Workload } from '../../server/src/placement/workload.ts'
import { readJson } from '../../server/src/syntax/json.ts'
import { apply } from '../../server/src/text/edit.ts'

const definition = `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "cpu": 512,
      "memoryReservation": 1024,
      "portMappings": [{ "containerPort": 80, "hostPort": 80 }]
    }
  ]
}`

const model = `version: 1
name: prod
kind: ecs
region: eu-west-1
zones: [a, b]
groups:
  - name: general
    capacity: { cpu: 2, memory: 4096, networkInterfaces: 2 }
    count: 2
workloads:
  - { name: db, cpu: 256, memory: 3200, on: [general-b-1] }
`

const reading = (text: string) => ecsTaskDefinition.read(text)
const only = (...workloads: readonly Workload[]) => ({ workloads: () => workloads })

function report(...[document, cluster, count]: Parameters<typeof preview>): PlacementReport {
  const answer = preview(document, cluster, count)
  assert.ok(answer.kind === 'report', JSON.stringify(answer))
  return answer.report
}

function why(...[document, cluster, count]: Parameters<typeof preview>): string {
  const answer = preview(document, cluster, count)
  assert.ok(answer.kind === 'nothing')
  return answer.why
}

test('a definition on a cluster model: the verdict leads to the line', () => {
  const { workloads, cluster } = report(reading(definition), model, 2)
  assert.equal(cluster.label, 'prod · ECS · 2 instances')
  assert.equal(workloads[0]?.verdict.sentence, '1 of 2 tasks fits. The second is short of memory by 128 MiB.')
  assert.equal(workloads[0]?.verdict.source?.line, 8)
  assert.equal(workloads[0]?.verdict.source?.path, 'containerDefinitions[0].memoryReservation')
})

test('applying the advice makes the second task fit', () => {
  const help = report(reading(definition), model, 2).workloads[0]?.reasons.find(({ what }) => what === 'memory')?.help
  assert.equal(help?.title, 'lower memoryReservation to 896')
  assert.ok(help?.edit)
  const edited = apply(definition, [help.edit])
  assert.equal(edited, definition.replace('1024', '896'))
  assert.equal(report(reading(edited), model, 2).workloads[0]?.verdict.sentence, 'All 2 tasks fit.')
})

test('without a model the built-in example is taken, without a count one task', () => {
  const { cluster, workloads } = report(reading(definition), undefined, undefined)
  assert.deepEqual([cluster.source, cluster.name, workloads[0]?.asked], ['example', 'example', 1])
})

test('the example shows what fits and what does not, for three different reasons', () => {
  const { workloads } = report(reading(readFileSync('test/sample/web.task-definition.json', 'utf8')), undefined, undefined)
  assert.equal(workloads[0]?.verdict.kind, 'fits')
  const reasons = workloads[0]?.reasons.map(({ what }) => what) ?? []
  for (const what of ['memory', 'CPU', 'status']) assert.ok(reasons.includes(what), what)
})

test('why there is no picture', () => {
  assert.equal(why(reading('{}'), model, 1), 'This document asks for nothing that runs on a cluster.')
  assert.equal(why(bayplanCluster.read(model), model, 1), 'This document asks for nothing that runs on a cluster.')
  assert.equal(
    why(reading(definition), 'version: 1\nname: x\nkind: ecs\ngroups: 7\n', 1),
    'The cluster model cannot be used: line 4: expected a list.',
  )
  assert.equal(
    why(reading(definition), '', 1),
    'The cluster model cannot be used: line 1: the file is empty; it needs version, name and kind.',
  )
  assert.equal(why(reading(definition), '{"version": 1', 1), 'The cluster model cannot be used: line 1: expected } to close this.')
  assert.equal(
    why(reading(definition), 'version: 1\nname: x\nkind: eks\n', 1),
    'This document asks for ECS tasks; the cluster model describes a Kubernetes cluster.',
  )
})

test('while the document is half typed there is no picture, but a reason', () => {
  assert.deepEqual(preview(reading(definition.replace('512,', '512')), model, 1), { kind: 'broken', why: 'Line 7: expected a comma.' })
  assert.deepEqual(preview(reading(definition.slice(0, 40)), model, 1).kind, 'broken')
  assert.equal(preview(reading(`// a comment\n${definition}`), model, 1).kind, 'report')
})

function service(text: string) {
  const { root } = readJson(text)
  assert.ok(root?.kind === 'map')
  return serviceWorkload(text, root)
}

test('a service is placed with its task definition, as often and in the order it says', () => {
  const tasks = reading(definition).workloads()
  const web = service(
    '{"serviceName": "site", "taskDefinition": "web:7", "desiredCount": 2, "placementStrategy": [{"type": "binpack", "field": "memory"}]}',
  )
  const { workloads } = report(only(web, ...tasks), undefined, undefined)
  assert.deepEqual(
    workloads.map(({ name, asked, strategy, kind }) => [name, asked, strategy, kind]),
    [['web', 2, 'binpack(memory)', 'ECS service, EC2']],
  )
  assert.match(
    why(only(web), undefined, undefined),
    /^The service site runs the task definition web; it can be placed together with that file\.$/,
  )
  assert.match(why(only(service('{"taskDefinition": "${TD}"}')), undefined, undefined), /runs a task definition that is not known yet/)
  assert.equal(report(only(service('{"taskDefinition": "${TD}"}'), ...tasks), undefined, 5).workloads[0]?.asked, 5)
})

const described = JSON.stringify({
  containerInstances: [
    {
      containerInstanceArn: 'arn:aws:ecs:eu-west-1:123456789012:container-instance/prod-eu/abc',
      ec2InstanceId: 'i-0a1f',
      capacityProviderName: 'general',
      status: 'ACTIVE',
      agentConnected: true,
      runningTasksCount: 3,
      pendingTasksCount: 0,
      versionInfo: { agentVersion: '1.90.0' },
      registeredResources: [
        { name: 'CPU', type: 'INTEGER', integerValue: 2048 },
        { name: 'MEMORY', type: 'INTEGER', integerValue: 7764 },
        { name: 'PORTS', type: 'STRINGSET', stringSetValue: ['22', '2375', '2376', '51678', '51679'] },
        { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
      ],
      remainingResources: [
        { name: 'CPU', type: 'INTEGER', integerValue: 1000 },
        { name: 'MEMORY', type: 'INTEGER', integerValue: 1000 },
        { name: 'PORTS', type: 'STRINGSET', stringSetValue: ['22', '2375', '2376', '51678', '51679', '80'] },
        { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: ['53'] },
      ],
      attributes: [
        { name: 'ecs.availability-zone', value: 'eu-west-1a' },
        { name: 'ecs.instance-type', value: 'm6i.large' },
        { name: 'ecs.os-type', value: 'linux' },
      ],
    },
  ],
  failures: [],
})

test('what describe-container-instances prints is a cluster too', () => {
  const { cluster, nodes, workloads, totals, fidelity } = report(reading(definition), described, 1)
  assert.equal(cluster.label, 'prod-eu · ECS · 1 instance')
  assert.deepEqual(
    nodes.map(({ name, zone, type, resources }) => [name, zone, type, ...resources.map(({ running, free }) => `${running}/${free}`)]),
    [['i-0a1f', 'eu-west-1a', 'm6i.large', '1048/1000', '6764/1000']],
  )
  assert.equal(
    workloads[0]?.verdict.sentence,
    'The task does not fit. It is short of memory by 24 MiB and finds host port 80 taken by a running task.',
  )
  assert.equal(totals.costPerHourUsd, 0.096)
  assert.ok(fidelity.some((line) => line.startsWith('tasks that already run on an instance are taken to be of equal size')))
})

test('with the tasks and the cluster in the same file, their groups and its capacity providers are known', () => {
  const full = {
    ...JSON.parse(described),
    tasks: [
      {
        containerInstanceArn: 'arn:aws:ecs:eu-west-1:123456789012:container-instance/prod-eu/abc',
        taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:3',
        group: 'service:web',
        cpu: '512',
        memory: '1024',
        attachments: [{ type: 'ElasticNetworkInterface' }],
      },
    ],
    clusters: [
      {
        clusterName: 'prod',
        capacityProviders: ['general', 'FARGATE'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'general', weight: 1 }],
      },
    ],
  }
  const distinct = service(
    '{"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "placementConstraints": [{"type": "distinctInstance"}]}',
  )
  const { cluster, nodes, workloads } = report(only(distinct, ...reading(definition).workloads()), JSON.stringify(full), undefined)
  assert.equal(cluster.name, 'prod')
  assert.deepEqual(
    nodes[0]?.resources.map(({ running }) => running),
    [1048, 6764],
  )
  assert.ok(workloads[0]?.reasons.some(({ what }) => what === 'distinctInstance'))
})

test('no prefix of a dump or a model throws', () => {
  for (const text of [described, model]) for (let end = 0; end < text.length; end += 9) preview(reading(definition), text.slice(0, end), 1)
  for (let end = 0; end < definition.length; end += 3) preview(reading(definition.slice(0, end)), model, 3)
  for (const odd of ['{"items": []}', '{"items": [1], "kind": "List"}', '{"containerInstances": [null, 3, {}]}'])
    preview(reading(definition), odd, 1)
})

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          resources:
            requests:
              cpu: 800m
              memory: 3Gi
`

const kubernetesModel = `version: 1
name: shop
kind: kubernetes
zones: [a]
groups:
  - { name: general, capacity: { cpu: 2, memory: 8Gi }, count: 1 }
`

test('a manifest on a cluster model: the verdict leads to the line, and applying the advice makes the pod fit', () => {
  const { workloads, cluster } = report(kubernetes.read(manifest), kubernetesModel, undefined)
  assert.equal(cluster.label, 'shop · Kubernetes · 1 node')
  const [web] = workloads
  assert.equal(web?.verdict.sentence, '2 of 3 pods fit. The third is short of cpu by 400m and memory by 1,024 MiB.')
  assert.equal(web?.verdict.source?.line, 15)
  const edits = web?.reasons.flatMap(({ help }) => (help?.edit ? [help.edit] : [])) ?? []
  const edited = apply(manifest, edits)
  assert.equal(edited, manifest.replace('800m', '400m').replace('3Gi', '2Gi'))
  assert.equal(report(kubernetes.read(edited), kubernetesModel, undefined).workloads[0]?.verdict.sentence, 'All 3 pods fit.')
})

test('the built-in example for pods: two groups and one with GPUs in three zones, daemons, what runs', () => {
  const { cluster, nodes, workloads } = report(kubernetes.read(manifest), undefined, 1)
  assert.deepEqual([cluster.source, cluster.name, workloads[0]?.asked], ['example', 'example', 1])
  assert.equal(new Set(nodes.map(({ zone }) => zone)).size, 3)
  assert.deepEqual([...new Set(nodes.map(({ group }) => group))].sort(), ['general', 'gpu', 'memory'])
  const reasons = nodes.flatMap(({ refusals }) => refusals.map(({ what }) => what))
  for (const what of ['taint nvidia.com/gpu=true:NoSchedule', 'cpu', 'scheduling']) assert.ok(reasons.includes(what), what)
})

test('a manifest that is no YAML at the moment is broken, not placed otherwise', () => {
  const answer = preview(kubernetes.read(manifest.replace('name: web', 'name: [web')), kubernetesModel, undefined)
  assert.equal(answer.kind, 'broken')
})

test('the advice to tolerate a taint writes the toleration where it belongs', () => {
  const tainted = kubernetesModel.replace('count: 1', 'count: 1, taints: ["gpu=true:NoSchedule"]')
  const helped = (text: string) => {
    const help = report(kubernetes.read(text), tainted, 1).workloads[0]?.reasons[0]?.help
    assert.equal(help?.title, 'tolerate gpu=true:NoSchedule')
    assert.ok(help?.edit)
    const edited = apply(text, [help.edit])
    assert.equal(report(kubernetes.read(edited), tainted, 1).workloads[0]?.placed, 1, edited)
    return edited
  }
  const toleration = ['key: gpu', 'operator: Equal', 'value: "true"', 'effect: NoSchedule']
  const lines = toleration.map((line, i) => `${i === 0 ? '        - ' : '          '}${line}\n`).join('')
  assert.equal(helped(manifest), `${manifest}      tolerations:\n${lines}`)
  const one = `${manifest}      tolerations:\n        - key: other\n          operator: Exists\n`
  assert.equal(helped(one), `${one}${lines}`)
  const json = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b"}]}}'
  assert.match(helped(json), /"tolerations": ?\[\{"key": ?"gpu", ?"operator": ?"Equal", ?"value": ?"true", ?"effect": ?"NoSchedule"\}\]/)
})
