import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromPage } from '../../client/src/placement/from-page.ts'
import { pageHtml } from '../../client/src/placement/page-html.ts'
import { baysOf } from '../../client/src/webview/bays.ts'
import { emptyState, heard } from '../../client/src/webview/state.ts'
import { amount, counted, dollars, grouped, memory } from '../../client/src/webview/words.ts'
import * as words from '../../server/src/placement/words.ts'
import { cluster } from '../webview/fixtures/clusters.ts'
import { mock } from '../webview/fixtures/mock.ts'

test('numbers are written as in the sentences of the report', () => {
  for (const value of [0, 1, 2, 7.25, 999, 1000, 1023, 1024, 1536, 3174, 10_240, 1_048_576, 1_600_000, 123_456_789, 0.5, 2048.75]) {
    assert.equal(grouped(value), words.grouped(value))
    assert.equal(memory(value), words.memory(value))
    assert.equal(dollars(value), words.dollars(value))
  }
  for (const value of [0.0107, 0.1, 0.999, 1.005, 12.3, 999.99, 1204.4]) assert.equal(dollars(value), words.dollars(value))
  for (const unit of ['', 'm', 'MiB', 'units']) assert.equal(amount(1500, unit), words.amount(1500, unit))
  for (const value of [0, 1, 2, 1200]) assert.equal(counted(value, 'task'), words.counted(value, 'task'))
})

test('what the page says is taken only if it has the shape of a message', () => {
  const good = [
    { v: 1, type: 'ready' },
    { v: 1, type: 'pickCount' },
    { v: 1, type: 'pickCluster' },
    { v: 1, type: 'back' },
    { v: 1, type: 'reveal', start: 0, end: 4 },
    { v: 1, type: 'apply', seq: 2, start: 3, end: 7, text: '512' },
  ]
  for (const message of good) assert.deepEqual(fromPage({ ...message, extra: 1 }), message)
  const bad = [
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'ready' },
    { v: 2, type: 'ready' },
    { v: 1, type: 'toString' },
    { v: 1, type: 'reveal', start: '0', end: 4 },
    { v: 1, type: 'reveal', start: -1, end: 4 },
    { v: 1, type: 'reveal', start: 0.5, end: 4 },
    { v: 1, type: 'reveal', start: 0 },
    { v: 1, type: 'apply', start: 3, end: 7, text: '512' },
    { v: 1, type: 'apply', seq: 2, start: 3, end: 7, text: 512 },
    { v: 1, type: 'apply', seq: 2, start: 3, end: Number.NaN, text: '' },
  ]
  for (const message of bad) assert.equal(fromPage(message), undefined, JSON.stringify(message))
})

test('the page may run one script and load one style sheet, and reach nothing', () => {
  const html = pageHtml({ cspSource: 'https://x.test', script: 'https://x.test/a.js', style: 'https://x.test/a.css', nonce: 'n0' })
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]
  assert.equal(policy, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src https://x.test; script-src 'nonce-n0'")
  assert.equal(html.match(/<script/g)?.length, 1)
  assert.doesNotMatch(html, /unsafe|style=|\son\w+=/)
})

test('as many boxes as say something: one per node, then equal ones together, then alike ones', () => {
  const names = (nodes: number, variety: number, limit: number) => baysOf(cluster(nodes, variety).nodes, limit).map(({ name }) => name)
  assert.deepEqual(names(3, 3, 3), ['i-00000', 'i-00001', 'i-00002'])
  assert.deepEqual(names(12, 1, 6), Array(6).fill('general × 2'))
  assert.deepEqual(names(12, 12, 6), Array(6).fill('general × 2'))
  assert.equal(names(12, 12, 12).length, 12)
})

test('a box of several nodes counts them together and names what they refuse for', () => {
  const [first] = baysOf(cluster(12, 12).nodes, 6)
  assert.deepEqual(
    first?.nodes.map(({ name }) => name),
    ['i-00000', 'i-00006'],
  )
  assert.equal(first?.resources[0]?.capacity, 4096)
  assert.deepEqual(first?.refusals, ['memory'], 'amounts differ, so only the cause is named')
  assert.deepEqual(baysOf(cluster(12, 1).nodes, 6)[0]?.refusals, ['memory −1 MiB'], 'equal nodes keep the amount')
  const taking = cluster(12, 12).nodes.map((node) => ({ ...node, takes: [{ workload: 'web', count: 2 }] }))
  assert.deepEqual(baysOf(taking, 6)[0]?.takes, [{ workload: 'web', count: 4 }])
})

test('a late answer changes nothing; a report ends what was wrong; nothing to show takes the picture away', () => {
  const shown = heard(emptyState, { v: 1, type: 'snapshot', seq: 2, title: 'web', report: mock })
  const stale = heard(shown, { v: 1, type: 'stale', seq: 3, why: 'broken' })
  assert.equal(stale.shown, shown.shown)
  assert.equal(heard(stale, { v: 1, type: 'snapshot', seq: 2, title: 'web', report: mock }), stale)
  assert.equal(heard(stale, { v: 1, type: 'snapshot', seq: 4, title: 'web', report: mock }).why, undefined)
  const nothing = heard(stale, { v: 1, type: 'nothing', seq: 5, why: 'empty' })
  assert.deepEqual([nothing.shown, nothing.why], [undefined, 'empty'])
})
