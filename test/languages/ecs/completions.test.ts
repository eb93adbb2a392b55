import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { diagnose } from '../../../server/src/features/diagnose.ts'
import { ecsTaskDefinition } from '../../../server/src/languages/ecs/index.ts'
import { bodies, documents } from '../../../server/src/languages/ecs/snippets.ts'
import { readJson } from '../../../server/src/syntax/json.ts'
import { tokensOf } from '../../../server/src/syntax/json-tokens.ts'
import { accept, accepted, labels, offered } from '../../support/accept.ts'

const { read } = ecsTaskDefinition

/** A drawn document, the item to accept, the document afterwards. */
function becomes(drawn: string, label: string, expected: string): void {
  assert.equal(accept(read, drawn, label), expected)
}

/** A document with one container that has further members. */
const container = (members: string) => `{ "containerDefinitions": [{ "name": "app", ${members} }] }`

test('a key is written with its colon and the least its value needs', () => {
  becomes('{\n  <|>\n}', 'family', '{\n  "family": "<|>web"\n}')
  becomes(
    '{\n  "family": "web",\n  <|>\n}',
    'containerDefinitions',
    '{\n  "family": "web",\n  "containerDefinitions": [\n    {\n      "name": "<|>app",\n      "image": "public.ecr.aws/nginx/nginx:stable"\n    }\n  ]\n}',
  )
  becomes('{ "volumes": [{ <|> }] }', 'host', '{ "volumes": [{ "host": { <|> } }] }')
  becomes(container('<|>'), 'portMappings', container('"portMappings": [{ "containerPort": <|>80 }]'))
  becomes(container('<|>'), 'essential', container('"essential": <|>true'))
  becomes('{"a":1,<|>}', 'cpu', '{"a":1,"cpu":"<|>256"}')
  becomes(
    '{\r\n\t"a": 1,\r\n\t<|>\r\n}',
    'ephemeralStorage',
    '{\r\n\t"a": 1,\r\n\t"ephemeralStorage": {\r\n\t\t"sizeInGiB": <|>21\r\n\t}\r\n}',
  )
})

test('commas come where they are missing, on both sides', () => {
  becomes('{\n  "family": "web"\n  <|>\n}', 'cpu', '{\n  "family": "web",\n  "cpu": "<|>256"\n}')
  becomes('{\n  <|>\n  "family": "web"\n}', 'cpu', '{\n  "cpu": "<|>256",\n  "family": "web"\n}')
  becomes('{\n  "family": "web"\n  <|>\n  "memory": "1"\n}', 'cpu', '{\n  "family": "web",\n  "cpu": "<|>256",\n  "memory": "1"\n}')
  becomes('{ "family": "web" <|>, "memory": "1" }', 'cpu', '{ "family": "web", "cpu": "<|>256", "memory": "1" }')
  becomes(
    '{\n  "family": "web", // a, b\n  "cpu"<|>: "1"\n}'.replace('"cpu"<|>', '"cp<|>u"'),
    'cpu',
    '{\n  "family": "web", // a, b\n  "cpu"<|>: "1"\n}',
  )
  becomes(
    '{ "requiresCompatibilities": ["EC2" <|>] }',
    'FARGATE',
    '{ "requiresCompatibilities": ["EC2" "FARGATE"<|>] }'.replace('"EC2" ', '"EC2", '),
  )
  becomes('{ "requiresCompatibilities": [<|> "EC2"] }', 'FARGATE', '{ "requiresCompatibilities": ["FARGATE",<|> "EC2"] }')
  becomes('{\n  "networkMode": <|>\n  "family": "web"\n}', 'awsvpc', '{\n  "networkMode": "awsvpc",<|>\n  "family": "web"\n}')
})

test('what is typed already is used: a quote, half a word, half a pair of quotes, a colon', () => {
  becomes('{ "fam<|>" }', 'family', '{ "family": "<|>web" }')
  becomes('{ "fam<|> }', 'family', '{ "family": "<|>web" }')
  becomes('{ fam<|> }', 'family', '{ "family": "<|>web" }')
  becomes('{ "fam<|>": "x" }', 'family', '{ "family"<|>: "x" }')
  becomes('{\n  fam<|>\n  "cpu": "256"\n}', 'family', '{\n  "family": "<|>web",\n  "cpu": "256"\n}')
  becomes('{ "networkMode": "aw<|>" }', 'awsvpc', '{ "networkMode": "awsvpc"<|> }')
  becomes('{ "networkMode": "aw<|> }', 'awsvpc', '{ "networkMode": "awsvpc"<|> }')
  becomes('{ "networkMode": aw<|>, "cpu": "1" }', 'awsvpc', '{ "networkMode": "awsvpc"<|>, "cpu": "1" }')
  becomes('{ "networkMode": <|>"bridge" }', 'awsvpc', '{ "networkMode": "awsvpc"<|> }')
  becomes('{ "networkMode":<|>', 'awsvpc', '{ "networkMode":"awsvpc"<|>')
  becomes(container('"essential": t<|>'), 'true', container('"essential": true<|>'))
  assert.equal(offered(read, '{ "fam<|>" }').find(({ label }) => label === 'family')?.filter, '"family"')
  assert.equal(offered(read, '{ fam<|> }').find(({ label }) => label === 'family')?.filter, undefined)
})

test('the reader finds the place in documents that are still open', () => {
  becomes(
    '{ "containerDefinitions": [{ "name": "app", <|>',
    'image',
    '{ "containerDefinitions": [{ "name": "app", "image": "<|>public.ecr.aws/nginx/nginx:stable"',
  )
  becomes(
    '{\n  "containerDefinitions": [\n    {\n      <|>\n  ],\n  "cpu": "1"\n}',
    'name',
    '{\n  "containerDefinitions": [\n    {\n      "name": "<|>app"\n  ],\n  "cpu": "1"\n}',
  )
  becomes('{ "taskDefinition": { "family": "x", <|> } }', 'cpu', '{ "taskDefinition": { "family": "x", "cpu": "<|>256" } }')
  becomes('[{ "name": "app", <|> }]', 'image', '[{ "name": "app", "image": "<|>public.ecr.aws/nginx/nginx:stable" }]')
})

test('nothing is offered where nothing can stand', () => {
  for (const drawn of [
    '{ "family": "web"<|> }',
    '{ "family" <|> }',
    '{ "family"<|>: "web" }',
    '{ // <|>\n}',
    '{ /* <|> */ }',
    '{} <|>',
    '{ "containerDefinitions": <|>[{}] }',
    '{ "unknown": <|> }',
    '{ "unknown": { <|> } }',
    container('"dockerLabels": { <|> }'),
    container('"environment": [{ "name": "<|>" }]'),
    container('"dependsOn": [{ "containerName": "<|>" }]'),
    '{ "taskDefinition": {}, <|> }',
  ])
    assert.deepEqual(labels(read, drawn), [], drawn)
})

test('needed keys come first; those that are there or only printed do not come', () => {
  const keys = labels(read, container('<|>'))
  assert.equal(keys[0], 'image')
  assert.ok(!keys.includes('name'))
  assert.deepEqual(labels(read, '{ <|> }').slice(0, 2), ['containerDefinitions', 'family'])
  assert.ok(!labels(read, '{ <|> }').includes('revision'))
  const last = offered(read, '{ "family": "x", <|> }').at(-1)
  assert.deepEqual([last?.label, last?.deprecated], ['inferenceAccelerators', true])
})

test('on Fargate its demands come first and what it does not support last', () => {
  const fargate = (members: string) => `{ "family": "x", "containerDefinitions": [], "requiresCompatibilities": ["FARGATE"], ${members} }`
  const items = offered(read, fargate('<|>'))
  assert.deepEqual(
    items.slice(0, 3).map(({ label, detail }) => `${label}: ${detail}`),
    ['cpu', 'memory', 'networkMode'].map((key) => `${key}: required on Fargate`),
  )
  assert.deepEqual(
    items.filter(({ detail }) => detail === 'not on Fargate').map(({ label }) => label),
    ['ipcMode', 'placementConstraints'],
  )
})

test('sizes of Fargate that go together', () => {
  const fargate = (members: string) => `{ "requiresCompatibilities": ["FARGATE"], ${members} }`
  assert.deepEqual(labels(read, fargate('"cpu": "512", "memory": "<|>"')), ['1024', '2048', '3072', '4096'])
  assert.deepEqual(labels(read, fargate('"memory": "512", "cpu": <|>')), ['256', '512', '1024', '2048', '4096', '8192', '16384'])
  assert.equal(offered(read, fargate('"memory": "512", "cpu": <|>'))[1]?.detail, '0.5 vCPU; not with 512 MiB')
  assert.equal(labels(read, fargate('"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": <|>'))[0], '1024')
  becomes(fargate('"cpu": "1 vCPU", "memory": <|>'), '2048', fargate('"cpu": "1 vCPU", "memory": "2048"<|>'))
})

test('references: containers, volumes, ports', () => {
  const two = (members: string, rest = '') =>
    `{ "containerDefinitions": [{ "name": "app", ${members} }, { "name": "db", "image": "postgres:17" }, { "name": "mq" }]${rest} }`
  assert.deepEqual(labels(read, two('"dependsOn": [{ "containerName": "<|>" }]')), ['db', 'mq'])
  assert.deepEqual(labels(read, two('"dependsOn": [{ "containerName": "db" }, { "containerName": "<|>" }]')), ['mq'])
  assert.deepEqual(labels(read, two('"links": ["db:database", <|>]')), ['mq'])
  assert.deepEqual(labels(read, two('"volumesFrom": [{ "sourceContainer": <|> }]')), ['db', 'mq'])
  assert.deepEqual(labels(read, two('"image": "x"', ', "proxyConfiguration": { "containerName": "<|>" }')), ['app', 'db', 'mq'])
  const volumes = ', "volumes": [{ "name": "a" }, { "name": "b" }, { "name": "" }]'
  assert.deepEqual(labels(read, two('"mountPoints": [{ "sourceVolume": "a" }, { "sourceVolume": "<|>" }]', volumes)), ['b', 'a'])
  assert.deepEqual(labels(read, two('"mountPoints": [{ "sourceVolume": "data" }]', ', "volumes": [{ "name": "<|>" }]')), ['data'])
  assert.deepEqual(labels(read, two('"portMappings": [{ "containerPort": 8080, "name": "<|>" }]')), ['app-8080-tcp'])
  assert.deepEqual(labels(read, two('"portMappings": [{ "containerPort": 8080, "hostPort": <|> }]')), ['0', '8080'])
  assert.deepEqual(
    labels(read, `{ "networkMode": "awsvpc", ${two('"portMappings": [{ "containerPort": 8080, "hostPort": <|> }]').slice(1)}`),
    ['8080'],
  )
  assert.deepEqual(labels(read, '[{ "name": "a", "links": ["<|>"] }, { "name": "b" }]'), ['b'])
})

test('log options depend on the driver', () => {
  const log = (driver: string, options: string) => container(`"logConfiguration": { "logDriver": "${driver}", "options": { ${options} } }`)
  assert.deepEqual(labels(read, log('awslogs', '<|>')).slice(0, 2), ['awslogs-group', 'awslogs-region'])
  assert.deepEqual(labels(read, log('json-file', '<|>')), ['compress', 'env', 'labels', 'max-file', 'max-size', 'tag'])
  assert.equal(labels(read, log('splunk', '<|>'))[0], 'splunk-url')
  becomes(log('awslogs', '"mode": <|>'), 'blocking', log('awslogs', '"mode": "blocking"<|>'))
  const family = (options: string) =>
    `{ "family": "shop", "containerDefinitions": [{ "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a", "logConfiguration": { "options": { ${options} } } }] }`
  assert.deepEqual(labels(read, family('"awslogs-group": "<|>"')), ['/ecs/shop'])
  assert.deepEqual(labels(read, family('"awslogs-region": "<|>"')), ['eu-west-1'])
})

test('closed and open lists of names, in the order of the schema', () => {
  assert.deepEqual(labels(read, container('"essential": <|>')), ['true', 'false'])
  assert.deepEqual(labels(read, container('"healthCheck": { "command": ["<|>"] }')), ['CMD-SHELL', 'CMD', 'NONE'])
  assert.ok(labels(read, container('"ulimits": [{ "name": "<|>" }]')).includes('nofile'))
  const drop = container('"linuxParameters": { "capabilities": { "drop": [<|>] } }')
  assert.equal(labels(read, drop)[0], 'ALL')
  becomes(drop, 'NET_RAW', container('"linuxParameters": { "capabilities": { "drop": ["NET_RAW"<|>] } }'))
})

test('the cluster query language goes on within an expression', () => {
  const query = (expression: string) => `{ "placementConstraints": [{ "type": "memberOf", "expression": "${expression}" }] }`
  assert.equal(labels(read, query('<|>'))[0], 'agentConnected')
  becomes(query('attr<|>'), 'attribute:ecs.os-type', query('attribute:ecs.os-type<|>'))
  assert.deepEqual(labels(read, query('runningTasksCount <|>')), ['==', '!=', '>', '>=', '<', '<='])
  assert.deepEqual(labels(read, query('attribute:ecs.os-type == <|>')), ['linux', 'windows'])
  assert.deepEqual(labels(read, query('attribute:ecs.os-type == linux <|>')), ['and', 'or'])
  becomes(
    query('attribute:ecs.os-type == linux and not (agent<|>'),
    'agentVersion',
    query('attribute:ecs.os-type == linux and not (agentVersion<|>'),
  )
  assert.deepEqual(labels(read, query('nonsense == <|>')), [])
})

test('an empty document is offered whole ones, which the service would take', () => {
  for (const drawn of ['<|>', '\n<|>\n', '{<|>}', 'far<|>']) {
    for (const { label } of documents) {
      const text = accept(read, drawn, label).replace('<|>', '')
      assert.doesNotThrow(() => JSON.parse(text), label)
      const found = diagnose(read(text), {})
      assert.deepEqual(
        found.map(({ message }) => message),
        [],
        label,
      )
    }
  }
  becomes('{<|>}', 'Fargate job', accept(read, '<|>', 'Fargate job'))
})

test('every ready-made value fits its structure', () => {
  const places: Readonly<Record<string, string>> = {
    TaskDefinitionPlacementConstraint: '{ "placementConstraints": [<|>] }',
    Volume: '{ "volumes": [<|>] }',
    ProxyConfiguration: '{ "proxyConfiguration": <|> }',
    RuntimePlatform: '{ "runtimePlatform": <|> }',
    ContainerDefinition: '{ "containerDefinitions": [<|>] }',
    LogConfiguration: container('"logConfiguration": <|>'),
    HealthCheck: container('"healthCheck": <|>'),
    PortMapping: container('"portMappings": [<|>]'),
    ContainerDependency: container('"dependsOn": [<|>]'),
    Secret: container('"secrets": [<|>]'),
    MountPoint: container('"mountPoints": [<|>]'),
    FirelensConfiguration: container('"firelensConfiguration": <|>'),
    Ulimit: container('"ulimits": [<|>]'),
    ResourceRequirement: container('"resourceRequirements": [<|>]'),
    LinuxParameters: container('"linuxParameters": <|>'),
    ContainerRestartPolicy: container('"restartPolicy": <|>'),
    EnvironmentFile: container('"environmentFiles": [<|>]'),
  }
  assert.deepEqual(Object.keys(places).sort(), Object.keys(bodies).sort())
  const structural = new Set(['missing-key', 'unknown-key', 'wrong-type', 'wrong-value', 'json-syntax'])
  for (const [title, drawn] of Object.entries(places)) {
    for (const { label } of bodies[title] ?? []) {
      const text = accept(read, drawn, label).replace('<|>', '')
      const place = text.slice(drawn.indexOf('<|>'))
      const found = diagnose(read(text), {}).filter(({ code, span }) => structural.has(code) && span.start > text.length - place.length)
      assert.deepEqual(
        found.map(({ message }) => message),
        [],
        `${title}: ${label}`,
      )
    }
  }
})

const folder = new URL('../../fixtures/ecs/', import.meta.url)
const fixtures = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

test('accepting anything anywhere leaves the syntax no worse than it was', () => {
  let items = 0
  for (const { name, text } of fixtures) {
    for (const [state, before] of states(text)) {
      const reading = read(before)
      const broken = syntaxErrors(before)
      // Where brackets do not match up, the reader takes indentation for a witness, which anything on the wrong column contradicts.
      if (!isBalanced(before)) continue
      for (let offset = state % 3; offset <= before.length; offset += 11 + (offset % 7)) {
        // A few of each kind: all of one kind are written in the same way.
        for (const item of sample(reading.complete(offset), offset)) {
          const after = accepted(before, item)
          items++
          assert.ok(
            syntaxErrors(after) <= broken,
            `${name}, state ${state}, offset ${offset}, ${item.label}:\n${after.slice(Math.max(offset - 200, 0), offset + 200)}`,
          )
        }
      }
    }
  }
  assert.ok(items > 3000, String(items))
})

/** The text itself and what it is while somebody works on it: a line gone, a line half typed, a comma gone. */
function* states(text: string): Iterable<readonly [number, string]> {
  yield [0, text]
  const lines = text.split('\n')
  for (let i = 1; i < lines.length - 1; i += Math.ceil(lines.length / 4)) {
    const line = lines[i] ?? ''
    const changed = [
      '',
      line.slice(0, Math.ceil(line.length * 0.7)),
      line.replace(/,\s*$/, ''),
      line.replace(/": .*/, '": '),
      line.replace(/": .*/, '"'),
      line.replace(/": .*/, ''),
      `${line}\n${line.replace(/\S.*/, '')}`,
    ]
    for (const [k, part] of changed.entries()) yield [i * 7 + k + 1, [...lines.slice(0, i), part, ...lines.slice(i + 1)].join('\n')]
  }
}

function isBalanced(text: string): boolean {
  const depth = { curly: 0, square: 0 }
  const tokens = tokensOf(text)
  for (let token = tokens.next(); token.kind !== 'end'; token = tokens.next()) {
    if (token.kind === '{' || token.kind === '}') depth.curly += token.kind === '{' ? 1 : -1
    if (token.kind === '[' || token.kind === ']') depth.square += token.kind === '[' ? 1 : -1
  }
  return depth.curly === 0 && depth.square === 0
}

function sample<T extends { readonly kind: string }>(items: readonly T[], seed: number): readonly T[] {
  const kinds = new Map<string, T[]>()
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item])
  return [...kinds.values()].flatMap((some) => some[seed % some.length] ?? [])
}

function syntaxErrors(text: string): number {
  return readJson(text).errors.filter(({ code }) => code === 'json-syntax').length
}
