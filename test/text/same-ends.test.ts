import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sameEnds } from '../../server/src/text/same-ends.ts'

test('what two texts share at both ends is counted to the character, and never twice', () => {
  assert.deepEqual(sameEnds('', ''), { start: 0, end: 0 })
  assert.deepEqual(sameEnds('aaa', 'aaaa'), { start: 3, end: 0 })
  assert.deepEqual(sameEnds('abcd', 'abxcd'), { start: 2, end: 2 })
})

test('long texts are compared as short ones are', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 })
  const long = fc.nat(2100).map((length) => 'ab'.repeat(length).slice(0, length))
  fc.assert(
    fc.property(long, part, part, long, (head, one, other, rest) => {
      const [a, b] = [head + one + rest, head + other + rest]
      const { start, end } = sameEnds(a, b)
      const most = Math.min(a.length, b.length)
      assert.equal(a.slice(0, start), b.slice(0, start))
      assert.ok(start === most || a[start] !== b[start])
      assert.equal(a.slice(a.length - end), b.slice(b.length - end))
      assert.ok(start + end === most || (start + end < most && a[a.length - 1 - end] !== b[b.length - 1 - end]))
    }),
  )
})
