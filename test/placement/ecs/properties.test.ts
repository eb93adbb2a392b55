import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { EcsCluster, EcsInstance } from '../../../server/src/placement/ecs/cluster.ts'
import { placeEcs } from '../../../server/src/placement/ecs/report.ts'
import type { PlacementReport } from '../../../server/src/placement/report.ts'
import { reportText } from '../../../server/src/placement/text.ts'
import type { EcsStrategy, EcsWorkload } from '../../../server/src/placement/workload.ts'
import { cluster, place, placed, somewhere, tasks } from './drawn.ts'

const zoneField = 'attribute:ecs.availability-zone'

const lines = fc.array(
  fc.record({
    zone: fc.constantFrom('z1', 'z2', 'z3'),
    cpu: fc.integer({ min: 0, max: 40 }),
    memory: fc.integer({ min: 0, max: 40 }),
    running: fc.option(
      fc.record({ name: fc.constantFrom('web', 'db'), cpu: fc.nat(9), memory: fc.nat(9), port: fc.constantFrom('', ':80') }),
    ),
    stack: fc.constantFrom('', '@stack=prod', '@stack=dev'),
    status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAINING'),
  }),
  { maxLength: 8 },
)

const drawnCluster = lines.map((rows) =>
  cluster(
    rows
      .map(({ zone, cpu, memory, running, stack, status }, i) => {
        const runs = running === null ? '' : `${running.name}=${running.cpu}/${running.memory}${running.port}`
        return `i${i} ${zone} ${cpu}/${memory} ${runs} ${stack} status=${status}`
      })
      .join('\n'),
  ),
)

const strategy = fc.constantFrom<EcsStrategy>(
  { type: 'spread', field: zoneField },
  { type: 'spread', field: 'instanceId' },
  { type: 'spread', field: 'attribute:stack' },
  { type: 'binpack', field: 'cpu' },
  { type: 'binpack', field: 'memory' },
  { type: 'random' },
)

const constraint = fc.constantFrom(
  'distinct',
  'attribute:stack == prod',
  'attribute:stack exists',
  'runningTasksCount < 3',
  'not(task:group == service:db)',
)

const workload = fc
  .record({
    cpu: fc.nat(9),
    memory: fc.nat(9),
    count: fc.integer({ min: 1, max: 12 }),
    port: fc.constantFrom('', '', ':80', ':8080'),
    strategies: fc.array(strategy, { maxLength: 3 }),
    constraints: fc.array(constraint, { maxLength: 2 }),
  })
  .map(({ cpu, memory, count, port, strategies, constraints }) =>
    tasks(
      `web ${cpu}/${memory} x${count} ${port}`.trim(),
      {},
      {
        strategies,
        constraints: constraints.map((one) =>
          one === 'distinct' ? { type: 'distinctInstance', source: somewhere } : { type: 'memberOf', expression: one, source: somewhere },
        ),
      },
    ),
  )

test('no instance is over its capacity, and what the bars say adds up', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      for (const node of place(asked, on).nodes) {
        const takes = node.takes.reduce((sum, { count }) => sum + count, 0)
        for (const { resource, capacity, system, running, placed: put, free } of node.resources) {
          assert.equal(capacity, system + running + put + free)
          if (takes > 0 && needOf(asked, resource) > 0) assert.ok(free >= 0, `${node.name} ${resource}`)
        }
      }
    }),
  ))

function needOf({ task }: EcsWorkload, resource: string): number {
  return resource === 'cpu' ? task.cpuUnits.value : task.memoryMiB.value
}

test('constraints and fixed ports are never violated, and only active instances take tasks', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      const report = place(asked, on)
      const expressions = asked.service?.constraints.map(({ expression }) => expression ?? 'distinct') ?? []
      for (const { name, takes } of report.nodes) {
        const taken = takes[0]?.count ?? 0
        const instance = on.instances.find((one) => one.name === name)
        if (taken === 0 || instance === undefined) continue
        assert.equal(instance.status, 'ACTIVE')
        if (asked.task.hostPorts.length > 0) assert.equal(taken, 1)
        for (const expression of expressions) assert.ok(holds(expression, instance, taken), `${name}: ${expression}`)
      }
    }),
  ))

/** What a constraint demands of an instance after it took so many tasks. */
function holds(expression: string, { attributes, running }: EcsInstance, taken: number): boolean {
  switch (expression) {
    case 'distinct':
      return taken === 1 && !running.some(({ taskGroup }) => taskGroup === 'service:web')
    case 'attribute:stack == prod':
      return attributes.get('stack') === 'prod'
    case 'attribute:stack exists':
      return attributes.has('stack')
    case 'runningTasksCount < 3':
      return running.length + taken <= 3
    default:
      return !running.some(({ taskGroup }) => taskGroup === 'service:db')
  }
}

test('a task is left over only if every instance refuses it', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      const report = place(asked, on)
      const left = (report.workloads[0]?.asked ?? 0) > (report.workloads[0]?.placed ?? 0)
      assert.equal(left && report.nodes.some(({ refusals }) => refusals.length === 0), false)
      const more = report.workloads[0]?.headroom?.more
      if (more !== undefined)
        assert.equal(
          more > 0,
          report.nodes.some(({ refusals }) => refusals.length === 0),
        )
    }),
  ))

test('headroom is what fits behind these, whatever the strategy', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      const more = place(asked, on).workloads[0]?.headroom?.more
      if (more === undefined || more > 200) return
      const again = place({ ...asked, count: asked.count + more + 3 }, on).workloads[0]
      const before = place(asked, on).workloads[0]
      assert.equal(again?.placed, (before?.placed ?? 0) + more)
    }),
  ))

test('with room everywhere, spread keeps zones within one task of each other', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 30 }), (zones, count) => {
      const drawn = Array.from({ length: zones * 2 }, (_, i) => `i${i} z${i % zones} 999/999`).join('\n')
      const report = place(tasks(`web 1/1 x${count}`, {}, { strategies: [{ type: 'spread', field: zoneField }] }), drawn)
      const perZone = Array.from({ length: zones }, (_, z) =>
        report.nodes.filter(({ zone }) => zone === `z${z}`).reduce((sum, { takes }) => sum + (takes[0]?.count ?? 0), 0),
      )
      assert.ok(Math.max(...perZone) - Math.min(...perZone) <= 1, perZone.join())
    }),
  ))

test('the order in which a model lists its instances does not matter', () =>
  fc.assert(
    fc.property(drawnCluster, workload, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (on, asked, keys) => {
      const order = new Map(on.instances.map((one, i) => [one, keys[i] ?? 0]))
      const shuffled: EcsCluster = { ...on, instances: [...on.instances].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)) }
      assert.deepEqual(place(asked, shuffled), place(asked, on))
    }),
  ))

test('asking what-if questions changes nothing: the same question twice has the same answer', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      assert.deepEqual(place(asked, on), place(asked, on))
    }),
  ))

test('the report in words has at most 100 columns and no number that is none', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      const text = reportText(place(asked, on))
      for (const line of text.split('\n')) assert.ok(line.length <= 100, line)
      assert.doesNotMatch(text, /NaN|undefined|Infinity/)
    }),
  ))

/**
 * The obvious engine: every instance is looked at again for every task, every strategy counts from nothing.
 * Without random, whose draws depend on how often one draws.
 */
function oracle({ count, task, service }: EcsWorkload, { instances }: EcsCluster): string {
  const sorted = [...instances].sort((a, b) => (a.name < b.name ? -1 : 1))
  const taken = new Map(sorted.map((one) => [one, 0]))
  const used = (one: EcsInstance, of: 'cpuUnits' | 'memoryMiB') =>
    one.running.reduce((sum, running) => sum + running[of] * running.count, 0) + (taken.get(one) ?? 0) * task[of].value
  const fits = (one: EcsInstance) => {
    if (one.status !== 'ACTIVE') return false
    if (task.cpuUnits.value > 0 && used(one, 'cpuUnits') + task.cpuUnits.value > one.cpuUnits) return false
    if (task.memoryMiB.value > 0 && used(one, 'memoryMiB') + task.memoryMiB.value > one.memoryMiB) return false
    const [port] = task.hostPorts
    if (port && ((taken.get(one) ?? 0) > 0 || one.running.some(({ hostPorts }) => hostPorts.some((other) => other.port === port.port))))
      return false
    return (service?.constraints ?? []).every(({ expression }) => holds(expression ?? 'distinct', one, (taken.get(one) ?? 0) + 1))
  }
  const value = (one: EcsInstance, field: string) =>
    field === 'instanceId' ? one.name : one.attributes.get(field.replace('attribute:', ''))
  const own = (one: EcsInstance) => (taken.get(one) ?? 0) + one.running.filter(({ taskGroup }) => taskGroup === 'service:web').length
  const measure = ({ type, field = '' }: EcsStrategy, one: EcsInstance) => {
    if (type === 'binpack') return field === 'cpu' ? one.cpuUnits - used(one, 'cpuUnits') : one.memoryMiB - used(one, 'memoryMiB')
    const here = value(one, field)
    if (here === undefined) return Number.POSITIVE_INFINITY
    return sorted.filter((other) => value(other, field) === here).reduce((sum, other) => sum + own(other), 0)
  }
  const list = service?.strategies.length
    ? service.strategies
    : [
        { type: 'spread' as const, field: zoneField },
        { type: 'spread' as const, field: 'instanceId' },
      ]
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    let best = sorted.filter(fits)
    for (const one of list) {
      const lowest = best.reduce((low, candidate) => Math.min(low, measure(one, candidate)), Number.POSITIVE_INFINITY)
      best = best.filter((candidate) => measure(one, candidate) === lowest)
    }
    const [chosen] = best
    if (chosen) taken.set(chosen, (taken.get(chosen) ?? 0) + 1)
    names.push(chosen?.name ?? '-')
  }
  return names.join(' ')
}

test('decides as an engine that looks at everything every time', () =>
  fc.assert(
    fc.property(drawnCluster, workload, (on, asked) => {
      fc.pre(!(asked.service?.strategies ?? []).some(({ type }) => type === 'random'))
      assert.equal(placed(place(asked, on)), oracle(asked, on))
    }),
    { numRuns: 400 },
  ))

/** As many instances and tasks as asked, over three zones, with something running on each. */
function large(nodes: number, count: number): readonly [EcsWorkload, EcsCluster] {
  const drawn = Array.from({ length: nodes }, (_, i) => `i-${i} z${i % 3} 4096/16000 db=${(i % 7) * 256}/${(i % 5) * 1024}`).join('\n')
  return [tasks(`web 256/512 x${count}`), cluster(drawn)]
}

test('a thousand tasks on a thousand instances, with every question answered', () => {
  const [asked, on] = large(1000, 1000)
  const report: PlacementReport = placeEcs([asked], on)
  assert.equal(report.workloads[0]?.placed, 1000)
  assert.ok(reportText(report).split('\n').length < 250)
  assert.deepEqual(report.whatIf.at(-1), {
    event: 'rolling update 100 / 200 %',
    outcome: 'passes',
    because: '1,000 new can start beside 1,000 tasks',
  })
})
