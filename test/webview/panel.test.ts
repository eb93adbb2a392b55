import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import type { PlacementReport, WorkloadReport } from '../../server/src/protocol.ts'
import { cluster, hostile, named } from './fixtures/clusters.ts'
import { mock } from './fixtures/mock.ts'
import { browser, type OpenPage } from './open-page.ts'

const { open, close } = await browser()
after(close)

test('the page says who is placed where, the answer and the numbers', async () => {
  const { page, show, picture } = await open('dark')
  await show(mock)
  await picture('dark')
  assert.equal(await page.locator('h1').textContent(), '2 of 3 tasks fit. The third is short of memory by 96 MiB.')
  assert.deepEqual(await page.locator('.totals div').allInnerTexts(), [
    'CPU\n55 → 61 %',
    'Memory\n63 → 66 %',
    'Stranded memory\n3.1 GiB',
    'Headroom\n0 more',
    'Cluster\n$1.02 / h, $744.60 / month',
  ])
  assert.deepEqual(await page.locator('.lane h2').allInnerTexts(), ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'])
  assert.equal(await page.locator('.node').count(), 9)
  assert.deepEqual(await page.locator('.reasons tbody tr').nth(0).locator('td').allInnerTexts(), [
    '3 instances',
    'memory',
    '1,024 MiB',
    '614–928 MiB',
    '96 MiB',
    'i-0b77',
    'line 14',
    'lower memoryReservation to 928',
  ])
  assert.equal(await page.locator('.what-if tbody tr').count(), 5)
})

test('a box tells its amounts by bars, in words for readers, and all of it for the mouse', async () => {
  const { page, show } = await open()
  await show(mock)
  const box = page.locator('.node').nth(0)
  const widths = await box
    .locator('.bar')
    .nth(0)
    .locator('i')
    .evaluateAll((parts) => parts.map((part) => (part as HTMLElement).style.width))
  assert.deepEqual(widths, ['2%', '38%', '25%'])
  const heard = (i: number) =>
    page
      .locator('.map')
      .ariaSnapshot()
      .then((tree) => /button "(.*)"/.exec(tree.split('listitem')[i] ?? '')?.[1])
  assert.equal(await heard(1), 'i-0a1f m6i.large cpu 65% used, of that 25% new mem 62% used, of that 13% new takes web')
  assert.equal(await heard(2), 'i-0b77 m6i.large cpu 64% used mem 88% used refuses: memory −96 MiB')
  assert.equal(
    await page.locator('.node').nth(1).getAttribute('title'),
    'i-0b77\nm6i.large\ncpu: 737 of 2,048 units free\nmem: 941 of 7,840 MiB free\n✕ memory −96 MiB',
  )
})

test('a line is revealed, a help applied, a picker opened, and Escape leads back', async () => {
  const { page, show, told } = await open()
  await show(mock, 7)
  assert.deepEqual(await told(), [{ v: 1, type: 'ready' }])
  await page.locator('.detail .link', { hasText: 'line 14' }).click()
  await page.locator('.reasons .link', { hasText: 'lower cpu to 410' }).click()
  await page.locator('.pick.cluster').click()
  await page.locator('.pick.count').click()
  await page.keyboard.press('Escape')
  assert.deepEqual(await told(), [
    { v: 1, type: 'reveal', start: 530, end: 534 },
    { v: 1, type: 'apply', seq: 7, start: 490, end: 494, text: '410' },
    { v: 1, type: 'pickCluster' },
    { v: 1, type: 'pickCount' },
    { v: 1, type: 'back' },
  ])
})

test('the map is one stop of the Tab key; arrows go from box to box, Enter shows what asked', async () => {
  const { page, show, told } = await open()
  await show(mock)
  await told()
  const focused = () => page.evaluate(() => document.activeElement?.querySelector('b')?.textContent)
  await page.locator('.pick.count').focus()
  await page.keyboard.press('Tab') // the line in the sentence
  await page.keyboard.press('Tab')
  const walk = [await focused()]
  for (const key of [
    'ArrowRight',
    'ArrowDown',
    'ArrowDown',
    'ArrowRight',
    'ArrowUp',
    'Home',
    'ArrowLeft',
    'End',
    'ArrowRight',
    'ArrowUp',
  ]) {
    await page.keyboard.press(key)
    walk.push(await focused())
  }
  const path = ['i-0a1f', 'i-0b77', 'i-1e09', 'i-2b15', 'i-2c6e', 'i-1f3c', 'i-0a1f', 'i-0a1f', 'i-2c6e', 'i-2c6e', 'i-1f3c']
  assert.deepEqual(walk, path)
  await page.keyboard.press('Enter')
  assert.deepEqual(await told(), [{ v: 1, type: 'reveal', start: 810, end: 814 }])
  await page.keyboard.press('Tab')
  assert.equal(await focused(), undefined, 'Tab leaves the map')
  await page.keyboard.press('Shift+Tab')
  assert.equal(await focused(), 'i-1f3c', 'and comes back to where it was')
  await show({ ...mock, nodes: mock.nodes.slice(0, 3) }, 2)
  assert.equal(await page.locator('.node[tabindex="0"] b').textContent(), 'i-0a1f', 'a box that is gone gives its place to the first')
})

test('while the definition has errors the last picture stays, greyed, with the sentence; late answers are dropped', async () => {
  const { page, tell, show, picture } = await open()
  const announced = () => page.locator('[role=status]').textContent()
  await show(mock, 3)
  assert.equal(await announced(), '2 of 3 tasks fit. The third is short of memory by 96 MiB.')
  await tell({ v: 1, type: 'stale', seq: 4, why: 'The definition has errors: a comma is missing on line 9.' })
  assert.equal(await page.locator('.notice').textContent(), 'The definition has errors: a comma is missing on line 9.')
  assert.equal(await announced(), 'The definition has errors: a comma is missing on line 9.')
  assert.equal(await page.locator('.stale .node').count(), 9)
  await picture('stale')
  await show({ ...mock, nodes: [] }, 2)
  assert.equal(await page.locator('.stale .node').count(), 9, 'an older answer changes nothing')
  await show({ ...mock, nodes: mock.nodes.slice(0, 4) }, 5)
  assert.equal(await page.locator('.picture:not(.stale) .node').count(), 4)
  assert.equal(await page.locator('.notice').count(), 0)
  await tell({ v: 1, type: 'nothing', seq: 6, why: 'This document asks for nothing that runs on a cluster.' })
  assert.equal(await page.locator('.picture').count(), 0)
  assert.equal(await announced(), 'This document asks for nothing that runs on a cluster.')
})

test('what is not a message of ours is ignored, and what is to be kept is kept', async () => {
  const { page, tell, kept } = await open()
  for (const odd of [{}, { v: 2, type: 'snapshot' }, { v: 1 }, { v: 1, type: 'format' }, [1], { type: 'nothing', why: 'x', seq: 1 }])
    await tell(odd)
  assert.equal(await page.locator('main, .notice').count(), 0)
  await tell({ v: 1, type: 'keep', state: { uri: 'file:///web-task.json', count: 3 } })
  assert.deepEqual(await kept(), { uri: 'file:///web-task.json', count: 3 })
})

test('what stands under the cursor is marked in the map and in the table', async () => {
  const { page, tell, show } = await open()
  await show(mock)
  await tell({ v: 1, type: 'cursor', offset: 492 })
  assert.deepEqual(await page.locator('.node.marked b').allInnerTexts(), ['i-1e09', 'i-2a90'])
  assert.deepEqual(await page.locator('tr.marked td:nth-child(2)').allInnerTexts(), ['CPU'])
  await tell({ v: 1, type: 'cursor', offset: 0 })
  assert.equal(await page.locator('.marked').count(), 0)
})

test('names are text whatever they are made of', async () => {
  const { page, show } = await open()
  for (const [i, name] of hostile.entries()) {
    await show(named(name), i + 1)
    assert.equal(
      await page.evaluate(() => 'hit' in window || document.querySelectorAll('img, iframe, object, main script').length > 0),
      false,
      name,
    )
    const shown = await page.locator('.node b').first().textContent()
    assert.equal(shown, await page.evaluate((text) => text, name), 'word for word')
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      true,
      'nothing is pushed out of the page',
    )
  }
})

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
  test(`axe finds nothing to improve, ${theme}`, async () => {
    const { page, tell, show, picture } = await open(theme, 700)
    await show(mock)
    await tell({ v: 1, type: 'cursor', offset: 532 })
    assert.deepEqual(await violations(page), [])
    await picture(`${theme}-narrow`)
    await page.setViewportSize({ width: 1000, height: 970 })
    assert.deepEqual(await violations(page), [])
    if (theme !== 'dark') await picture(theme)
    await tell({ v: 1, type: 'stale', seq: 2, why: 'The definition has errors.' })
    assert.deepEqual(await violations(page), [])
  })
}

test('motion is reduced where that is asked for', async () => {
  const { page, show } = await open()
  await show(mock)
  const duration = () => page.locator('.picture').evaluate((picture) => getComputedStyle(picture).transitionDuration)
  assert.notEqual(await duration(), '0s')
  await page.evaluate(() => document.body.classList.add('vscode-reduce-motion'))
  assert.equal(await duration(), '0s')
})

test('a document of several workloads has an answer and reasons for each, a Fargate one no map', async () => {
  const { page, show, picture } = await open('light', 760)
  const [web] = mock.workloads
  assert.ok(web)
  const { headroom, ...rest } = web
  const fits: WorkloadReport = {
    ...rest,
    name: 'worker',
    placed: 3,
    reasons: [],
    verdict: { kind: 'fits', sentence: 'All 3 tasks fit.', detail: '' },
  }
  const gated: WorkloadReport = {
    ...rest,
    name: 'batch',
    verdict: { kind: 'gated', sentence: 'The pod waits for a gate.', detail: '' },
    schedulerMessage: '0/9 nodes are available',
  }
  const none: WorkloadReport = {
    ...rest,
    name: 'cron',
    placed: 0,
    verdict: { kind: 'none', sentence: 'None of 3 tasks fits.', detail: '' },
  }
  const several: PlacementReport = { ...mock, workloads: [fits, web, gated, none] }
  await show(several)
  await picture('several')
  assert.deepEqual(await page.locator('.answer').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))), [
    'worker',
    'web',
    'batch',
    'cron',
  ])
  assert.deepEqual(await page.locator('h2.title').allInnerTexts(), [
    "Why the rest can't take web",
    "Why the rest can't take batch",
    "Why the rest can't take cron",
    'What if',
  ])
  assert.equal(await page.locator('.pick.cluster').count(), 1)
  assert.deepEqual(await violations(page), [])
  await show({ ...mock, nodes: [], workloads: [fits], whatIf: [], fidelity: [] }, 2)
  assert.equal(await page.locator('.map, .legend, table, .fidelity').count(), 0)
})

test('200 nodes are boxes; of more, equal ones share a box, then alike ones; 5,000 stay quick', async () => {
  const { page, show, picture } = await open('dark', 1000)
  const boxes = () => page.locator('.node').count()
  await show(cluster(200, 200), 1)
  assert.equal(await boxes(), 200)
  await show(cluster(1200, 1), 2)
  assert.equal(await boxes(), 6)
  assert.equal(await page.locator('.node b').first().textContent(), 'general × 200')
  assert.match((await page.locator('.node').first().getAttribute('title')) ?? '', /^i-00000, i-00006, .* and 188 more\nc6i\.xlarge\n/)
  await picture('collapsed')
  await show(cluster(5000, 5000), 3)
  assert.equal(await boxes(), 6)
  assert.equal(await page.locator('.node .why').first().textContent(), 'refuses: memory')
  const manyTypes = { ...mock, nodes: cluster(1000, 1000).nodes.map((node, i) => ({ ...node, type: `type-${i % 400}` })) }
  await show(manyTypes, 4)
  assert.equal(await boxes(), 200)
  await page.locator('.rest .link').click()
  assert.equal(await boxes(), 400)
})

test('5,000 nodes are drawn and answer to a key in less than half a second', async () => {
  const { page, show } = await open()
  await show(cluster(5000, 5000), 1)
  const took = await page.evaluate(
    async (report) => {
      const begin = performance.now()
      window.dispatchEvent(new MessageEvent('message', { data: { v: 1, type: 'snapshot', seq: 2, title: '', report } }))
      document.body.getBoundingClientRect()
      return performance.now() - begin
    },
    cluster(5000, 4999),
  )
  assert.ok(took < 500, `${took} ms`)
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core objects to: the rule and where. */
async function violations(page: OpenPage['page']): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<Axe> } }).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

interface Axe {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}
