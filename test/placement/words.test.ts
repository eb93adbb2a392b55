import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byName } from '../../server/src/placement/order.ts'
import { closestOf, distance, groupReasons } from '../../server/src/placement/reasons.ts'
import type { PlacementReport, Reason } from '../../server/src/placement/report.ts'
import { reportText } from '../../server/src/placement/text.ts'
import { amount, counted, dollars, grouped, listed, memory, ordinal, range, sentence } from '../../server/src/placement/words.ts'

test('numbers as people write them', () => {
  assert.deepEqual([0, 7, 999, 1000, 1234567, -1024, 1234.5].map(grouped), ['0', '7', '999', '1,000', '1,234,567', '-1,024', '1,234.5'])
  assert.deepEqual([counted(1, 'task'), counted(0, 'task'), counted(1200, 'node')], ['1 task', '0 tasks', '1,200 nodes'])
  assert.deepEqual([amount(1024, 'MiB'), amount(3, '')], ['1,024 MiB', '3'])
  assert.deepEqual([range(614, 928, 'MiB'), range(5, 5, 'units')], ['614–928 MiB', '5 units'])
  assert.deepEqual([1, 2, 3, 10, 11, 12, 13, 21, 22, 23, 101, 111, 1003].map(ordinal), [
    'first',
    'second',
    'third',
    'tenth',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '101st',
    '111th',
    '1,003rd',
  ])
  assert.deepEqual(
    [memory(928), memory(1024), memory(3174), memory(1024 * 1024 * 1.5), memory(0)],
    ['928 MiB', '1 GiB', '3.1 GiB', '1.5 TiB', '0 MiB'],
  )
  assert.deepEqual([1.02, 0.1, 0.107, 0.0123, 12.5, 1204.4, 0].map(dollars), [
    '$1.02',
    '$0.10',
    '$0.107',
    '$0.012',
    '$12.50',
    '$1,204',
    '$0',
  ])
})

test('lists and sentences', () => {
  assert.deepEqual([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')], ['', 'a', 'a and b', 'a, b or c'])
  assert.equal(sentence('the cluster'), 'The cluster')
})

test('names in order, numbers in them as numbers', () => {
  assert.deepEqual(['a-10', 'a-9', 'b', 'a-09', 'A'].sort(byName), ['A', 'a-9', 'a-09', 'a-10', 'b'].sort(byName))
  assert.ok(byName('a-9', 'a-10') < 0)
  assert.notEqual(byName('a-9', 'a-09'), 0)
})

const short = (what: string, asked: number, free: number): Reason => ({
  filter: what,
  what,
  short: '',
  asked: `${asked}`,
  free: `${free}`,
  amounts: { unit: 'MiB', asked, free, capacity: 9999, shortfall: asked - free },
  resolvable: true,
})
const word = (what: string, free: string, resolvable = true): Reason => ({ filter: what, what, short: '', asked: 'x', free, resolvable })

test('the closest node misses least, in shares of what was asked; words weigh more than numbers', () => {
  assert.equal(distance([short('memory', 100, 75), short('cpu', 10, 5)]), 0.75)
  assert.deepEqual([distance([word('port', 'taken')]), distance([word('status', 'DRAINING', false)])], [1, 2])
  const closest = closestOf([
    { node: 'c', reasons: [short('memory', 100, 10)] },
    { node: 'b', reasons: [short('memory', 100, 90)] },
    { node: 'a', reasons: [short('memory', 100, 90)] },
    { node: 'd', reasons: [] },
  ])
  assert.equal(closest?.node, 'a')
  assert.equal(closestOf([{ node: 'd', reasons: [] }]), undefined)
})

test('alike reasons share a row, the most frequent first', () => {
  const rows = groupReasons(
    [
      { node: 'a', reasons: [word('port', 'taken by x')] },
      { node: 'b', reasons: [short('memory', 100, 40), word('port', 'taken by y')] },
      { node: 'c', reasons: [short('memory', 100, 70)] },
      { node: 'd', reasons: [word('port', 'taken by z')] },
    ],
    'node',
  )
  assert.deepEqual(
    rows.map(({ what, where, free, shortBy, closest }) => [what, where, free, shortBy, closest]),
    [
      ['port', '3 nodes', 'taken by x, taken by y, ...', '', 'a'],
      ['memory', '2 nodes', '40–70 MiB', '30 MiB', 'c'],
    ],
  )
})

test('a long row becomes a paragraph, a long word is broken', () => {
  const reason = {
    filter: 'f',
    what: 'w'.repeat(130),
    nodes: ['a'],
    where: '1 node',
    asked: 'a'.repeat(40),
    free: 'f',
    shortBy: '',
    closest: 'a',
  }
  const report: PlacementReport = {
    version: 1,
    cluster: { name: 'c', kind: 'kubernetes', source: 'file', nodes: 1, unit: 'node', label: 'c' },
    workloads: [
      {
        name: 'web',
        kind: 'Pod',
        unit: 'pod',
        asked: 1,
        placed: 0,
        strategy: 's',
        verdict: { kind: 'none', sentence: 'No.', detail: '' },
        placements: [{}],
        reasons: [reason],
        source: { span: { start: 0, end: 0 }, line: 1, path: '' },
      },
    ],
    nodes: [],
    totals: { cpuPercent: { before: 0, after: 0 }, memoryPercent: { before: 0, after: 0 } },
    whatIf: [],
    fidelity: [],
  }
  assert.equal(
    reportText(report),
    `web: Pod, 1 pod on c
Order: s

No.

CPU 0 -> 0 %, memory 0 -> 0 %

Why the rest can't take it
  1 node:
      ${'w'.repeat(94)}
      ${'w'.repeat(36)}
    asked: ${'a'.repeat(40)}
    free: f
    closest: a
`,
  )
})
