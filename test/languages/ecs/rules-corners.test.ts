import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import { run } from '../../../server/src/rules/run.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { withoutCarets } from '../../support/carets.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const task = (containers: string, more = '') => `{ "family": "web", ${more}"containerDefinitions": [${containers}] }`
const fargate = '"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", '
const container = (more: string) => `{ "name": "web", "image": "nginx:1.27", ${more} }`

test('a clause with less evidence than its rule weighs less', () => {
  const checked = (check: string) => task(container(`"memory": 64, "healthCheck": { "command": ["CMD", "x"], ${check} }`))
  const weights: readonly (readonly [string, string, readonly string[]])[] = [
    ['health-check-range', checked('"interval": 400'), ['error']],
    ['health-check-range', checked('"interval": 4'), ['warning']],
    ['stop-timeout', task(container('"stopTimeout": 121'), fargate), ['error']],
    ['stop-timeout', task(container('"stopTimeout": 1'), fargate), ['warning']],
    ['stop-timeout', task(container('"startTimeout": 121'), fargate), ['warning']],
    ['secrets-execution-role', task(container('"secrets": [{ "name": "A", "valueFrom": "a" }]')), ['error']],
    ['secrets-execution-role', task(container('"environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::b/a.env" }]')), ['warning']],
    ['fargate-gpu', task(container('"resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }]'), fargate), ['warning']],
    ['fargate-linux-parameters', task(container('"linuxParameters": { "swappiness": 1, "maxSwap": 1 }'), fargate), ['error', 'warning']],
    ['ulimit', task(container('"ulimits": [{ "name": "core", "softLimit": 2, "hardLimit": 1 }]')), ['error']],
    ['ulimit', task(container('"ulimits": [{ "name": "core", "softLimit": -1, "hardLimit": 1 }]')), ['warning']],
    ['environment-files', task(container('"environmentFiles": [{ "type": "s3", "value": "a.env" }]')), ['error']],
    ['environment-files', task(container('"environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::b/a" }]')), ['warning']],
    ['proxy-network-mode', task('', '"networkMode": "host", "proxyConfiguration": { "containerName": "a" }, '), ['error']],
    ['proxy-network-mode', task('', '"proxyConfiguration": { "containerName": "a" }, '), ['warning']],
    ['proxy-properties', task('', '"proxyConfiguration": { "properties": [{ "name": "ProxyIngressPort" }] }, '), ['warning']],
    ['tags', task('', '"tags": [], '), ['error']],
    ['tags', task('', '"tags": [{ "key": "aws:x" }], '), ['warning']],
    ['placement-constraint-expression', task('', '"placementConstraints": [{ "expression": "attribute:" }], '), ['error']],
    ['placement-constraint-expression', task('', '"placementConstraints": [{ "expression": "attribute:a in b" }], '), ['warning']],
    ['restart-policy', task(container('"restartPolicy": { "enabled": true, "restartAttemptPeriod": 1 }')), ['error']],
    ['restart-policy', task(container(`"restartPolicy": { "enabled": true, "ignoredExitCodes": [${'1,'.repeat(50)}1] }`)), ['warning']],
    ['restart-policy', task(container(`"restartPolicy": { "enabled": true, "ignoredExitCodes": [${'1,'.repeat(49)}1] }`)), []],
    ['docker-volume', task('', '"volumes": [{ "dockerVolumeConfiguration": { "scope": "task", "autoprovision": false } }], '), ['error']],
    ['docker-volume', task('', '"volumes": [{ "dockerVolumeConfiguration": { "autoprovision": false } }], '), ['warning']],
    ['docker-volume', task('', '"volumes": [{ "dockerVolumeConfiguration": { "scope": "task", "autoprovision": true } }], '), ['warning']],
    ['volume-name', task('', '"volumes": [{ "name": "docker.sock" }], '), ['error']],
    ['volume-name', task('', '"volumes": [{ "name": "" }], '), ['warning']],
    ['volume-name', task('', '"volumes": [{ "name": "a" }, { "name": "a" }], '), ['warning']],
    ['role-arn', task('', '"taskRoleArn": "arn:aws:ecs:us-east-1:123456789012:cluster/a", '), ['error']],
    ['role-arn', task('', '"taskRoleArn": "arn:aws:iam::123456789012:policy/a", '), ['warning']],
    ['linux-memory', task(container('"linuxParameters": { "swappiness": 101 }')), ['warning']],
    ['linux-memory', task(container('"linuxParameters": { "swappiness": 100 }')), ['hint']],
    ['linux-memory', task(container('"linuxParameters": { "swappiness": 101, "maxSwap": -1 }'), fargate), []],
  ]
  for (const [code, text, severities] of weights)
    assert.deepEqual(
      said(code, text)
        .map(({ severity }) => severity)
        .sort(),
      severities,
      text,
    )
})

test('what belongs to the task is not missed in a bare array of containers', () => {
  const bare = `[${container('"secrets": [{ "name": "A", "valueFrom": "a" }], "mountPoints": [{ "sourceVolume": "v", "containerPath": "/v" }]')}]`
  assert.deepEqual(said('secrets-execution-role', bare), [])
  assert.deepEqual(said('mount-volume-exists', bare), [])
})

test('a definition inside the answer of DescribeTaskDefinition is judged as one', () => {
  const wrapped = `{ "taskDefinition": ${task(container('"privileged": true'), fargate)} }`
  assert.deepEqual(messages('fargate-privileged', wrapped), ['privileged is true; Fargate runs no privileged containers'])
})

test('null is what was never set', () => {
  const role = task(container('"memory": 64, "secrets": [{ "name": "A", "valueFrom": "a" }]'), '"executionRoleArn": null, ')
  assert.equal(messages('secrets-execution-role', role).length, 1)
  assert.deepEqual(fixed('secrets-execution-role', role), [role.replace('null', '"ecsTaskExecutionRole"')])
  const set = ['linuxParameters', 'dockerSecurityOptions', 'resourceRequirements', 'secrets', 'healthCheck', 'logConfiguration']
  const nothing = task(container(set.map((key) => `"${key}": null`).join(', ')), fargate)
  const codes = run(taskDefinitionRules, readTaskDefinition(nothing), { settings: {} }).map(({ code }) => code)
  assert.deepEqual(codes, [])
})

test('the gravest demand for a role speaks and points to the others', () => {
  const files = '"environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::b/a.env" }]'
  const text = task(container(`"memory": 64, ${files}, "secrets": [{ "name": "A", "valueFrom": "a" }]`))
  const [finding, ...more] = said('secrets-execution-role', text)
  assert.deepEqual(more, [])
  assert.equal(finding?.severity, 'error')
  assert.equal(finding?.path, 'executionRoleArn')
  assert.deepEqual(
    finding?.related?.map(({ span }) => text.slice(span.start, span.end)),
    ['"environmentFiles"'],
  )
})

test('whether a fix is safe depends on who else may run the task', () => {
  const constraints = (platforms: string) =>
    task(
      '',
      `"requiresCompatibilities": [${platforms}], "placementConstraints": [{ "type": "memberOf", "expression": "attribute:a exists" }], `,
    )
  const guesses = (text: string) =>
    said('fargate-placement-constraints', text).flatMap((finding) => fixesOf(finding).map(({ guess }) => guess))
  assert.deepEqual(guesses(constraints('"FARGATE"')), [undefined])
  assert.deepEqual(guesses(constraints('"EC2", "FARGATE"')), [true])
  assert.deepEqual(guesses(constraints('"FARGATE", "${MORE}"')), [true])
})

test('what a volume needs of EFS is added where nothing is said, and offered where the opposite is', () => {
  const efs = (more: string) =>
    task(
      '',
      `"volumes": [{ "name": "v", "efsVolumeConfiguration": { "fileSystemId": "fs-1", ${more}"authorizationConfig": { "iam": "ENABLED" } } }], `,
    )
  const safe = (text: string) => fixesOf(said('efs-transit-encryption', text)[0] ?? {})[0]?.guess === undefined
  assert.ok(safe(efs('')))
  assert.ok(!safe(efs('"transitEncryption": "DISABLED", ')))
  assert.deepEqual(fixed('efs-transit-encryption', efs('"transitEncryption": "DISABLED", ')), [efs('"transitEncryption": "ENABLED", ')])
})

test('the default of 20 GiB is asked for by asking for nothing', () => {
  const text = `{
  "family": "etl",
  "ephemeralStorage": { "sizeInGiB": 20 },
  "containerDefinitions": []
}`
  assert.equal(fixed('ephemeral-storage', text)[0], `{\n  "family": "etl",\n  "containerDefinitions": []\n}`)
})

test('missing options of awslogs are copied from a neighbour or taken from what is known', () => {
  const text = `{
  "family": "web",
  "containerDefinitions": [
    {
      "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:7",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "mode": "blocking"
        }
      }
    }
  ]
}`
  const options = `"mode": "blocking",
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1"
`
  assert.deepEqual(fixed('awslogs-required-options', text), [text.replace('"mode": "blocking"\n', () => options)])
  const alone = task(container('"logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/web" } }'))
  assert.deepEqual(fixed('awslogs-required-options', alone), [], 'nobody knows the region')
})

test('an option with a slip in its name is unknown and not missing as well', () => {
  const text = task(
    container('"logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-groups": "/web", "awslogs-region": "x" } }'),
  )
  assert.deepEqual(messages('awslogs-required-options', text), [])
  assert.deepEqual(messages('awslogs-options', text), ['awslogs has no option "awslogs-groups"'])
  assert.deepEqual(fixed('awslogs-options', text), [text.replace('awslogs-groups', 'awslogs-group')])
})

test('a secret option counts as given', () => {
  const logging =
    '"logDriver": "awslogs", "options": { "awslogs-region": "x" }, "secretOptions": [{ "name": "awslogs-group", "valueFrom": "a" }]'
  assert.deepEqual(messages('awslogs-required-options', task(container(`"logConfiguration": { ${logging} }`))), [])
})

test('a name that leads nowhere is compared with what there is', () => {
  const text = task(`${container('"dependsOn": [{ "containerName": "databse", "condition": "START" }]')}, { "name": "database" }`)
  assert.deepEqual(fixed('depends-on-exists', text), [text.replace('databse', 'database')])
  const volume = task(container('"mountPoints": [{ "sourceVolume": "data", "containerPath": "/d" }]'))
  assert.deepEqual(fixed('mount-volume-exists', volume), [volume.replace(/ }$/, ', "volumes": [{ "name": "data" }] }')])
})

test('a container that is half typed may have any name', () => {
  const waiting = container('"dependsOn": [{ "containerName": "db", "condition": "START" }]')
  assert.deepEqual(messages('depends-on-exists', task(`${waiting}, { "name": }`)), [])
  assert.deepEqual(messages('depends-on-exists', task(`${waiting}, {}`)), ['no container is named "db"'])
})

test('nothing is missed that a template may still bring', () => {
  const secret = container('"secrets": [{ "name": "A", "valueFrom": "a" }]')
  const waiting = container('"dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }]')
  const shipping = '"logConfiguration": { "logDriver": "awsfirelens" }'
  const silent: readonly (readonly [string, string])[] = [
    ['secrets-execution-role', task(secret, '{{ include "role" . }} ')],
    ['secrets-execution-role', `{ "containerDefinitions": [${secret}] }`],
    ['mount-volume-exists', `{ "containerDefinitions": [${container('"mountPoints": [{ "sourceVolume": "v" }]')}] }`],
    ['depends-on-exists', task(`${waiting}, {{ range .Others }} { "name": "x" }, {{ end }}`)],
    ['depends-on-healthy', task(`${waiting}, { "name": "db", {{ include "check" . }} }`)],
    ['depends-on-essential', task(`${waiting.replace('HEALTHY', 'SUCCESS')}, { "name": "db", {{ include "more" . }} }`)],
    ['firelens-router', task(`${container(shipping)}, { "name": "db", {{ include "more" . }} }`)],
    ['awslogs-required-options', task(container('"logConfiguration": { "logDriver": "awslogs", "options": { {{ include "more" . }} } }'))],
    ['proxy-container-exists', '{ "family": "web", "proxyConfiguration": { "containerName": "envoy" } }'],
    ['volume-configured-at-launch', '{ "family": "web", "volumes": [{ "name": "v", "configuredAtLaunch": true }] }'],
  ]
  for (const [code, text] of silent) assert.deepEqual(messages(code, text), [], text)
})

test('nothing is missed behind a bracket that is still open', () => {
  const half = '{ "family": "web", "containerDefinitions": [{ "name": "web", "secrets": [{ "name": "A", "valueFrom": "a" }] }'
  assert.deepEqual(messages('secrets-execution-role', half), [])
  assert.equal(messages('secrets-execution-role', `${half}] }`).length, 1)
})

test('of every group that waits for itself one shortest circle is drawn', () => {
  const waiting = (name: string, ...on: readonly string[]) =>
    `{ "name": "${name}", "dependsOn": [${on.map((to) => `{ "containerName": "${to}", "condition": "START" }`).join(', ')}] }`
  const drawn = (...containers: readonly string[]) => messages('depends-on-cycle', task(containers.join(', ')))
  assert.deepEqual(drawn(waiting('a', 'b'), waiting('b', 'c', 'a'), waiting('c', 'a')), ['containers wait for each other: a -> b -> a'])
  assert.deepEqual(drawn(waiting('a', 'b'), waiting('b', 'c'), waiting('c', 'b')), ['containers wait for each other: b -> c -> b'])
  assert.deepEqual(drawn(waiting('a', 'a', 'b'), waiting('b', 'a'), waiting('c', 'c')), [
    'container "a" waits for itself',
    'container "c" waits for itself',
  ])
  assert.deepEqual(drawn(waiting('a', 'b', 'c'), waiting('b', 'd'), waiting('c', 'd'), waiting('d')), [], 'a diamond is no circle')
  const names = [...'abcdefgh']
  assert.deepEqual(drawn(...names.map((name, i) => waiting(name, names[(i + 1) % names.length] ?? ''))), [
    'containers wait for each other: a -> b -> c -> d -> e -> f -> 2 more -> a',
  ])
})

test('the place of a mistake in an expression is found, or the whole expression where escapes hide it', () => {
  const marked = (expression: string) => {
    const text = task('', `"placementConstraints": [{ "type": "memberOf", "expression": ${expression} }], `)
    return said('placement-constraint-expression', text).map(({ span }) => text.slice(span.start, span.end))
  }
  assert.deepEqual(marked('"attribute:a == b and runnigTasksCount > 1"'), ['runnigTasksCount'])
  assert.deepEqual(marked('"attribute:a == \\"b\\" and runnigTasksCount > 1"'), ['"attribute:a == \\"b\\" and runnigTasksCount > 1"'])
})

test('limits on lists count what is there', () => {
  const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(', ')
  const constraint = '{ "type": "memberOf", "expression": "attribute:a exists" }'
  const constraints = (count: number) => task('', `"placementConstraints": [${many(count, constraint)}], `)
  assert.deepEqual(messages('placement-constraint-limits', constraints(10)), [])
  assert.deepEqual(messages('placement-constraint-limits', constraints(11)), [
    '11 placement constraints are given; there can be 10 at most',
  ])
  const long = (length: number) => task('', `"placementConstraints": [{ "expression": "${'x'.repeat(length)}" }], `)
  assert.deepEqual(messages('placement-constraint-limits', long(2000)), [])
  assert.deepEqual(messages('placement-constraint-limits', long(2001)), ['the expression has 2001 characters; it can have 2000'])
  const tags = (count: number) => task('', `"tags": [${Array.from({ length: count }, (_, i) => `{ "key": "k${i}" }`).join()}], `)
  assert.deepEqual(messages('tags', tags(50)), [])
  assert.deepEqual(messages('tags', tags(51)), ['51 tags are given; there can be 50 at most'])
  const key = (length: number) => task('', `"tags": [{ "key": "${'é'.repeat(length)}" }], `)
  assert.deepEqual(messages('tags', key(128)), [])
  assert.deepEqual(messages('tags', key(129)), ['the key of the tag has 129 characters; it can have 128'])
})

test('ten thousand containers cost little, however they depend on each other', () => {
  const count = 10_000
  const definition = (on: (i: number) => readonly number[]) =>
    task(
      Array.from({ length: count }, (_, i) => {
        const list = on(i).map((to) => `{"containerName":"c${to}","condition":"SUCCESS"}`)
        return `{"name":"c${i}","privileged":true,"dependsOn":[${list.join()}]}`
      }).join(),
      fargate,
    )
  const shapes: readonly (readonly [string, (i: number) => readonly number[]])[] = [
    ['a chain that leads nowhere', (i) => [i + 1]],
    ['a circle', (i) => [(i + 1) % count]],
    ['a chain with ways back', (i) => [(i + 1) % count, 0]],
    ['each for itself', (i) => [i]],
    ['one for all', (i) => (i === 0 ? Array.from({ length: count }, (_, to) => to) : [])],
  ]
  const settings = Object.fromEntries(taskDefinitionRules.map(({ id }) => [id, 'warning' as const]))
  for (const [shape, on] of shapes) {
    const doc = readTaskDefinition(definition(on))
    // Linear work takes some tenths of a second, work that grows with the square takes a minute.
    assert.ok(cpuTime(() => run(taskDefinitionRules, doc, { settings, bug: rethrow })) < 5000, shape)
  }
})

test('no rule stumbles over a file while it is typed', () => {
  const settings = Object.fromEntries(taskDefinitionRules.map(({ id }) => [id, 'warning' as const]))
  for (const rule of taskDefinitionRules) {
    const text = withoutCarets(rule.examples.bad[0] ?? '')
    for (let end = 0; end < text.length; end += 5) {
      const found = run([rule], readTaskDefinition(text.slice(0, end)), { settings, bug: rethrow })
      for (const finding of found) {
        const spans = [finding.span, ...fixesOf(finding).flatMap(({ edits }) => edits.map((edit) => edit.span))]
        for (const one of spans) assert.ok(0 <= one.start && one.start <= one.end && one.end <= end, `${rule.id} at ${end}`)
      }
    }
  }
})

function said(code: string, text: string): readonly Finding[] {
  const rule = taskDefinitionRules.find(({ id }) => id === code)
  assert.ok(rule, `there is no rule ${code}`)
  return run([rule], readTaskDefinition(text), { settings: {}, bug: rethrow })
}

function messages(code: string, text: string): readonly string[] {
  return said(code, text).map(({ message }) => message)
}

/** The document after the preferred fix of each finding, applied alone. */
function fixed(code: string, text: string): readonly string[] {
  return said(code, text).flatMap((finding) =>
    fixesOf(finding)
      .slice(0, 1)
      .map(({ edits }) => apply(text, edits)),
  )
}

function rethrow(id: string, error: unknown): never {
  throw new Error(`${id} threw`, { cause: error })
}

test('a path of a container is absolute as Linux or as Windows writes it', () => {
  const mounted = (path: string) =>
    said('mount-path', task(container(`"mountPoints": [{ "sourceVolume": "a", "containerPath": ${JSON.stringify(path)} }]`)))
  for (const path of ['/data', '//data', 'C:\\data', 'c:/data', 'D:', '\\\\.\\pipe\\docker_engine', '{path}', '$HOME'])
    assert.deepEqual(mounted(path), [], path)
  for (const path of ['data', './data', '~/data', 'C', 'CC:/data', ' /data', '/', '//']) assert.equal(mounted(path).length, 1, path)
})

test('two mount points of one path are told, however many slashes end it', () => {
  const path = (slashes: number) => `{ "sourceVolume": "a", "containerPath": "/a${'/'.repeat(slashes)}b/" }`
  const text = task(container(`"mountPoints": [${path(100_000)}, ${path(100_000)}]`))
  assert.ok(cpuTime(() => assert.equal(said('mount-path', text).length, 1)) < 500)
})
