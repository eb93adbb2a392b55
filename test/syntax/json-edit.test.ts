import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readJson } from '../../server/src/syntax/json.ts'
import { insertEntry, insertItem, removeChildren, renameKey, replaceValue, wrapInList } from '../../server/src/syntax/json-edit.ts'
import { type JsonValue, reindented } from '../../server/src/syntax/json-layout.ts'
import { at, entry, type ListNode, type MapNode, type Node, type Step } from '../../server/src/syntax/node.ts'
import { apply } from '../../server/src/text/edit.ts'

const root = (text: string): Node => {
  const read = readJson(text).root
  assert.ok(read)
  return read
}
const mapAt = (text: string, path: readonly Step[] = []): MapNode => {
  const node = at(root(text), path)
  assert.ok(node?.kind === 'map')
  return node
}
const listAt = (text: string, path: readonly Step[] = []): ListNode => {
  const node = at(root(text), path)
  assert.ok(node?.kind === 'list')
  return node
}
const without = (text: string, ...keys: string[]) => {
  const map = mapAt(text)
  return apply(
    text,
    removeChildren(
      text,
      map,
      map.entries.filter(({ key }) => keys.includes(String(key.value))),
    ),
  )
}

test('a removed entry takes its comma and its line', () => {
  assert.equal(without('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'a'), '{\n  "b": 2,\n  "c": 3\n}')
  assert.equal(without('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'b'), '{\n  "a": 1,\n  "c": 3\n}')
  assert.equal(without('{\n  "a": 1,\n  "b": [\n    2\n  ]\n}', 'b'), '{\n  "a": 1\n}')
  assert.equal(without('{\r\n  "a": 1,\r\n  "b": 2\r\n}', 'b'), '{\r\n  "a": 1\r\n}')
})

test('a removed entry among others on its line leaves the usual blanks', () => {
  assert.equal(without('{ "a": 1, "b": 2, "c": 3 }', 'a'), '{ "b": 2, "c": 3 }')
  assert.equal(without('{ "a": 1, "b": 2, "c": 3 }', 'b'), '{ "a": 1, "c": 3 }')
  assert.equal(without('{ "a": 1, "b": 2, "c": 3 }', 'c'), '{ "a": 1, "b": 2 }')
  assert.equal(without('{"a":1,"b":2}', 'b'), '{"a":1}')
  assert.equal(without('{\n  "a": 1, "b": 2,\n  "c": 3\n}', 'b'), '{\n  "a": 1,\n  "c": 3\n}')
  assert.equal(without('{\n  "a": 1,\n  "b": 2 }', 'b'), '{\n  "a": 1 }')
  assert.equal(without('{\n  "a": 1\n  , "b": 2\n}', 'b'), '{\n  "a": 1\n}')
})

test('several neighbours go at once', () => {
  assert.equal(without('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'b', 'c'), '{\n  "a": 1\n}')
  assert.equal(without('{ "a": 1, "b": 2, "c": 3 }', 'a', 'c'), '{ "b": 2 }')
  assert.equal(without('{\n  "a": 1,\n  "b": 2\n}', 'a', 'b'), '{}')
})

test('comments of others stay, the comment behind the entry goes', () => {
  assert.equal(without('{\n  "a": 1, // one\n  "b": 2 // two\n}', 'b'), '{\n  "a": 1 // one\n}')
  assert.equal(without('{\n  // first\n  "a": 1\n}', 'a'), '{\n  // first\n}')
  assert.equal(without('{\n  "a": 1, // one\n  "b": 2 }', 'b'), '{\n  "a": 1 // one\n   }')
})

test('an item of a list goes like an entry', () => {
  const text = '["a", "b", "c"]'
  const list = listAt(text)
  assert.equal(apply(text, removeChildren(text, list, list.items.slice(1, 2))), '["a", "c"]')
  assert.equal(apply(text, removeChildren(text, list, list.items)), '[]')
})

test('a new entry follows the layout of its neighbours', () => {
  const added = (text: string, value: JsonValue = 1) => apply(text, insertEntry(text, mapAt(text), 'z', value))
  assert.equal(added('{\n  "a": 1\n}'), '{\n  "a": 1,\n  "z": 1\n}')
  assert.equal(added('{\n\t"a": 1\n}', { b: [{}] }), '{\n\t"a": 1,\n\t"z": {\n\t\t"b": [\n\t\t\t{}\n\t\t]\n\t}\n}')
  assert.equal(added('{ "a": 1 }', ['x', 'y']), '{ "a": 1, "z": ["x", "y"] }')
  assert.equal(added('{"a":1,"b":2}', { c: 1, d: 2 }), '{"a":1,"b":2,"z":{"c":1,"d":2}}')
  assert.equal(added('{}'), '{"z": 1}')
  assert.equal(added('{\n}'), '{\n  "z": 1\n}')
  assert.equal(added('{\n  "a": 1,\n}'), '{\n  "a": 1,\n  "z": 1\n}')
  assert.equal(added('{\n  "a": 1 // one\n}'), '{\n  "a": 1, // one\n  "z": 1\n}')
  assert.equal(added('{\r\n    "a": 1\r\n}', { b: 2 }), '{\r\n    "a": 1,\r\n    "z": {\r\n        "b": 2\r\n    }\r\n}')
})

test('a new entry or item can stand before another', () => {
  const text = '{\n  "a": 1,\n  "b": [2]\n}'
  assert.equal(apply(text, insertEntry(text, mapAt(text), 'z', 1, entry(root(text), 'a'))), '{\n  "z": 1,\n  "a": 1,\n  "b": [2]\n}')
  const list = listAt(text, ['b'])
  assert.equal(apply(text, insertItem(text, list, 1, list.items[0])), '{\n  "a": 1,\n  "b": [1, 2]\n}')
  assert.equal(apply(text, insertItem(text, list, 3)), '{\n  "a": 1,\n  "b": [2, 3]\n}')
})

test('a new entry of an empty map is indented below it', () => {
  const text = '{\n  "a": {\n    "b": {}\n  }\n}'
  assert.equal(apply(text, insertEntry(text, mapAt(text, ['a', 'b']), 'z', 1)), '{\n  "a": {\n    "b": {\n      "z": 1\n    }\n  }\n}')
})

test('values and keys are replaced where they stand; a value becomes a list', () => {
  const text = '{ "a": "1", "b": {\n  "c": 2\n} }'
  const map = mapAt(text)
  const [a, b] = map.entries
  assert.ok(a?.value && b?.value)
  assert.equal(
    apply(text, [renameKey(a, 'x'), replaceValue(text, a.value, 1), ...wrapInList(b.value)]),
    '{ "x": 1, "b": [{\n  "c": 2\n}] }',
  )
})

test('a node can move to another depth', () => {
  const text = '{\n    "a": {\n        "b": 1\n    }\n}'
  assert.equal(reindented(text, mapAt(text, ['a']), ''), '{\n    "b": 1\n}')
})

test('removing and adding gives the JSON one expects, whatever the layout', () => {
  const value = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.oneof(fc.integer(), fc.constant([]), fc.constant([{ x: 1 }, 2])), {
    minKeys: 1,
  })
  const layout = fc.constantFrom(undefined, 2, '\t')
  fc.assert(
    fc.property(value, layout, fc.array(fc.nat(3)), (json, indent, picks) => {
      const text = JSON.stringify(json, null, indent)
      const map = mapAt(text)
      const gone = new Set(picks.flatMap((i) => map.entries[i] ?? []))
      const left = Object.fromEntries(Object.entries(json).filter(([key]) => ![...gone].some((one) => one.key.value === key)))
      const smaller = apply(text, removeChildren(text, map, [...gone]))
      assert.equal(smaller, JSON.stringify(left, null, indent))
      const larger = apply(smaller, insertEntry(smaller, mapAt(smaller), 'z', { y: [{}] }))
      assert.deepEqual(JSON.parse(larger), { ...left, z: { y: [{}] } })
    }),
  )
})
