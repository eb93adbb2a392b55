import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { collisions, type PortClaim } from '../../../server/src/languages/ecs/ports.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import { cpusWith, cpuUnits, fargateSizes, memoriesInWords, memoryMiB } from '../../../server/src/languages/ecs/size.ts'
import { run } from '../../../server/src/rules/run.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const task = (containers: string, more = '') => `{ "family": "web", ${more}"containerDefinitions": [${containers}] }`
const fargate = (cpu: string, memory: string, more = '') =>
  `"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "${cpu}", "memory": "${memory}", ${more}`
const container = (more = '"memory": 64', name = 'web') => `{ "name": "${name}", "image": "nginx:1.27", ${more} }`
const ports = (...mappings: readonly string[]) => container(`"memory": 64, "portMappings": [${mappings.map((one) => `{ ${one} }`).join()}]`)
const windows = '"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, '

test('sizes of tasks in all their spellings', () => {
  const cpus = { '256': 256, '1 vCPU': 1024, '1VCPU': 1024, '.25 vcpu': 256, '0.25vCPU': 256, ' 2  vCpu ': 2048, '0': 0, '0.5': 0.5 }
  for (const [text, units] of Object.entries(cpus)) assert.equal(cpuUnits(text), units, text)
  const memories = { '512': 512, '1GB': 1024, '0.5 gb': 512, '.5GB': 512, '1.5 GB': 1536, ' 2 Gb': 2048 }
  for (const [text, mib] of Object.entries(memories)) assert.equal(memoryMiB(text), mib, text)
  for (const text of ['', ' ', 'one', '-1', '1.', '.', '1 2', '1,024', '1e3', '0x10', '1 cpu', '1 vCPUs', '1GB', '٣', '1'.repeat(41)])
    assert.equal(cpuUnits(text), undefined, text)
  for (const text of ['1MB', '1GiB', '1G', '512 MiB', '1 vCPU', '1 G B']) assert.equal(memoryMiB(text), undefined, text)
})

test('Fargate has 74 sizes on Linux and 43 on Windows', () => {
  const pairs = (onWindows: boolean) => [...fargateSizes(onWindows).values()].flat().length
  assert.equal(pairs(false), 74)
  assert.equal(pairs(true), 43)
  assert.deepEqual(cpusWith(fargateSizes(false), 2048), [256, 512, 1024])
  assert.equal(memoriesInWords(fargateSizes(false).get(512) ?? []), '1024, 2048, 3072 or 4096 MiB')
  assert.equal(memoriesInWords(fargateSizes(false).get(16384) ?? []), '32768 to 122880 MiB in steps of 8192')
})

test('every size of Fargate is accepted, and the next one above and below it is not', () => {
  for (const [cpu, memories] of fargateSizes(false)) {
    const refused = (memory: number) => messages('fargate-size', task(container(), fargate(String(cpu), String(memory)))).length
    for (const memory of memories) assert.equal(refused(memory), 0, `${cpu}/${memory}`)
    assert.equal(refused((memories.at(-1) ?? 0) + 1024), 1)
    assert.equal(refused((memories[0] ?? 0) / 2), 1)
  }
})

test('a size is mended by memory that fits the CPU, or CPU that fits the memory', () => {
  const text = task(container(), fargate('256', '4096'))
  const changed = (cpu: string, memory: string) => task(container(), fargate(cpu, memory))
  assert.deepEqual(allFixed('fargate-size', text), [changed('256', '2048'), changed('512', '4096')])
  assert.deepEqual(allFixed('fargate-size', task(container(), fargate('400', '2048'))), [changed('512', '2048'), changed('256', '2048')])
  assert.deepEqual(allFixed('fargate-size', task(container(), fargate('32768', '131072'))), [changed('16384', '131072')])
})

test('the memory of Fargate tasks on Windows', () => {
  const said = (cpu: string, memory: string) => messages('fargate-size', task(container(), fargate(cpu, memory, windows)))
  assert.deepEqual(said('1 vCPU', '2 GB'), [])
  assert.deepEqual(said('4096', '30720'), [])
  assert.deepEqual(said('8192', '16384'), ['cpu is 8192 units; Fargate on Windows takes 1024, 2048 or 4096'])
  assert.deepEqual(said('1024', '1024'), ['memory is 1024 MiB; Fargate with 1024 CPU units takes 2048 to 8192 MiB in steps of 1024'])
})

test('a missing size is offered with room for the containers', () => {
  const missing = (more: string) =>
    task(container('"cpu": 300, "memory": 1500'), `"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", ${more}`)
  const added = (more: string) => fixed('fargate-size-required', missing(more)).map((after) => after.match(/"(?:cpu|memory)": "\d+"/g))
  assert.deepEqual(added(''), [['"cpu": "512"'], ['"memory": "2048"']])
  assert.deepEqual(added('"memory": "4096", '), [['"memory": "4096"', '"cpu": "512"']])
  assert.deepEqual(added('"cpu": "1 vCPU", '), [['"memory": "2048"']])
  assert.deepEqual(added('"memory": "700", '), [], 'no size has this memory')
  assert.deepEqual(added('"cpu": null, "memory": null, '), [['"cpu": "512"'], ['"memory": "2048"']], 'null is overwritten')
})

test('containers without memory come before the missing memory of a Fargate task', () => {
  const text = task(container('"essential": true'), '"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024", ')
  assert.deepEqual(messages('fargate-size-required', text), [])
  assert.equal(messages('container-memory-required', text).length, 1)
  assert.match(fixed('container-memory-required', text)[0] ?? '', /"memory": "2048" }$/)
  assert.deepEqual(
    said('container-memory-required', text).map(({ path }) => path),
    ['containerDefinitions[0].memory'],
  )
})

test('the task is raised to what its containers ask, on Fargate to the next size', () => {
  const asks = '"cpu": 600, "memory": 3000, "memoryReservation": 2500'
  assert.deepEqual(fixed('container-cpu-over-task', task(container(asks), '"cpu": "512", ')), [task(container(asks), '"cpu": "600", ')])
  const small = task(container(asks), fargate('512', '2048'))
  assert.deepEqual(fixed('container-cpu-over-task', small), [task(container(asks), fargate('1024', '2048'))])
  assert.deepEqual(fixed('memory-reservation-over-task', small), [task(container(asks), fargate('512', '3072'))])
  assert.deepEqual(allFixed('container-memory-over-task', small), [
    task(container(asks.replace('3000', '2048')), fargate('512', '2048')),
    task(container(asks), fargate('512', '3072')),
  ])
})

test('on Windows instances the size of the task does not limit its containers', () => {
  const asks = container('"cpu": 600, "memory": 3000, "memoryReservation": 2500')
  for (const code of ['container-cpu-over-task', 'container-memory-over-task', 'memory-reservation-over-task']) {
    assert.deepEqual(messages(code, task(asks, `"cpu": "512", "memory": "2048", ${windows}`)), [], code)
    assert.equal(messages(code, task(asks, fargate('512', '2048', windows))).length, 1, code)
  }
})

test('what is not known adds nothing to what the containers ask', () => {
  const half = task(`${container('"memoryReservation": 300')}, ${container('"memoryReservation": ${MEMORY}')}`, '"memory": "512", ')
  assert.deepEqual(messages('memory-reservation-over-task', half), [])
})

test('a definition is measured as it is sent: without blanks, in UTF-8, without what only DescribeTaskDefinition prints', () => {
  const frame = JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'web', image: '' }] }).length
  const sized = (image: string, space: string | number = 0, more = {}) =>
    JSON.stringify({ family: 'web', ...more, containerDefinitions: [{ name: 'web', image }] }, null, space)
  const judged = (text: string) => messages('definition-size', text)
  assert.deepEqual(judged(sized('x'.repeat(65536 - frame))), [])
  assert.deepEqual(judged(sized('x'.repeat(65537 - frame))), ['the definition has 65537 bytes without blanks; the limit is 65536'])
  assert.deepEqual(judged(sized('x'.repeat(65536 - frame), 10)), [], 'blanks do not count')
  assert.deepEqual(judged(sized('x'.repeat(65536 - frame), 0, { revision: 7, status: 'ACTIVE' })), [])
  for (const [letter, bytes] of [
    ['é', 2],
    ['€', 3],
    ['😀', 4],
  ] as const) {
    const fits = Math.floor((65536 - frame) / bytes)
    assert.deepEqual(judged(sized(letter.repeat(fits))), [], letter)
    assert.equal(judged(sized(letter.repeat(fits + 1))).length, 1, letter)
  }
  assert.deepEqual(judged(sized(`\${IMAGE}${'x'.repeat(65000)}`, 0, { memory: '512' })), [], 'a placeholder may become short')
  const text = `{ "taskDefinition": ${sized('x'.repeat(70000))}, "tags": [] }`
  const [finding] = said('definition-size', text)
  assert.equal(finding && text.slice(finding.span.start, finding.span.end), '"containerDefinitions"')
  assert.deepEqual(
    finding?.related?.map(({ message }) => message),
    ['the largest container, with 70025 bytes'],
  )
})

test('clauses that are only documented are warnings', () => {
  const long = 'x'.repeat(256)
  const weights: readonly (readonly [string, string, readonly string[]])[] = [
    ['family-name', task('').replace('web', 'a b'), ['error']],
    ['family-name', task('').replace('web', long), ['warning']],
    ['family-name', task('').replace('web', long.slice(1)), []],
    ['container-name', task(container('"memory": 1', long)), ['warning']],
    ['image-name', task(`{ "image": "${long}" }`), ['error']],
    ['image-name', task(`{ "image": "${long.slice(1)}@sha256:${'a'.repeat(64)}" }`), []],
    ['image-name', task(`{ "image": "nginx@md5:${'a'.repeat(64)}" }`), ['warning']],
    ['task-size', task('', '"cpu": "1 CPU", '), ['error']],
    ['task-size', task('', '"memory": "1 MB", '), ['warning']],
    ['task-size', task('', '"cpu": "127", '), ['warning']],
    ['task-size', task('', '"cpu": "196609", '), ['warning']],
    ['task-size', task('', `"cpu": "64", ${windows}`), []],
    ['container-port-range', task(ports('"containerPortRange": "9-8"')), ['error']],
    ['container-port-range', task(ports('"containerPortRange": "0-8"')), ['warning']],
    ['port-name-unique', task(ports('"name": "a"', '"name": "a"'), '"networkMode": "awsvpc", '), ['error']],
    ['port-name-unique', task(ports('"name": "a"', '"name": "a"')), ['warning']],
    ['port-used-twice', task(ports('"containerPort": 1', '"containerPort": 1'), '"networkMode": "host", '), ['warning']],
    ['port-used-twice', task(ports('"hostPort": 1', '"hostPort": 1'), '"networkMode": "host", '), ['error']],
    ['links-network-mode', task(container('"links": ["a"]'), '"networkMode": "awsvpc", '), ['error']],
    ['links-network-mode', task(container('"links": ["a"]'), '"networkMode": "none", '), ['warning']],
  ]
  for (const [code, text, severities] of weights)
    assert.deepEqual(
      said(code, text).map(({ severity }) => severity),
      severities,
      `${code} ${text.slice(0, 200)}`,
    )
})

test('of what belongs to the task a bare list of containers says nothing', () => {
  const settings = Object.fromEntries(taskDefinitionRules.map(({ id }) => [id, 'warning' as const]))
  const bare = `[{ "name": "web", "image": "nginx", "essential": false, "hostname": "w", "links": ["db"], "dnsServers": ["1.1.1.1"],
    "extraHosts": [{}], "portMappings": [{ "containerPort": 80, "hostPort": 22, "name": "a", "appProtocol": "http" }] }, { "name": "db", "image": "x" }]`
  assert.deepEqual(codes(bare, settings), [])
  const beanstalk = `{ "AWSEBDockerrunVersion": 2, "containerDefinitions": ${bare} }`
  assert.deepEqual(codes(beanstalk, settings), [])
})

test('nothing is missing that a template or the rest of the file may still bring', () => {
  const silent: readonly (readonly [string, string])[] = [
    ['container-memory-required', task('{ "name": "web", {{ include "size" . }} }')],
    ['container-memory-required', task('{ "name": "web" }', '{{ include "size" . }} ')],
    ['container-memory-required', '{ "family": "web", "containerDefinitions": [{ "name": "web"'],
    ['fargate-size-required', task('', '"requiresCompatibilities": ["FARGATE"], {{ include "size" . }} ')],
    ['fargate-network-mode', task('', '"requiresCompatibilities": ["FARGATE"], {{ include "network" . }} ')],
    ['essential-container', task('{ "name": "a", "essential": false }, {{ include "main" . }}')],
    ['container-list-empty', '{ "family": "web", "containerDefinitions": ['],
    ['host-port', task(ports('"containerPort": 1, "hostPort": 22'), '{{ include "network" . }} ')],
  ]
  for (const [code, text] of silent) assert.deepEqual(messages(code, text), [], text)
})

test('what a template chooses between does not meet', () => {
  const either = (one: string, other: string) => `{{ if .A }} ${one} {{ else }} ${other} {{ end }}`
  const port = '"portMappings": [{ "containerPort": 80, "hostPort": 80, "name": "a" }]'
  const chosen = task(
    either(container(`"memoryReservation": 400, ${port}`), container(`"memoryReservation": 400, ${port}`)),
    '"memory": "512", ',
  )
  for (const code of ['container-name-unique', 'port-used-twice', 'port-name-unique', 'memory-reservation-over-task'])
    assert.deepEqual(messages(code, chosen), [], code)
})

test('a hundred port ranges are enough', () => {
  const ranges = (count: number) => ports(...Array.from({ length: count }, (_, i) => `"containerPortRange": "${i * 10 + 1}-${i * 10 + 5}"`))
  assert.deepEqual(messages('container-port-range', task(ranges(100))), [])
  assert.deepEqual(messages('container-port-range', task(`${ranges(100)}, ${ranges(101)}`)), [
    'more than 100 port ranges; a container takes at most 100',
  ])
})

test('every claim of a taken port is found once, as by comparing each with all before it', () => {
  const claim = fc
    .record({
      low: fc.integer({ min: 1, max: 30 }),
      width: fc.constantFrom(0, 0, 1, 7, 20),
      protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    })
    .map(({ low, width, protocol }) => ({ low, high: low + width, protocol }))
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 15 }), (drawn) => {
      const claims = drawn.map((one, i): PortClaim => ({ ...one, at: { start: i, end: i } }))
      const meets = (a: PortClaim, b: PortClaim) => a.protocol === b.protocol && a.low <= b.high && b.low <= a.high
      const found = collisions(claims)
      assert.deepEqual(
        found.map(({ later }) => later),
        claims.filter((one, i) => claims.slice(0, i).some((other) => meets(one, other))),
      )
      for (const { later, first } of found) assert.ok(meets(later, first) && first.at.start < later.at.start)
    }),
  )
})

test('twenty thousand port mappings cost little', () => {
  const mappings = (one: (i: number) => string) =>
    task(ports(...Array.from({ length: 20_000 }, (_, i) => one(i))), '"networkMode": "awsvpc", ')
  for (const text of [
    mappings((i) => `"containerPort": ${(i % 65535) + 1}, "hostPort": 1`),
    mappings((i) => `"containerPortRange": "${(i % 1000) + 1}-65535", "name": "a"`),
  ]) {
    const doc = readTaskDefinition(text)
    // Linear work takes some tenths of a second, work that grows with the square takes minutes.
    assert.ok(cpuTime(() => run(taskDefinitionRules, doc, { settings: {}, bug: rethrow })) < 5000)
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

function codes(text: string, settings: Parameters<typeof run>[2]['settings']): readonly string[] {
  return run(taskDefinitionRules, readTaskDefinition(text), { settings, bug: rethrow }).map(({ code }) => code)
}

/** The document after the preferred fix of each finding, applied alone. */
function fixed(code: string, text: string): readonly string[] {
  return said(code, text).flatMap((finding) =>
    fixesOf(finding)
      .slice(0, 1)
      .map(({ edits }) => apply(text, edits)),
  )
}

/** The document after each fix that is offered, applied alone. */
function allFixed(code: string, text: string): readonly string[] {
  return said(code, text).flatMap((finding) => fixesOf(finding).map(({ edits }) => apply(text, edits)))
}

function rethrow(id: string, error: unknown): never {
  throw new Error(`${id} threw`, { cause: error })
}
