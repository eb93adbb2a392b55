import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { readServiceDefinition } from '../../../server/src/languages/ecs/service/document.ts'
import { ecsServiceDefinition } from '../../../server/src/languages/ecs/service/index.ts'
import { serviceRules } from '../../../server/src/languages/ecs/service/rules/index.ts'
import { languageOf } from '../../../server/src/languages/index.ts'
import { accept, accepted, labels, offered } from '../../support/accept.ts'
import { checkDrawn } from '../../support/carets.ts'
import { checkExamples } from '../../support/check-rule.ts'

const folder = new URL('../../../server/src/languages/ecs/service/rules/', import.meta.url)

/** What the examples have beside them. */
const task = `{
  "family": "web",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "name": "http", "containerPort": 8080 }] }
  ],
  "volumes": [{ "name": "data" }]
}`

for (const rule of serviceRules) {
  test(`examples of ${rule.id}`, () => checkExamples(rule, (text) => readServiceDefinition(text, { taskDefinitions: [task] })))
}

test('the good examples of every rule are free of errors of all others', () => {
  for (const { id, examples } of serviceRules) {
    for (const good of examples.good) {
      const errors = ecsServiceDefinition
        .read(good)
        .check({})
        .filter(({ severity }) => severity === 'error')
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
        `${id}\n${good}`,
      )
    }
  }
})

test('a rule lives in the file of its name, and every file is in the list', () => {
  const ids = serviceRules.map(({ id }) => id)
  assert.deepEqual(ids, [...ids].sort())
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  assert.deepEqual(files.sort(), ids.map((id) => `${id}.ts`).sort())
  for (const id of ids) assert.ok(existsSync(new URL(`${id}.ts`, folder)))
})

const read = ecsServiceDefinition.read

/** What is said about a whole document, schema and rules together. */
const check = (drawn: string) => checkDrawn(drawn, (text) => read(text).check({}))

test('types, unknown keys and what DescribeServices prints beside', () => {
  check(`{
  "serviceName": "web",
  "taskDefinition": "web",
  "desiredCount": "2",
                  ^^^ desiredCount is the string "2"; expected an integer
  "lauchType": "FARGATE",
  ^^^^^^^^^^^ Service has no key "lauchType"; did you mean launchType
  "runningCount": 2,
  ^^^^^^^^^^^^^^ "runningCount" is given by the service; the AWS CLI refuses it in a definition
  "schedulingStrategy": "Daemon"
                        ^^^^^^^^ schedulingStrategy is the string "Daemon"; expected DAEMON or REPLICA
}`)
})

test('a file of a tool that keeps name and task definition elsewhere has no finding', () => {
  check('{ "desiredCount": 2, "launchType": "FARGATE" }')
})

test('keys, values and whole documents are offered; what the launch type refuses comes last', () => {
  assert.deepEqual(labels(read, '<|>').slice(0, 4), ['{}', 'EC2 service', 'Fargate service', 'daemon'])
  const keys = labels(read, '{ "serviceName": "web", "launchType": "FARGATE", <|> }')
  assert.ok(keys.includes('desiredCount') && !keys.includes('launchType') && !keys.includes('serviceArn'))
  assert.ok(keys.indexOf('networkConfiguration') < keys.indexOf('placementStrategy'))
  assert.deepEqual(labels(read, '{ "schedulingStrategy": "<|>" }'), ['DAEMON', 'REPLICA'])
  assert.deepEqual(labels(read, '{ "placementStrategy": [{ "type": "binpack", "field": "<|>" }] }'), ['memory', 'cpu'])
  assert.ok(
    labels(read, '{ "placementConstraints": [{ "type": "memberOf", "expression": "<|>" }] }').includes('attribute:ecs.instance-type'),
  )
  assert.equal(accept(read, '{ "serviceName": "web", "sch<|>" }', 'schedulingStrategy').includes('"schedulingStrategy"'), true)
})

test('every document that is offered is taken as it is', () => {
  for (const item of offered(read, '<|>')) {
    if (item.label === '{}') continue
    const errors = read(accepted('', item)).check({})
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
      item.label,
    )
  }
})

test('hover tells type, default and where it is documented', () => {
  const text = '{ "serviceName": "web", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "maximumPercent": 100 } }'
  const key = read(text).hover(text.indexOf('maximumPercent') + 2)?.markdown ?? ''
  assert.match(key, /^\*\*maximumPercent\*\* – integer/)
  assert.match(key, /200, for `DAEMON` 100/)
  assert.match(key, /API_DeploymentConfiguration\.html#ECS-Type-DeploymentConfiguration-maximumPercent/)
  assert.match(read(text).hover(text.indexOf('DAEMON') + 2)?.markdown ?? '', /one task on every instance/)
  assert.match(read(text).hover(4)?.markdown ?? '', /API_CreateService\.html#ECS-CreateService-request-serviceName/)
})

test('the outline is the service and its properties', () => {
  const [root] = read(
    '{ "serviceName": "web", "launchType": "EC2", "desiredCount": 2, "tags": [{ "key": "team", "value": "bay" }] }',
  ).outline()
  assert.deepEqual([root?.name, root?.detail], ['web', 'EC2 · 2 tasks'])
  assert.deepEqual(
    root?.children.map(({ name }) => name),
    ['serviceName', 'launchType', 'desiredCount', 'tags'],
  )
})

test('a service definition is known by its name or its keys, and what only looks like one is not', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['ecs-service-def.json', '{}', 'ecs-service-definition'],
    ['web.service-definition.json', '', 'ecs-service-definition'],
    ['web.json', '{ "serviceName": "web", "taskDefinition": "web:3", "desiredCount": 1 }', 'ecs-service-definition'],
    ['web.json', '{ "services": [{ "serviceArn": "arn:x", "serviceName": "web", "taskDefinition": "arn:y" }], "failures": [] }', undefined],
    ['sts.json', '{ "apiVersion": "apps/v1", "kind": "StatefulSet", "spec": { "serviceName": "web" } }', 'kubernetes'],
    ['x.json', '{ "serviceName": "web", "port": 80 }', undefined],
    ['x.yaml', 'serviceName: web\ntaskDefinition: web\n', undefined],
  ]
  for (const [name, text, expected] of cases) assert.equal(languageOf(name, text)?.id, expected, name)
})

test('what spare capacity of Fargate does not run is seen in the task definition beside', () => {
  const beside = (platform: string) =>
    `{ "family": "web", "runtimePlatform": ${platform}, "containerDefinitions": [{ "name": "web", "image": "web:1" }] }`
  const spot = (platform: string, drawn: string) =>
    checkDrawn(drawn, (text) =>
      ecsServiceDefinition
        .read(text, undefined, { taskDefinitions: [beside(platform)] })
        .check({})
        .filter(({ code }) => code === 'fargate-spot'),
    )
  spot(
    '{ "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }',
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "1.0.0",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
                                                     ^^^^^^^^^^^^^^ the task definition web is for Windows; FARGATE_SPOT runs Linux only
}`,
  )
  spot(
    '{ "cpuArchitecture": "ARM64" }',
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "1.3.0",
                     ^^^^^^^ platformVersion is 1.3.0; FARGATE_SPOT needs 1.4.0 or later on ARM64
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "base": 1 }]
}`,
  )
  spot(
    '{ "cpuArchitecture": "ARM64" }',
    '{ "serviceName": "web", "taskDefinition": "web", "platformVersion": "1.4.0", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }',
  )
})

test('placeholders are never judged', () => {
  check(`{
  "serviceName": "\${NAME}!",
  "taskDefinition": "web",
  "launchType": "{{ type }}",
  "platformVersion": "%VERSION%",
  "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": "\${MAX}" },
  "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["<SUBNET>"] } }
}`)
})
