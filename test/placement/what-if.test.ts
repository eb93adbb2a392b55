import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EcsCluster, EcsInstance } from '../../server/src/placement/ecs/cluster.ts'
import type { EcsServicePlan, EcsWorkload } from '../../server/src/placement/workload.ts'
import { amount, cluster, place, tasks } from './ecs/drawn.ts'

/** The questions whose event begins so, one per line: event | outcome | because. */
function asked(event: string, workload: EcsWorkload | string, on: EcsCluster | string): string {
  return place(workload, on)
    .whatIf.filter((one) => one.event.startsWith(event))
    .map(({ event: about, outcome, because }) => `${about} | ${outcome} | ${because}`)
    .join('\n')
}

test('one more: how many, and what ends it', () => {
  assert.equal(asked('one more', 'web 2/3', 'a  z1  9/9\nb  z1  9/9'), 'one more task | yes | 5 more fit; then memory runs out')
  assert.equal(asked('one more', 'web 3/2', 'a  z1  9/9\nb  z1  9/9'), 'one more task | yes | 5 more fit; then CPU runs out')
  assert.equal(asked('one more', 'web 2/6 x2', 'a  z1  9/9\nb  z1  9/9'), 'one more task | no | memory binds first; 3 MiB short on a')
  assert.equal(asked('one more', 'web 1/1 :80', 'a  z1  9/9'), 'one more task | no | host port 80 taken by web on a')
  assert.equal(asked('one more', 'idle 0/0', 'a  z1  9/9'), 'one more task | yes | it takes nothing that could run out')
  assert.equal(asked('one more', 'web 1/1', ''), 'one more task | no | there is nowhere to put it')
  assert.equal(asked('one more', tasks('log 1/1', {}, { scheduling: 'DAEMON' }), 'a  z1  9/9'), '')
})

test('a zone is lost: who must move and who finds a place', () => {
  assert.equal(
    asked('lose z', 'web 4/4 x3', 'a  z1  9/9\nb  z2  9/9\nc  z3  4/4'),
    [
      'lose z1 | 1 of 3 tasks must move | all find a place',
      'lose z2 | 1 of 3 tasks must move | all find a place',
      'lose z3 | 1 of 3 tasks must move | all find a place',
    ].join('\n'),
  )
  assert.equal(
    asked('lose z', 'web 9/9 x2', 'a  z1  9/9\nb  z2  9/9\nc  z2  4/4'),
    ['lose z1 | 1 of 2 tasks must move | 1 pending: memory', 'lose z2 | 1 of 2 tasks must move | 1 pending: memory'].join('\n'),
  )
})

test('a zone without any of the tasks, and a cluster of one zone, are not asked about', () => {
  assert.equal(asked('lose z', 'web 4/4', 'a  z1  9/9\nb  z2  9/9'), 'lose z1 | 1 of 1 task must move | all find a place')
  assert.equal(asked('lose z', 'web 4/4', 'a  z1  9/9\nb  z1  9/9'), '')
})

test('others who lose their place in the zone may be quicker', () => {
  assert.equal(
    asked('lose z1', 'web 4/4 x2', 'a  z1  20/20  db=3/3x2\nb  z2  9/9'),
    'lose z1 | 1 of 2 tasks must move | all find a place; if the 2 other tasks from there go first, 1 pending: memory',
  )
  assert.equal(
    asked('lose z1', 'web 4/4 x2', 'a  z1  20/20  db=5/5\nb  z2  9/9'),
    'lose z1 | 1 of 2 tasks must move | all find a place; if the 1 other task from there goes first, 1 pending: memory',
  )
})

test('any one instance is lost', () => {
  const event = 'lose any one instance'
  assert.equal(
    asked('lose any', 'web 4/4 x2', 'a  z1  9/9\nb  z1  9/9\nc  z1  9/9'),
    `${event} | survives all 3 | every task finds another place`,
  )
  assert.equal(
    asked('lose any', 'web 9/9 x2', 'a  z1  9/9\nb  z1  9/9\nc  z1  4/4'),
    `${event} | survives 1 of 3 | losing a or b leaves 1 task pending`,
  )
  assert.equal(
    asked('lose any', 'web 3/3 x5', 'a  z1  9/9\nb  z1  6/6'),
    `${event} | survives 0 of 2 | losing a or b leaves up to 3 tasks pending`,
  )
  assert.equal(
    asked('lose any', 'web 9/9 x4', 'a  z1  9/9\nb  z1  9/9\nc  z1  9/9\nd  z1  9/9'),
    `${event} | survives 0 of 4 | losing one of 4 instances, a among them, leaves 1 task pending`,
  )
  assert.equal(asked('lose any', 'web 10/9 x4', 'a  z1  9/9'), '')
})

test('asking about a lost instance with two capacity providers keeps to their split', () => {
  const capacityProviders = [
    { name: 'p', base: 0, weight: 1 },
    { name: 'q', base: 0, weight: 1 },
  ]
  const on = 'a  z1  9/9  provider=p\nb  z1  5/5  provider=q\nc  z1  99/99  provider=q'
  assert.equal(
    asked('lose any', tasks('web 5/5 x2', {}, { capacityProviders }), on),
    'lose any one instance | survives 2 of 3 | losing a leaves 1 task pending',
  )
})

/** The rolling update of so many tasks between limits, on instances of nine units with room for two each. */
function rolling(count: number, minimumHealthyPercent: number, maximumPercent: number, instances: number, port = ''): string {
  const drawn = Array.from({ length: instances }, (_, i) => `i${i}  z1  9/9`).join('\n')
  const service: Partial<EcsServicePlan> = { minimumHealthyPercent, maximumPercent }
  return asked('rolling', tasks(`web 4/4 x${count} ${port}`.trim(), {}, service), drawn).replace(/^rolling update /, '')
}

test('a rolling update passes if the limits leave room to start or to stop', () => {
  assert.equal(rolling(2, 100, 200, 2), '100 / 200 % | passes | 2 new can start beside 2 tasks')
  assert.equal(rolling(3, 100, 200, 2), '100 / 200 % | passes | 1 new can start beside 3 tasks')
  assert.equal(rolling(2, 50, 100, 1), '50 / 100 % | passes | stops 1 task first')
  assert.equal(rolling(2, 50, 200, 1), '50 / 200 % | passes | stops 1 task first')
})

test('a rolling update is blocked where there is no room for one more', () => {
  assert.equal(rolling(2, 100, 200, 1), '100 / 200 % | blocked | needs room for 1 more, has 0 (memory); 50 / 200 % would pass')
  assert.equal(rolling(1, 100, 200, 1, ':80'), '100 / 200 % | blocked | needs room for 1 more, has 0 (host port 80); 0 / 100 % would pass')
})

test('limits that round to the desired number block it, as the documentation warns', () => {
  assert.equal(
    rolling(3, 100, 125, 9),
    '100 / 125 % | blocked | 125 % of 3 rounds down to 3, 100 % up to 3: nothing may start or stop; 100 / 200 % would pass',
  )
  assert.match(rolling(2, 75, 149, 9), /^75 \/ 149 % \| blocked \| 149 % of 2 rounds down to 2, 75 % up to 2: /)
  assert.equal(rolling(4, 50, 100, 9), '50 / 100 % | passes | stops 2 tasks first')
})

test('a rolling update of what is not all there yet', () => {
  assert.equal(rolling(3, 100, 200, 1), '100 / 200 % | blocked | needs room for 1 more, has 0 (memory)')
  assert.equal(rolling(1, 100, 200, 0), '')
})

const spare = (name: string, size: string, more = ''): EcsInstance => {
  const [instance] = cluster(`${name}  z1  ${size}  ${more}`).instances
  if (instance === undefined) throw new Error('not drawn')
  return instance
}

/** A cluster whose one group can grow by such instances. */
function growing(drawn: string, next: EcsInstance, max?: number, zones: readonly string[] = ['z1', 'z2']): EcsCluster {
  return cluster(drawn, {
    groups: [
      {
        name: 'g',
        zones,
        max,
        next: (zone) => ({ ...next, zone, attributes: new Map([...next.attributes, ['ecs.availability-zone', zone]]) }),
      },
    ],
  })
}

test('the least growth that takes what is left over, and its price', () => {
  const on = (max?: number) => growing('a  z1  9/9', spare('n', '9/9', 'usd=0.107'), max)
  assert.equal(asked('+', 'web 9/9 x2', on()), '+1 m6i.large in z2 | 2 of 2 fit | +$0.107 per hour')
  assert.equal(asked('+', 'web 4/4 x7', on()), '+3 m6i.large in z1 and z2 | 7 of 7 fit | +$0.321 per hour')
  assert.equal(asked('+', 'web 9/9 x4', on(3)), '+2 m6i.large in z1 and z2 | 3 of 4 fit | +$0.214 per hour; g may not grow further')
  assert.equal(asked('+', 'web 9/9 x2', on(1)), '')
  assert.equal(asked('+', 'web 4/4 x2', on()), '')
})

test('growth that does not help, and growth without a price', () => {
  assert.equal(
    asked('more', 'web 10/10', growing('a  z1  9/9', spare('n', '9/9'))),
    'more of any group | does not help | no group has instances that can take the task',
  )
  assert.equal(
    asked('+', 'web 9/9 x2', growing('a  z1  9/9', spare('n', '9/9'))),
    '+1 m6i.large in z2 | 2 of 2 fit | its price is not known',
  )
})

test('of several groups the cheapest that is enough', () => {
  const small = growing('a  z1  9/9', { ...spare('n', '9/9', 'usd=0.10'), type: 'small' })
  const large = growing('a  z1  9/9', { ...spare('n', '99/99', 'usd=0.25'), type: 'large' })
  const both = { ...small, groups: [...small.groups, ...large.groups.map((group) => ({ ...group, name: 'large' }))] }
  assert.match(asked('+', 'web 9/9 x2', both), /^\+1 small /)
  assert.match(asked('+', 'web 9/9 x9', both), /^\+1 large in z2 \| 9 of 9 fit \| \+\$0\.25 per hour/)
})

const withFargate = cluster('a  z1  9999/9999', { fargate: { zones: ['z1', 'z2'] } })
const fargateTask = (count: number, service?: Partial<EcsServicePlan>) =>
  tasks(
    `web 512/1024 x${count}`,
    { requiresCompatibilities: ['FARGATE'], cpuUnits: amount(512, 'cpu', 1), memoryMiB: amount(1024, 'memory', 2) },
    service,
  )

test('on Fargate nothing is full, but zones fail and limits round', () => {
  assert.deepEqual(
    place(fargateTask(3), withFargate).whatIf.map(({ event, outcome, because }) => `${event} | ${outcome} | ${because}`),
    [
      'one more task | yes | it takes nothing that could run out',
      'lose z1 | 2 of 3 tasks must move | all find a place',
      'lose z2 | 1 of 3 tasks must move | all find a place',
      'rolling update 100 / 200 % | passes | 3 new can start beside 3 tasks',
      'the same on Fargate Spot | about $0.022 per hour | tasks may be stopped with two minutes of warning',
    ],
  )
  assert.match(asked('rolling', fargateTask(3, { maximumPercent: 125, minimumHealthyPercent: 100 }), withFargate), /blocked/)
})

test('what tasks on instances would cost on Fargate, and what rounding up wastes', () => {
  assert.equal(
    asked('the same', 'web 300/700 x3', withFargate),
    'the same on Fargate | $0.074 per hour | 3 tasks of 0.5 vCPU, 1 GiB; 41 % of the CPU and 32 % of the memory are unused; about $0.022 on Fargate Spot',
  )
  assert.equal(
    asked('the same', 'web 256/512', withFargate),
    'the same on Fargate | $0.012 per hour | 1 task of 0.25 vCPU, 512 MiB; about $0.004 on Fargate Spot',
  )
  assert.equal(asked('the same', 'web 256/512 gpus=1', withFargate), '')
  assert.equal(asked('the same', 'web 256/512', 'a  z1  999/999'), '')
})
