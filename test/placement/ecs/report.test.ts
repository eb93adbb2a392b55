import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EcsCluster } from '../../../server/src/placement/ecs/cluster.ts'
import { placeEcs } from '../../../server/src/placement/ecs/report.ts'
import { reportText } from '../../../server/src/placement/text.ts'
import type { EcsServicePlan } from '../../../server/src/placement/workload.ts'
import { amount, cluster, place, placed, somewhere, tasks } from './drawn.ts'

/** A cluster in which two tasks find a place and the third does not, for four different reasons. */
const bays = cluster(
  `
    i-0a1f  eu-west-1a  2048/7600  api=600/5600
    i-0b77  eu-west-1a  2048/7600  api=900/6672
    i-0c20  eu-west-1a  4096/7600  api=900/6884
    i-1d42  eu-west-1b  2048/7600  api=500/5600
    i-1e09  eu-west-1b  2048/7600  api=1638/2000
    i-1f3c  eu-west-1b  4096/7600  proxy=500/2000:80
    i-2a90  eu-west-1c  2048/7600  api=1679/2000
    i-2b15  eu-west-1c  2048/7600  api=900/6986
    i-2c6e  eu-west-1c  2048/7600  status=DRAINING
  `,
  { name: 'prod-eu' },
)

test('the whole report as text', () => {
  const strategies: EcsServicePlan['strategies'] = [
    { type: 'spread', field: 'attribute:ecs.availability-zone' },
    { type: 'binpack', field: 'memory' },
  ]
  const report = place(tasks('web 512/1024 :80 x3', {}, { strategies }), bays)
  assert.equal(
    reportText(report),
    `web: ECS service, EC2, 3 tasks on prod-eu · ECS · 9 instances
Order: spread(zone), binpack(memory)

2 of 3 tasks fit. The third is short of memory by 96 MiB.
Closest: i-0b77 has 928 MiB free, the task asks 1,024 MiB at line 14. One of 2 equal choices for the
first task: taken by name.
Scheduler: service web was unable to place a task because no container instance met all of its
requirements. The closest matching container-instance i-0b77 has insufficient memory available.

CPU 34 -> 38 %, memory 55 -> 58 %, stranded CPU 11,060 units, stranded memory 16.4 GiB, headroom 0
more

eu-west-1a
  i-0a1f  m6i.large  cpu 54 %  mem 87 %  takes web
  i-0b77  m6i.large  cpu 44 %  mem 88 %  no: memory −96 MiB
  i-0c20  m6i.large  cpu 22 %  mem 91 %  no: memory −308 MiB

eu-west-1b
  i-1d42  m6i.large  cpu 49 %  mem 87 %  takes web
  i-1e09  m6i.large  cpu 80 %  mem 26 %  no: cpu −102 units
  i-1f3c  m6i.large  cpu 12 %  mem 26 %  no: port 80 taken

eu-west-1c
  i-2a90  m6i.large  cpu 82 %  mem 26 %  no: cpu −143 units
  i-2b15  m6i.large  cpu 44 %  mem 92 %  no: memory −410 MiB
  i-2c6e  m6i.large  cpu 0 %   mem 0 %   no: draining

Why the rest can't take it
  where        what          asked      free                          short by   closest  asked at
  5 instances  memory        1,024 MiB  614–976 MiB                   96 MiB     i-0b77   line 14
      would help: lower memoryReservation to 928
  3 instances  host port 80  free       taken by web, taken by proxy  -          i-1f3c   line 21
      would help: use a dynamic port (0)
  2 instances  CPU           512 units  369–410 units                 102 units  i-1e09   line 13
      would help: lower cpu to 410
  1 instance   status        ACTIVE     DRAINING                      -          i-2c6e   -

What if
  event                       outcome                 because
  one more task               no                      memory binds first; 96 MiB short on i-0b77
  lose eu-west-1a             1 of 2 tasks must move  1 pending: CPU
  lose eu-west-1b             1 of 2 tasks must move  1 pending: memory
  lose any one instance       survives 7 of 9         losing i-0a1f or i-1d42 leaves 1 task pending
  rolling update 100 / 200 %  blocked                 needs room for 1 more, has 0 (memory)

Not simulated, or assumed
  - the service does not publish how it breaks ties; equal instances are taken by name
  - service quotas, image pulls, subnets and security groups, and tasks that others start meanwhile
    are not simulated
`,
  )
})

/** The sentence and the detail of the verdict. */
function said(...args: Parameters<typeof place>): readonly [string, string] {
  const { sentence = '', detail = '' } = place(...args).workloads[0]?.verdict ?? {}
  return [sentence, detail]
}

test('the verdict counts in words', () => {
  assert.deepEqual(said('web 1/1', 'a  z1  9/9'), ['The task fits.', ''])
  assert.deepEqual(said('web 1/1 x3', 'a  z1  9/9'), ['All 3 tasks fit.', ''])
  assert.deepEqual(said('web 4/4 x3', 'a  z1  9/9')[0], '2 of 3 tasks fit. The third is short of memory by 3 MiB and CPU by 3 units.')
  assert.deepEqual(said('web 9/9 x30', 'a  z1  9/9')[0], '1 of 30 tasks fits. The second is short of memory by 9 MiB and CPU by 9 units.')
  assert.deepEqual(said('web 9/10', 'a  z1  9/9'), [
    'The task does not fit. It is short of memory by 1 MiB.',
    'Closest: a has 9 MiB free, the task asks 10 MiB at line 14.',
  ])
  assert.deepEqual(said('web 9/10 x5', 'a  z1  9/9')[0], 'None of 5 tasks fits. The first is short of memory by 1 MiB.')
  assert.deepEqual(said('web 1/1 :80', 'a  z1  9/9  proxy=1/1:80'), [
    'The task does not fit. It finds host port 80 taken by proxy.',
    'Closest: a has host port 80 taken by proxy, the task needs it free at line 21.',
  ])
  assert.deepEqual(
    said('web 9/10 :80', 'a  z1  9/9  proxy=0/0:80')[0],
    'The task does not fit. It is short of memory by 1 MiB and finds host port 80 taken by proxy.',
  )
  assert.deepEqual(said('web 9/10', ''), ['The task does not fit. The cluster has no instances.', ''])
})

test('the verdict leads to the line that asked', () => {
  assert.equal(place('web 9/10', 'a  z1  9/9').workloads[0]?.verdict.source?.line, 14)
  assert.equal(place('web 10/9', 'a  z1  9/9').workloads[0]?.verdict.source?.line, 13)
})

test('what is not known yet is said, not guessed', () => {
  const unknown = [{ what: 'memory of container "web"', source: { ...somewhere, line: 7 } }]
  const report = place(tasks('web 1/0 x2', { unknown }), 'a  z1  9/9')
  assert.equal(report.workloads[0]?.verdict.sentence, 'All 2 tasks fit. This is without memory of container "web", which is not known yet.')
  assert.ok(report.fidelity.includes('memory of container "web" (line 7) is not known yet and counts as nothing'))
})

/** The advice in the table, and what it would write. */
function help(...args: Parameters<typeof place>): readonly (string | undefined)[] {
  return (
    place(...args).workloads[0]?.reasons.map(
      ({ help: advice }) => advice && `${advice.title}${advice.edit ? ` -> ${advice.edit.text}` : ''}`,
    ) ?? []
  )
}

test('advice says how low to go, as long as one field can carry it', () => {
  assert.deepEqual(help('web 9/10', 'a  z1  9/9'), ['lower memoryReservation to 9 -> 9'])
  assert.deepEqual(help('web 2048/1', 'a  z1  1234/9'), ['lower cpu to 1,234 -> 1234'])
  assert.deepEqual(help('web 9/1', 'a  z1  0/9'), [undefined])
  const two = { ...amount(3000, 'memory', 14), part: 1000 }
  assert.deepEqual(help(tasks('web 1/1', { memoryMiB: two }), 'a  z1  9/2500'), ['lower memory to 500 -> 500'])
  assert.deepEqual(help(tasks('web 1/1', { memoryMiB: two }), 'a  z1  9/1500'), [undefined])
  const floor = { ...amount(3000, 'memory', 14), least: 2800 }
  assert.deepEqual(help(tasks('web 1/1', { memoryMiB: floor }), 'a  z1  9/2800'), ['lower memory to 2,800 -> 2800'])
  assert.deepEqual(help(tasks('web 1/1', { memoryMiB: floor }), 'a  z1  9/2799'), [undefined])
  const { digits: _, ...spelt } = amount(3072, 'memory', 14)
  assert.deepEqual(help(tasks('web 1/1', { memoryMiB: spelt }), 'a  z1  9/2048'), ['lower memory to 2,048 MiB'])
})

test('no advice against one reason where another stays', () => {
  assert.deepEqual(help('web 9/10', 'a  z1  9/9  status=DRAINING'), [undefined, undefined])
  assert.deepEqual(help('web 9/10 :80', 'a  z1  9/9  x=0/0:80'), ['lower memoryReservation to 9 -> 9', 'use a dynamic port (0) -> 0'])
})

test('the message of the service, in its own words', () => {
  const event = (...[workload, on]: Parameters<typeof place>) => place(workload, on).workloads[0]?.schedulerMessage
  const web = (more: Parameters<typeof tasks>[1] = {}) => tasks('web 5/5 :80', more, {})
  const start =
    'service web was unable to place a task because no container instance met all of its requirements. The closest matching container-instance a '
  assert.equal(event(web(), 'a  z1  4/9'), `${start}has insufficient CPU units available.`)
  assert.equal(event(web(), 'a  z1  9/4'), `${start}has insufficient memory available.`)
  assert.equal(event(web({ gpus: { value: 1 } }), 'a  z1  9/9'), `${start}has insufficient GPU resource available.`)
  assert.equal(event(web(), 'a  z1  9/9  x=1/1:80'), `${start}is already using a port required by your task.`)
  assert.equal(
    event(web({ attributes: [{ name: 'x', source: somewhere }] }), 'a  z1  9/9'),
    `${start}is missing an attribute required by your task.`,
  )
  assert.equal(event(web(), 'a  z1  9/9  agent=off'), `${start}encountered error "AGENT".`)
  assert.equal(
    event(web({ constraints: [{ type: 'memberOf', expression: 'attribute:x exists', source: somewhere }] }), 'a  z1  9/9'),
    `${start}encountered error "MemberOf placement constraint unsatisfied.".`,
  )
  const none = 'service web was unable to place a task. Reason: No Container Instances were found in your '
  assert.equal(event(web(), ''), `${none}cluster.`)
  assert.equal(event(web(), 'a  z1  9/9  status=DRAINING'), `${none}cluster.`)
  const provider = { capacityProviders: [{ name: 'od', base: 0, weight: 1 }] }
  const on = cluster('a  z1  9/9', { capacityProviders: [{ name: 'od', kind: 'AUTO_SCALING_GROUP' }] })
  assert.equal(event(tasks('web 5/5', {}, provider), on), `${none}capacity provider.`)
  assert.equal(event('web 5/5', 'a  z1  9/4'), 'RESOURCE:MEMORY')
  assert.equal(event('web 5/5', 'a  z1  9/9'), undefined)
})

test('totals: shares before and after, what is stranded, what it costs', () => {
  const { totals } = place(
    'web 50/100 x2',
    'a  z1  100/1000  api=50/100  usd=0.1\nb  z1  100/1000  api=60/100  usd=0.25\nc  z1  100/1000  usd=0.05  status=DRAINING',
  )
  assert.deepEqual(totals, {
    cpuPercent: { before: 37, after: 53 },
    memoryPercent: { before: 7, after: 10 },
    strandedMemoryMiB: 800 + 900,
    strandedCpu: 0,
    costPerHourUsd: 0.1 + 0.25 + 0.05,
    costPerMonthUsd: (0.1 + 0.25 + 0.05) * 730,
  })
  assert.equal(place('web 50/100', 'a  z1  100/1000  usd=0.1\nb  z1  100/1000').totals.costPerHourUsd, undefined)
})

const onFargate = (fargate: EcsCluster['fargate'] = { zones: ['eu-west-1b', 'eu-west-1a'] }) =>
  cluster('a  z1  9999/9999', {
    fargate,
    capacityProviders: [
      { name: 'FARGATE', kind: 'FARGATE' },
      { name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' },
    ],
  })
const fargate = (drawn: string, more: Parameters<typeof tasks>[1] = {}, service?: Parameters<typeof tasks>[2]) => {
  const [cpu = 0, memory = 0] = (drawn.split(' ')[1] ?? '').split('/').map(Number)
  return tasks(
    drawn,
    {
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpuUnits: amount(cpu, 'cpu', 13),
      memoryMiB: amount(memory, 'memory', 14),
      ...more,
    },
    service,
  )
}

test('Fargate takes every task of a size it has, spread over the zones, and says what that costs', () => {
  const report = place(fargate('web 512/1024 x3'), onFargate())
  assert.equal(placed(report), 'FARGATE eu-west-1a FARGATE eu-west-1b FARGATE eu-west-1a')
  assert.deepEqual(report.workloads[0]?.verdict, {
    kind: 'fits',
    sentence: 'All 3 tasks fit.',
    detail: 'Each is given 0.5 vCPU, 1 GiB; together they cost $0.074 per hour, $54.06 per month.',
  })
  assert.equal(report.workloads[0]?.kind, 'ECS task definition, Fargate')
  const node = report.nodes.find(({ name }) => name === 'FARGATE eu-west-1a')
  assert.deepEqual(node?.takes, [{ workload: 'web', count: 2 }])
  assert.deepEqual(
    node?.resources.map(({ capacity, free }) => [capacity, free]),
    [
      [1024, 0],
      [2048, 0],
    ],
  )
})

test('what the containers leave of a Fargate size is paid for and free', () => {
  const report = place(fargate('web 512/1024', { memoryMiB: { ...amount(1024, 'memory', 14), least: 700 } }), onFargate())
  assert.deepEqual(report.nodes.find(({ type }) => type === 'Fargate')?.resources[1], {
    resource: 'memory',
    label: 'mem',
    unit: 'MiB',
    capacity: 1024,
    system: 0,
    running: 0,
    placed: 700,
    free: 324,
  })
})

test('Fargate Spot by capacity providers, at a third of the price', () => {
  const providers = [
    { name: 'FARGATE', base: 1, weight: 0 },
    { name: 'FARGATE_SPOT', base: 0, weight: 1 },
  ]
  const report = place(fargate('web 1024/2048 x3', {}, { capacityProviders: providers }), onFargate())
  assert.equal(placed(report), 'FARGATE eu-west-1a FARGATE_SPOT eu-west-1b FARGATE_SPOT eu-west-1a')
  assert.match(report.workloads[0]?.verdict.detail ?? '', /\$0\.079 per hour/)
})

test('sizes that Fargate does not have', () => {
  const refused = (workload: Parameters<typeof place>[0]) => place(workload, onFargate()).workloads[0]
  const memory = refused(fargate('web 256/700 x2'))
  assert.equal(memory?.verdict.sentence, 'None of 2 tasks fits. Fargate with 256 units takes 512, 1,024 or 2,048 MiB, not 700 MiB.')
  assert.equal(memory?.schedulerMessage, 'No Fargate configuration exists for given values')
  assert.deepEqual(memory?.reasons[0]?.help, { title: 'raise memory to 1024', edit: { span: { start: 140, end: 144 }, text: '1024' } })
  assert.equal(refused(fargate('web 256/4096'))?.reasons[0]?.help?.title, 'use 512 units and 4,096 MiB')
  assert.equal(
    refused(fargate('web 300/700'))?.verdict.sentence,
    'The task does not fit. Fargate takes 256, 512, 1,024, 2,048, 4,096, 8,192 or 16,384 CPU units, not 300.',
  )
  assert.equal(refused(fargate('web 4096/4096'))?.reasons[0]?.free, '8 GiB to 30 GiB')
  assert.equal(refused(fargate('web 99999/4096'))?.reasons[0]?.help, undefined)
  assert.match(
    refused(tasks('web 256/512', { requiresCompatibilities: ['FARGATE'], cpuUnits: { value: 256 } }))?.schedulerMessage ?? '',
    /^Fargate requires that 'cpu' be/,
  )
})

test('a Fargate definition needs a cluster with Fargate, one for both goes to instances', () => {
  assert.equal(
    place(fargate('web 256/512'), 'a  z1  999/999').workloads[0]?.verdict.sentence,
    'The task does not fit. The cluster test has no Fargate capacity provider.',
  )
  assert.equal(placed(place(fargate('web 256/512', { requiresCompatibilities: ['EC2', 'FARGATE'] }), onFargate())), 'a')
  assert.equal(
    placed(place(fargate('web 256/512', { requiresCompatibilities: ['EC2', 'FARGATE'] }, { launchType: 'FARGATE' }), onFargate())),
    'FARGATE eu-west-1a',
  )
  const empty = { ...onFargate(), instances: [] }
  assert.equal(placed(place(fargate('web 256/512', { requiresCompatibilities: ['EC2', 'FARGATE'] }), empty)), 'FARGATE eu-west-1a')
})

test('an empty cluster, and no workload at all', () => {
  assert.deepEqual(placeEcs([], cluster('')).totals, {
    cpuPercent: { before: 0, after: 0 },
    memoryPercent: { before: 0, after: 0 },
    costPerHourUsd: 0,
    costPerMonthUsd: 0,
  })
  assert.equal(reportText(place('web 1/1', '')).includes('NaN'), false)
})
