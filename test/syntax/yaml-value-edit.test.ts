import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { at } from '../../server/src/syntax/node.ts'
import { readSimpleYaml } from '../../server/src/syntax/yaml-simple.ts'
import { editedValue } from '../../server/src/syntax/yaml-value-edit.ts'
import { ndjson } from '../conformance/files.ts'

const recorded = [...ndjson(fileURLToPath(new URL('../conformance/kubernetes-validation/', import.meta.url)))].flatMap((line) =>
  line !== null && typeof line === 'object' && 'yaml' in line && typeof line.yaml === 'string' ? [line.yaml] : [],
)

function edited(before: string, after: string) {
  const root = readSimpleYaml(before)?.root
  return root && editedValue(root, before, after)
}

test('a tree after an edit of a value is the tree of the new text', () => {
  let hits = 0
  const piece = fc.constantFrom(
    '',
    'x',
    '1',
    ' ',
    '  ',
    ': ',
    ':',
    '#',
    ' #',
    '"',
    "'",
    '-',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    'a: b',
    '\n',
    '\t',
    '&',
    'ü',
    '\\',
  )
  fc.assert(
    fc.property(fc.nat(recorded.length - 1), fc.nat(1_000_000), fc.nat(4), piece, (index, place, drop, put) => {
      const before = recorded[index] ?? ''
      const start = Math.floor((before.length * place) / 1_000_000)
      const after = before.slice(0, start) + put + before.slice(start + drop)
      const found = edited(before, after)
      if (found === undefined) return
      hits++
      assert.deepEqual(found.root, readSimpleYaml(after)?.root, after)
      assert.equal(at(found.root, found.path), found.after)
      assert.deepEqual(at(readSimpleYaml(before)?.root, found.path), found.before)
    }),
    { numRuns: 4000 },
  )
  assert.ok(hits > 300, `${hits} edits were of values`)
})

const text = 'a: one # note\nb:\n  - two\n  - c: {d: three, e: [4]}\n    f:\ng: "five"\nh: 6\n'
const replacing = (from: string, to: string) => edited(text, text.replace(from, to))

test('an edit within a value says which it is', () => {
  for (const [from, to, path] of [
    ['one', 'ones', ['a']],
    ['one', 'on', ['a']],
    ['one', 'o #e', ['a']],
    ['two', 'twos', ['b', 0]],
    ['three', 'tree', ['b', 1, 'c']],
    ['[4]', '[4, 5]', ['b', 1, 'c']],
    ['five', '', ['g']],
    ['6', '67', ['h']],
  ] as const)
    assert.deepEqual(replacing(from, to)?.path, path, `${from} -> ${to}`)
})

test('what is behind the value has moved, what is before it is the same', () => {
  const before = readSimpleYaml(text)?.root
  const after = before && editedValue(before, text, text.replace('three', 'tree'))?.root
  assert.ok(before?.kind === 'map' && after?.kind === 'map')
  assert.equal(after.entries[0], before.entries[0])
  assert.deepEqual(after.entries[3]?.key.span, { start: text.indexOf('h:') - 1, end: text.indexOf('h:') })
})

test('an edit of anything else is none of a value', () => {
  for (const [from, to] of [
    ['a: one', 'b: one'],
    ['one', 'one\ni: j'],
    ['one', 'o: e'],
    ['one', ' one'],
    ['one', ''],
    ['two', '- two'],
    ['note', 'notes'],
    ['f:', 'f: x'],
    ['f:', 'f:x'],
    ['"five"', '"five'],
    ['three', 'th\ree'],
    ['one', '&one'],
    ['6\n', '6'],
  ] as const)
    assert.equal(replacing(from, to), undefined, `${from} -> ${to}`)
})
