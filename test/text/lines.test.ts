import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf } from '../../server/src/text/lines.ts'

test('a text has the lines one counts, however they are spread', () => {
  const short = (count: number) => 'x\n'.repeat(count)
  for (const [text, count] of [
    ['', 1],
    ['x', 1],
    [short(99), 100],
    [short(100), 101],
    [short(5000), 5001],
    [`${short(150)}${'x'.repeat(50_000)}`, 151],
    [`${'x'.repeat(5000)}\n${short(3000)}`, 3002],
    ['a\rb\r\nc\n', 4],
  ] as const) {
    const lines = linesOf(text)
    assert.equal(lines.count, count)
    const starts = Array.from({ length: count }, (_, line) => lines.start(line))
    assert.deepEqual(starts, [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)])
    assert.deepEqual(lines.position(text.length), { line: count - 1, character: text.length - (starts.at(-1) ?? 0) })
  }
})
