import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readCluster } from '../../../server/src/languages/cluster/read.ts'
import { ecsClusterOf } from '../../../server/src/placement/cluster/ecs.ts'
import { exampleCluster } from '../../../server/src/placement/cluster/example.ts'
import { withCarets, withoutCarets } from '../../support/carets.ts'

/** Reads a drawn model and compares what it says with what is drawn. */
function check(drawn: string): void {
  const text = withoutCarets(drawn)
  const { syntax, problems, model } = readCluster(text)
  assert.equal(withCarets(text, [...syntax, ...problems]), drawn)
  assert.equal(model === undefined, syntax.length + problems.length > 0)
}

const head = 'version: 1\nname: prod\nkind: ecs\n'

test('the smallest model', () => check(head))

test('the built-in example is right', () => check(exampleCluster('ecs')))

test('JSON is read as well as YAML', () =>
  check(`{
  "version": 1, "name": "prod", "kind": "ecs",
  "groups": [{ "name": "general", "instanceType": "m6i.large", "count": 0.5 }]
                                                                        ^^^ expected a whole number from 0 to 5000
}`))

test('what every file needs', () =>
  check(`name: prod
^ kind is missing
^ version is missing
`))

test('an empty file', () => assert.deepEqual(readCluster('').problems[0]?.message, 'the file is empty; it needs version, name and kind'))

test('a kind that does not exist says nothing about the rest', () =>
  check(`version: 1
name: prod
kind: ecx
      ^^^ "ecx" is not known here; did you mean ecs
labels: {}
`))

test('a version of the future', () =>
  check(`version: 2
         ^ version 2 is not known; this is version 1
name: prod
kind: ecs
`))

test('keys that are not known, with the nearest', () =>
  check(`version: 1
name: prod
kind: ecs
group: []
^^^^^ "group" is not a key here; did you mean groups
groups:
  - name: general
    instanceTyp: m6i.large
    ^^^^^^^^^^^ "instanceTyp" is not a key here; did you mean instanceType
    capacity: { cpu: 2, memory: 8GiB, floppyDisks: 1 }
                                      ^^^^^^^^^^^ "floppyDisks" is not a key here; known are cpu, memory, gpus, networkInterfaces, architecture
`))

test('instance types, with the nearest', () =>
  check(`version: 1
name: prod
kind: ecs
groups:
  - name: general
    instanceType: m6i.lage
                  ^^^^^^^^ "m6i.lage" is not an instance type that Bayplan knows; did you mean m6i.large
  - name: other
    instanceType: mainframe
                  ^^^^^^^^^ "mainframe" is not an instance type that Bayplan knows; use capacity to say what it offers
  - name: third
          ^^^^^ instanceType is missing, and capacity does not say memory
    capacity:
      cpu: 2
`))

test('names that lead nowhere', () =>
  check(`version: 1
name: prod
kind: ecs
zones: [a, b]
groups:
  - name: general
    instanceType: m6i.large
    count: { a: 1, c: 1 }
                   ^ "c" is not a zone of this cluster; did you mean a
  - name: general
          ^^^^^^^ another group is named "general" too
    instanceType: m6i.large
workloads:
  - name: web
    on: [general-a-1, generel-a-1, nowhere]
                      ^^^^^^^^^^^ "generel-a-1" is not a machine of any group; did you mean general-a-1
                                   ^^^^^^^ "nowhere" is not a machine of any group
overrides:
  general-a-7:
  ^^^^^^^^^^^ "general-a-7" is not a machine of any group; did you mean general-a-1
    status: DRAINING
capacityProviders: [FARGATE]
fargate:
  zones: [a, eu]
             ^^ "eu" is not a zone of this cluster
defaultCapacityProviderStrategy:
  - capacityProvider: FARGATE_SPOT
                      ^^^^^^^^^^^^ "FARGATE_SPOT" is not one of capacityProviders
    weight: 1
`))

test('values of the wrong form', () =>
  check(`version: 1
name: two words
      ^^^^^^^^^ a name has letters, digits, ".", "_" and "-" only, at most 128
kind: ecs
zones: []
       ^^ at least one zone is needed
groups:
  - name: general
    capacity: { cpu: -2, memory: lots, networkInterfaces: many }
                     ^^ expected a number from 0 on
                                 ^^^^ expected an amount such as 512MiB or 16GiB
                                                          ^^^^ expected a whole number from 0 on
    agentConnected: maybe
                    ^^^^^ expected true or false
    status: DRAINED
            ^^^^^^^ "DRAINED" is none of ACTIVE, DRAINING, REGISTERING, DEREGISTERING, REGISTRATION_FAILED, INACTIVE
    attributes: [stack]
                ^ expected a map
workloads:
  - name: web
    cpu: half
         ^^^^ expected an amount such as 256 or 0.25 vCPU
    hostPorts: [80, 53/udp, 70000, http]
                            ^^^^^ expected a port such as 80 or 53/udp
                                   ^^^^ expected a port such as 80 or 53/udp
    on: general-a-1
        ^^^^^^^^^^^ expected a list
`))

test('keys of the other kind are not keys', () =>
  check(`version: 1
name: prod
kind: eks
groups:
  - name: general
    instanceType: m6i.large
    taints: ["dedicated=web:NoSchedule", "dedicated:Never"]
                                         ^^^^^^^^^^^^^^^^^ expected a taint such as dedicated=web:NoSchedule
    trunking: true
    ^^^^^^^^ "trunking" is not a key here; known are name, instanceType, count, max, capacityType, usdPerHour, os, capacity, architecture, labels, taints, maxPods, reserved, cordoned
    labels: { team: web, tier: 1 }
workloads:
  - name: web
    requests: { cpu: 500m, memory: 1 GB }
                                   ^^^^ expected a quantity such as 500m, 2 or 512Mi
`))

test('one cluster per file', () =>
  check(`version: 1
name: prod
kind: ecs
---
^^^ a cluster model is one document; this begins another
version: 1
`))

test('broken YAML is an error, not a crash', () => assert.ok(readCluster('version: [1\nname: {').syntax.length > 0))

test('no prefix of the example throws, in JSON or as YAML', () => {
  const text = exampleCluster('ecs')
  for (let end = 0; end < text.length; end += 7) readCluster(text.slice(0, end))
  const yaml = readFileSync(new URL('./prod.cluster.yaml', import.meta.url), 'utf8')
  for (let end = 0; end < yaml.length; end += 3) readCluster(yaml.slice(0, end))
})

test('a full model becomes instances', () => {
  const { model } = readCluster(readFileSync(new URL('./prod.cluster.yaml', import.meta.url), 'utf8'))
  assert.ok(model?.kind === 'ecs')
  const { instances, fargate, defaultStrategy } = ecsClusterOf(model, 'file')
  const rows = instances.map(
    ({ name, zone, type, cpuUnits, memoryMiB, hardwareMemoryMiB, taskInterfaces, gpus, status, usdPerHour, running }) =>
      [
        name,
        zone,
        type,
        cpuUnits,
        memoryMiB,
        hardwareMemoryMiB,
        taskInterfaces,
        gpus,
        status,
        usdPerHour,
        running.map((one) => `${one.name}x${one.count}`).join(),
      ].join(' '),
  )
  assert.deepEqual(rows, [
    'general-a-1 eu-west-1a m6i.large 2048 7585 8192 10 0 ACTIVE 0.096 proxyx1,webx1',
    'general-a-2 eu-west-1a m6i.large 2048 7585 8192 10 0 DRAINING 0.096 ',
    'spot-a-1 eu-west-1a c7g.xlarge 4096 7777 8192 3 0 ACTIVE 0.0435 webx1',
    'metal-eu-west-1b-1 eu-west-1b custom 8192 30000 30000 4 2 ACTIVE  webx1',
  ])
  assert.deepEqual(fargate, { zones: ['eu-west-1a'] })
  assert.deepEqual(defaultStrategy, [{ name: 'general', base: 2, weight: 1 }])
})

test('attributes that an instance has by itself, and those a model adds or takes', () => {
  const { model } = readCluster(readFileSync(new URL('./prod.cluster.yaml', import.meta.url), 'utf8'))
  assert.ok(model?.kind === 'ecs')
  const [first, , spot] = ecsClusterOf(model, 'file').instances
  const shown = [
    'ecs.availability-zone',
    'ecs.instance-type',
    'ecs.os-type',
    'ecs.cpu-architecture',
    'ecs.ami-id',
    'ecs.capability.efs',
    'stack',
    'rack',
  ]
  assert.deepEqual(
    shown.map((name) => first?.attributes.get(name)),
    ['eu-west-1a', 'm6i.large', 'linux', 'x86_64', undefined, undefined, 'prod', '1.10'],
  )
  assert.ok(first?.attributes.has('ecs.capability.task-eni-trunking'))
  assert.equal(spot?.attributes.get('ecs.cpu-architecture'), 'arm64')
  assert.ok(spot?.attributes.has('ecs.capability.efs'))
})

test('the schema and the reader know the same keys', () => {
  const schema = JSON.parse(readFileSync('schemas/cluster.schema.json', 'utf8'))
  const known = (kind: string, inside: (unknown: string) => string) => {
    const text = `version: 1\nname: x\nkind: ${kind}\n${inside('zzzzzzzzzz: 1')}`
    const message = readCluster(text).problems.find(({ message }) => message.includes('zzzzzzzzzz'))?.message ?? ''
    return message
      .replace(/^.*known are /, '')
      .split(', ')
      .sort()
  }
  const places: readonly (readonly [string, string, (unknown: string) => string])[] = [
    ['ecsCluster', 'ecs', (key) => key],
    ['kubernetesCluster', 'kubernetes', (key) => key],
    ['ecsGroup', 'ecs', (key) => `groups: [{${key}}]`],
    ['kubernetesGroup', 'eks', (key) => `groups: [{${key}}]`],
    ['ecsCapacity', 'ecs', (key) => `groups: [{capacity: {${key}}}]`],
    ['ecsWorkload', 'ecs', (key) => `workloads: [{${key}}]`],
    ['kubernetesWorkload', 'eks', (key) => `workloads: [{${key}}]`],
    ['daemonSet', 'eks', (key) => `daemonSets: [{${key}}]`],
    ['ecsOverride', 'ecs', (key) => `overrides: {x: {${key}}}`],
    ['kubernetesOverride', 'eks', (key) => `overrides: {x: {${key}}}`],
    ['providerShare', 'ecs', (key) => `defaultCapacityProviderStrategy: [{${key}}]`],
  ]
  for (const [definition, kind, inside] of places) {
    assert.deepEqual(known(kind, inside), Object.keys(schema.definitions[definition].properties).sort(), definition)
  }
})
