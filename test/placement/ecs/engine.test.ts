import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assignments } from '../../../server/src/placement/ecs/providers.ts'
import type { EcsConstraint, EcsStrategy } from '../../../server/src/placement/workload.ts'
import { cluster, place, placed, refusals, shortfalls, somewhere, tasks } from './drawn.ts'

test('what already runs counts, to the last MiB and unit', () => {
  const report = place(
    'api 500/1024 x9',
    `
    a  z1  2000/8192  web=1000/7168
    b  z1  2000/8192  web=1000/7169
    c  z1  2000/8192  web=1501/1000
  `,
  )
  assert.equal(placed(report), 'a - - - - - - - -')
  assert.deepEqual(shortfalls(report), { a: { memory: 1024 }, b: { memory: 1 }, c: { CPU: 1 } })
})

test('every reason of an instance is told, not the first only', () => {
  const report = place('api 500/1024 :80', 'a  z1  400/512  proxy=100/100:80  status=DRAINING  agent=off')
  assert.deepEqual(refusals(report), [
    'a: status / status: ACTIVE, DRAINING',
    'a: AGENT / agent: connected, disconnected',
    'a: RESOURCE:MEMORY / memory: 1,024 MiB, 412 MiB',
    'a: RESOURCE:CPU / CPU: 500 units, 300 units',
    'a: RESOURCE:PORTS / host port 80: free, taken by proxy',
  ])
})

test('who asks for nothing fits everywhere', () => {
  const report = place('idle 0/0 x3', 'a  z1  100/100  web=100/100\nb  z2  100/100  web=200/200')
  assert.equal(placed(report), 'a b a')
  assert.equal(report.workloads[0]?.headroom, undefined)
})

test('a fixed host port is bound once per instance; TCP and UDP are apart', () => {
  assert.equal(placed(place('web 1/1 :80 x3', 'a  z1  100/100\nb  z1  100/100')), 'a b -')
  assert.equal(placed(place('dns 1/1 :53/udp x2', 'a  z1  100/100  other=1/1:53')), 'a -')
  assert.equal(placed(place('dns 1/1 :53/udp', 'a  z1  100/100  dns=1/1:53')), 'a')
})

test('ports that the agent keeps are taken', () => {
  assert.deepEqual(refusals(place('agent 1/1 :51678', 'a  z1  100/100')), [
    'a: RESOURCE:PORTS / host port 51678: free, taken by the system',
  ])
  assert.equal(placed(place('ssh 1/1 :22/udp', 'a  z1  100/100')), 'a')
})

test('at most 100 host ports are reserved, those of the agent included', () => {
  const ports = (count: number) => Array.from({ length: count }, (_, i) => `:${1000 + i}`).join(' ')
  assert.equal(placed(place(`many 1/1 ${ports(95)}`, 'a  z1  100/100')), 'a')
  const report = place(`many 1/1 ${ports(96)}`, 'a  z1  100/100')
  assert.deepEqual(refusals(report), ['a: RESOURCE:PORTS / reserved ports: 96 ports, 95 ports'])
})

test('tasks with a network interface of their own count against the limit of the instance', () => {
  const report = place('web 1/1 awsvpc x4', 'a  z1  100/100  interfaces=2\nb  z1  100/100  interfaces=1')
  assert.equal(placed(report), 'a b a -')
  assert.deepEqual(shortfalls(report), { a: { 'network interface': 1 }, b: { 'network interface': 1 } })
  assert.equal(placed(place('web 1/1 awsvpc x3', 'a  z1  100/100')), 'a a a')
})

test('GPUs are given whole', () => {
  const report = place('train 1/1 gpus=2 x2', 'a  z1  100/100  gpus=3\nb  z1  100/100')
  assert.equal(placed(report), 'a -')
  assert.deepEqual(refusals(report), ['a: RESOURCE:GPU / GPU: 2, 1', 'b: RESOURCE:GPU / GPU: 2, 0'])
})

test('attributes that features need must be there', () => {
  const attributes = ['ecs.capability.efs', 'ecs.capability.task-eni'].map((name) => ({ name, source: somewhere }))
  const report = place(
    tasks('web 1/1', { attributes }),
    'a  z1  100/100  @ecs.capability.efs\nb  z1  100/100  @ecs.capability.efs  @ecs.capability.task-eni',
  )
  assert.equal(placed(report), 'b')
  assert.deepEqual(refusals(report), ['a: ATTRIBUTE / attribute ecs.capability.task-eni: present, missing'])
})

test('the platform refuses only where the definition says it', () => {
  const arm = 'a  z1  100/100  @ecs.cpu-architecture=arm64  @ecs.os-type=windows'
  assert.equal(placed(place('web 1/1', arm)), 'a')
  const said = tasks('web 1/1', { platform: { os: 'LINUX', osSource: somewhere, cpu: 'X86_64', cpuSource: somewhere } })
  assert.deepEqual(refusals(place(said, arm)), [
    'a: ATTRIBUTE / ecs.os-type: linux, windows',
    'a: ATTRIBUTE / ecs.cpu-architecture: x86_64, arm64',
  ])
})

const memberOf = (expression: string): EcsConstraint => ({ type: 'memberOf', expression, source: somewhere })

test('memberOf keeps to instances that satisfy the expression', () => {
  const report = place(
    tasks('web 1/1 x2', { constraints: [memberOf('attribute:stack == prod')] }),
    'a  z1  9/9  @stack=dev\nb  z1  9/9  @stack=prod\nc  z1  9/9',
  )
  assert.equal(placed(report), 'b b')
  assert.deepEqual(refusals(report), [
    'a: MemberOf placement constraint unsatisfied. / attribute:stack: == prod, dev',
    'c: MemberOf placement constraint unsatisfied. / attribute:stack: == prod, not set',
  ])
})

test('of an expression those parts are named that are not satisfied, with what is there instead', () => {
  const said = (expression: string) =>
    refusals(place(tasks('web 1/1', { constraints: [memberOf(expression)] }), 'i-1  z1  9/9  @stack=dev  @gpu  db=1/1  version=1.9.0')).map(
      (line) => line.split(' / ')[1],
    )
  assert.deepEqual(said('attribute:stack == prod and attribute:ecs.availability-zone in [z1, z2] and agentVersion >= 1.10.0'), [
    'attribute:stack: == prod, dev',
    'agentVersion: >= 1.10.0, 1.9.0',
  ])
  assert.deepEqual(said('attribute:ecs.availability-zone in [z2, z3]'), ['attribute:ecs.availability-zone: in [z2, z3], z1'])
  assert.deepEqual(said('attribute:gpu !exists'), ['attribute:gpu: !exists, set'])
  assert.deepEqual(said('runningTasksCount == 0 and task:group == service:web'), [
    'runningTasksCount: == 0, 1',
    'task:group: == service:web, service:db',
  ])
  assert.deepEqual(said('ec2InstanceId == i-2 and agentConnected == false'), [
    'ec2InstanceId: == i-2, i-1',
    'agentConnected: == false, true',
  ])
  assert.deepEqual(said('attribute:stack == prod or attribute:stack == test'), [
    'memberOf: attribute:stack == prod or attribute:stack == test, not satisfied',
  ])
  assert.deepEqual(said('not(attribute:stack == dev)'), ['memberOf: not(attribute:stack == dev), not satisfied'])
})

test('memberOf may ask for what runs on the instance, which placing changes', () => {
  const near = tasks('web 1/1 x2', { constraints: [memberOf('task:group == service:db')] })
  assert.equal(placed(place(near, 'a  z1  9/9\nb  z1  9/9  db=1/1')), 'b b')
  const both = tasks('web 1/1', { constraints: [memberOf('task:group == service:db and task:group == service:mq')] })
  assert.equal(placed(place(both, 'a  z1  9/9  db=1/1\nb  z1  9/9  db=1/1  mq=1/1')), 'b')
  const few = tasks('web 1/1 x4', { constraints: [memberOf('runningTasksCount < 2')] })
  assert.equal(placed(place(few, 'a  z1  9/9  db=1/1\nb  z1  9/9')), 'a b b -')
  const apart = tasks('web 1/1 x3', { constraints: [memberOf('not(task:group == service:web)')] })
  assert.equal(placed(place(apart, 'a  z1  9/9\nb  z1  9/9  web=1/1')), 'a - -')
})

test('an expression that cannot be decided does not refuse; one that cannot be read is not applied and said to be so', () => {
  const undecided = place(tasks('web 1/1', { constraints: [memberOf('attribute:stack =~ (?=p).*')] }), 'a  z1  9/9  @stack=prod')
  assert.equal(placed(undecided), 'a')
  assert.ok(undecided.fidelity.includes('a pattern in a constraint must match the whole value'))
  const unread = place(tasks('web 1/1', { constraints: [memberOf('attributes:stack == prod')] }), 'a  z1  9/9')
  assert.equal(placed(unread), 'a')
  assert.ok(unread.fidelity.includes('the constraint at line 1 cannot be read and is not applied'))
})

test('distinctInstance: one task of the group per instance, those that run already included', () => {
  const service = { constraints: [{ type: 'distinctInstance' as const, source: somewhere }] }
  const report = place(tasks('web 1/1 x3', {}, service), 'a  z1  9/9  web=1/1\nb  z1  9/9  db=1/1\nc  z1  9/9')
  assert.equal(placed(report), 'b c -')
  assert.equal(
    refusals(report)[0],
    'a: DistinctInstance placement constraint unsatisfied. / distinctInstance: none of service:web, has one already',
  )
})

/** The examples of the developer guide: strategies, and where five tasks go on the same four instances. */
const four = `
  i-1  us-east-1a  4096/4000
  i-2  us-east-1a  4096/3000
  i-3  us-east-1b  4096/4000  db=1/500
  i-4  us-east-1b  4096/4000
`
const zone: EcsStrategy = { type: 'spread', field: 'attribute:ecs.availability-zone' }
const strategies: readonly (readonly [string, readonly EcsStrategy[], string])[] = [
  ['spread over zones', [zone], 'i-1 i-3 i-1 i-3 i-1'],
  ['spread over instances', [{ type: 'spread', field: 'instanceId' }], 'i-1 i-2 i-3 i-4 i-1'],
  ['letter case does not matter', [{ type: 'spread', field: 'INSTANCEID' }], 'i-1 i-2 i-3 i-4 i-1'],
  ['host is another word for instance', [{ type: 'spread', field: 'host' }], 'i-1 i-2 i-3 i-4 i-1'],
  ['binpack by memory', [{ type: 'binpack', field: 'memory' }], 'i-2 i-2 i-2 i-3 i-3'],
  ['binpack by CPU', [{ type: 'binpack', field: 'cpu' }], 'i-3 i-3 i-3 i-1 i-1'],
  ['spread over zones, then instances', [zone, { type: 'spread', field: 'instanceId' }], 'i-1 i-3 i-2 i-4 i-1'],
  ['spread over zones, then binpack by memory', [zone, { type: 'binpack', field: 'memory' }], 'i-2 i-3 i-2 i-3 i-2'],
  [
    'spread over instances, then binpack by memory',
    [
      { type: 'spread', field: 'instanceId' },
      { type: 'binpack', field: 'memory' },
    ],
    'i-2 i-3 i-1 i-4 i-2',
  ],
  ['no strategy: zones, then instances', [], 'i-1 i-3 i-2 i-4 i-1'],
]

for (const [name, list, expected] of strategies) {
  test(name, () => assert.equal(placed(place(tasks('web 1000/1000 x5', {}, { strategies: list }), four)), expected))
}

test('spread counts tasks of the service wherever they run, and only those', () => {
  const service = { strategies: [zone] }
  assert.equal(placed(place(tasks('web 10/10 x3', {}, service), 'a  z1  90/90  web=5/5x2\nb  z2  90/90  db=5/5x7')), 'b b a')
  assert.equal(placed(place(tasks('web 10/10 x2', {}, service), 'a  z1  20/20  web=20/20\nb  z1  90/90\nc  z2  90/90')), 'c b')
})

test('instances without the attribute come last', () => {
  const service = { strategies: [{ type: 'spread' as const, field: 'attribute:rack' }] }
  const racks = 'a  z1  9/9\nb  z1  2/2  @rack=1\nc  z1  2/2  @rack=2'
  assert.equal(placed(place(tasks('web 1/1 x5', {}, service), racks)), 'b c b c a')
})

test('random is drawn from a fixed seed: scattered, and the same every time', () => {
  const draw = () =>
    placed(place(tasks('web 1/1 x8', {}, { strategies: [{ type: 'random' }] }), 'a  z1  99/99\nb  z1  99/99\nc  z1  99/99'))
  assert.equal(draw(), draw())
  assert.deepEqual([...new Set(draw().split(' '))].sort(), ['a', 'b', 'c'])
})

test('of equal instances the first by name is taken, numbers counting as numbers', () => {
  const report = place('web 1/1', 'n-10  z1  9/9\nn-9  z1  9/9')
  assert.deepEqual(report.workloads[0]?.placements, [{ node: 'n-9', equal: 2 }])
  assert.match(report.workloads[0]?.verdict.detail ?? '', /^One of 2 equal choices for the first task: taken by name\.$/)
})

const shares = (...list: readonly (readonly [string, number, number])[]) => list.map(([name, base, weight]) => ({ name, base, weight }))
const first = (list: Parameters<typeof assignments>[0], count: number) => {
  const generator = assignments(list)
  return Array.from({ length: count }, () => generator.next().value ?? '-').join('')
}

test('capacity providers: the base first, then the ratio of the weights', () => {
  assert.equal(first(shares(['a', 0, 1], ['b', 0, 4]), 10), 'abbbbabbbb')
  assert.equal(first(shares(['a', 0, 1], ['b', 0, 1]), 5), 'ababa')
  assert.equal(first(shares(['a', 2, 0], ['b', 0, 1]), 5), 'aabbb')
  assert.equal(first(shares(['a', 0, 3], ['b', 1, 2]), 6), 'bababa')
  assert.equal(first(shares(['a', 1, 0]), 3), 'a--')
})

test('tasks that a provider has already count towards its base and its weight', () => {
  const capacityProviders = shares(['od', 1, 1], ['spot', 0, 1])
  const on = (od: string, spot: string) => `a  z1  99/99  provider=od ${od}\nb  z1  99/99  provider=spot ${spot}`
  assert.equal(placed(place(tasks('web 4/4 x4', {}, { capacityProviders }), on('', ''))), 'a a b a')
  assert.equal(placed(place(tasks('web 4/4 x4', {}, { capacityProviders }), on('web=1/1x2', ''))), 'b a b a')
  assert.equal(placed(place(tasks('web 4/4 x3', {}, { capacityProviders }), on('', 'web=1/1x2'))), 'a a a')
})

test('a capacity provider strategy keeps to the instances of its providers, and a task whose provider is full waits', () => {
  const report = place(
    tasks('web 4/4 x5', {}, { capacityProviders: shares(['od', 1, 1], ['spot', 0, 1]) }),
    'a  z1  9/9  provider=od\nb  z1  99/99  provider=spot\nc  z1  99/99\nd  z1  99/99  provider=other',
  )
  assert.equal(placed(report), 'a a b - b')
  assert.deepEqual(refusals(report).slice(2), [
    'c: capacityProvider / capacity provider: od or spot, none',
    'd: capacityProvider / capacity provider: od or spot, other',
  ])
  assert.match(report.workloads[0]?.verdict.sentence ?? '', /^4 of 5 tasks fit\. The fourth is short of /)
})

test('a strategy that the service refuses places nothing and says why', () => {
  const on = cluster('a  z1  9/9  provider=od', {
    capacityProviders: [
      { name: 'od', kind: 'AUTO_SCALING_GROUP' },
      { name: 'FARGATE', kind: 'FARGATE' },
    ],
  })
  const sentence = (...list: readonly (readonly [string, number, number])[]) =>
    place(tasks('web 4/4', {}, { capacityProviders: shares(...list) }), on).workloads[0]?.verdict.sentence
  assert.equal(sentence(['spot', 0, 1]), 'The task does not fit. The cluster test has no capacity provider spot.')
  assert.equal(sentence(['od', 1, 0]), 'The task does not fit. No capacity provider has a weight above 0.')
  assert.equal(
    sentence(['od', 0, 1], ['FARGATE', 0, 1]),
    'The task does not fit. A capacity provider strategy cannot mix Auto Scaling groups and Fargate.',
  )
})

test('the default strategy of the cluster is taken where nothing else is said', () => {
  const on = cluster('a  z1  9/9  provider=od\nb  z1  9/9  provider=spot', { defaultStrategy: shares(['spot', 0, 1]) })
  assert.equal(placed(place('web 4/4 x2', on)), 'b b')
  assert.equal(placed(place(tasks('web 4/4 x2', {}, { launchType: 'EC2' }), on)), 'a b')
})

test('launch type EXTERNAL takes instances outside of EC2 and no others', () => {
  const on = 'a  z1  9/9\nb  z1  9/9  @ecs.capability.external'
  assert.equal(placed(place('web 1/1 x2', on)), 'a a')
  assert.equal(placed(place(tasks('web 1/1 x2', { requiresCompatibilities: ['EXTERNAL'] }), on)), 'b b')
  const managed = place(tasks('web 1/1 x2', { requiresCompatibilities: ['MANAGED_INSTANCES'] }), on)
  assert.equal(placed(managed), 'a a')
  assert.match(managed.fidelity[0] ?? '', /^ECS Managed Instances starts instances/)
})

test('a daemon runs once on every active instance that satisfies its constraints', () => {
  const daemon = tasks('log 5/5', { constraints: [memberOf('attribute:gpu !exists')] }, { scheduling: 'DAEMON' })
  const report = place(daemon, 'a  z1  9/9\nb  z1  9/9  @gpu\nc  z2  9/9  web=8/1\nd  z2  9/9  status=DRAINING\ne  z2  9/9')
  assert.equal(placed(report), 'a - e')
  assert.equal(report.workloads[0]?.strategy, 'daemon: one on every instance')
  assert.equal(report.workloads[0]?.verdict.sentence, '2 of 3 tasks fit. The second is short of CPU by 4 units.')
  assert.deepEqual(
    report.workloads[0]?.reasons.map(({ what, nodes }) => [what, nodes]),
    [['CPU', ['c']]],
  )
})

test('a daemon that no instance may have', () => {
  const report = place(tasks('log 5/5', {}, { scheduling: 'DAEMON' }), 'd  z2  9/9  status=DRAINING')
  assert.equal(report.workloads[0]?.verdict.sentence, 'The task does not fit. No instance may have one.')
})

test('several workloads take room one after the other', async () => {
  const { placeEcs } = await import('../../../server/src/placement/ecs/report.ts')
  const report = placeEcs([tasks('web 6/6'), tasks('api 6/6')], cluster('a  z1  9/9'))
  assert.deepEqual(
    report.workloads.map(({ placed: count, verdict }) => [count, verdict.sentence]),
    [
      [1, 'The task fits.'],
      [0, 'The task does not fit. It is short of memory by 3 MiB and CPU by 3 units.'],
    ],
  )
})
