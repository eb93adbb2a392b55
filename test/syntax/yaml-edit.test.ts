import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { JsonValue } from '../../server/src/syntax/json-layout.ts'
import { at, entry, type ListNode, type MapNode, type Node, plain, type Step } from '../../server/src/syntax/node.ts'
import { readYaml } from '../../server/src/syntax/yaml.ts'
import {
  insertEntries,
  insertEntry,
  insertItem,
  removeChildren,
  renameKey,
  replaceValue,
  setEntry,
  unwrapList,
  wrapInList,
} from '../../server/src/syntax/yaml-edit.ts'
import { blockYaml, isPlain, quoted } from '../../server/src/syntax/yaml-layout.ts'
import { apply, type Edit } from '../../server/src/text/edit.ts'

const nodeAt = (text: string, path: readonly Step[]): Node => {
  const { root, errors } = readYaml(text)
  assert.deepEqual(errors, [], text)
  const node = at(root, path)
  assert.ok(node, `${path.join('.')} in ${text}`)
  return node
}
const mapAt = (text: string, ...path: readonly Step[]): MapNode => {
  const node = nodeAt(text, path)
  assert.ok(node.kind === 'map')
  return node
}
const listAt = (text: string, ...path: readonly Step[]): ListNode => {
  const node = nodeAt(text, path)
  assert.ok(node.kind === 'list')
  return node
}

/** Applies edits; what comes out must be YAML. */
const edited = (text: string, edits: readonly Edit[]): string => {
  const result = apply(text, edits)
  assert.deepEqual(readYaml(result).errors, [], result)
  return result
}
const add = (text: string, path: readonly Step[], key: string, value: JsonValue, before?: string) => {
  const map = mapAt(text, ...path)
  return edited(text, insertEntry(text, map, key, value, before === undefined ? undefined : entry(map, before)))
}
const append = (text: string, path: readonly Step[], value: JsonValue) => edited(text, insertItem(text, listAt(text, ...path), value))
const set = (text: string, path: readonly Step[], key: string, value: JsonValue) =>
  edited(text, setEntry(text, mapAt(text, ...path), key, value))
const put = (text: string, path: readonly Step[], value: JsonValue) => edited(text, [replaceValue(text, nodeAt(text, path), value)])
const without = (text: string, path: readonly Step[], ...gone: readonly Step[]) => {
  const parent = nodeAt(text, path)
  assert.ok(parent.kind !== 'scalar')
  const children =
    parent.kind === 'map'
      ? parent.entries.filter(({ key }) => gone.includes(String(key.value)))
      : parent.items.filter((_, i) => gone.includes(i))
  return edited(text, removeChildren(text, parent, children))
}

test('a new entry stands as its neighbours do', () => {
  assert.equal(add('a: 1', [], 'b', 2), 'a: 1\nb: 2')
  assert.equal(add('a: 1\n', [], 'b', 'x'), 'a: 1\nb: x\n')
  assert.equal(add('a:\n  x: 1 # one\nz: 1\n', ['a'], 'k', 2), 'a:\n  x: 1 # one\n  k: 2\nz: 1\n')
  assert.equal(add('a:\n    x:\n        - 1\n\n# z\nz: 1\n', ['a'], 'k', 2), 'a:\n    x:\n        - 1\n    k: 2\n\n# z\nz: 1\n')
  assert.equal(add('- n: 1\n- n: 2\n', [0], 'm', 2), '- n: 1\n  m: 2\n- n: 2\n')
  assert.equal(add('a:\n  - n: 1', ['a', 0], 'm', 2, 'n'), 'a:\n  - m: 2\n    n: 1')
  assert.equal(add('a: 1\nc: 2', [], 'b', 2, 'c'), 'a: 1\nb: 2\nc: 2')
  assert.equal(add('a: |\n  x\n  y\nb: 1', [], 'c', 2), 'a: |\n  x\n  y\nb: 1\nc: 2')
  assert.equal(add('b: 1\na: |\n  x\n  y\n\n', [], 'c', 2), 'b: 1\na: |\n  x\n  y\nc: 2\n\n')
  assert.equal(add('a:\nb:\n', [], 'c', 2), 'a:\nb:\nc: 2\n')
  assert.equal(add('a: 1\r\nb:\r\n  c: 1\r\n', ['b'], 'd', 2), 'a: 1\r\nb:\r\n  c: 1\r\n  d: 2\r\n')
  assert.equal(add('a:\n  - &x\n    n: 1\n  - *x\n', ['a', 0], 'm', 2), 'a:\n  - &x\n    n: 1\n    m: 2\n  - *x\n')
})

test('what goes over several lines is indented as the document is', () => {
  const value = { limits: { cpu: 1 }, list: [{ a: 1, b: 2 }, 'x'], none: [], empty: {} }
  assert.equal(
    add('a:\n  b: 1\n', ['a'], 'r', value),
    'a:\n  b: 1\n  r:\n    limits:\n      cpu: 1\n    list:\n      - a: 1\n        b: 2\n      - x\n    none: []\n    empty: {}\n',
  )
  assert.equal(add('a:\n- b: 1\n', ['a', 0], 'r', [{ c: 1, d: 2 }]), 'a:\n- b: 1\n  r:\n  - c: 1\n    d: 2\n')
  assert.equal(add('a:\n    b: 1\n', ['a'], 'r', { c: [1] }), 'a:\n    b: 1\n    r:\n        c:\n            - 1\n')
})

test('an entry between brackets stays between them', () => {
  assert.equal(add('a: { b: 1 }', ['a'], 'c', 'x'), 'a: { b: 1, c: x }')
  assert.equal(add('a: {b: 1, d: [1]}', ['a'], 'c', { x: [1, 'a, b'] }), 'a: {b: 1, d: [1], c: { x: [1, "a, b"] }}')
  assert.equal(add('a: {\n  b: 1\n}', ['a'], 'c', 2), 'a: {\n  b: 1,\n  c: 2\n}')
  assert.equal(add('a: { b: 1 }', ['a'], 'c', 'x', 'b'), 'a: { c: x, b: 1 }')
  assert.equal(add('{"a": {"b": 1}}', ['a'], 'c', 'x'), '{"a": {"b": 1, "c": "x"}}')
})

test('empty brackets become a block where they are not within others', () => {
  assert.equal(add('a: {} # none\nb: 1', ['a'], 'c', 1), 'a: # none\n  c: 1\nb: 1')
  assert.equal(add('a:\n  - s: {}\n', ['a', 0, 's'], 'c', { d: 1 }), 'a:\n  - s:\n      c:\n        d: 1\n')
  assert.equal(add('a: [{}]', ['a', 0], 'c', 1), 'a: [{ c: 1 }]')
  assert.equal(append('a: []\n', ['a'], { k: 1, m: 2 }), 'a:\n  - k: 1\n    m: 2\n')
  assert.equal(append('x:\n- 1\na: []\n', ['a'], 'k'), 'x:\n- 1\na:\n- k\n')
})

test('a new item stands as the others do', () => {
  assert.equal(append('a:\n  - n: 1\n', ['a'], { k: 2, m: 3 }), 'a:\n  - n: 1\n  - k: 2\n    m: 3\n')
  assert.equal(append('a:\n- n: 1\nb: 1', ['a'], { k: 2, m: 3 }), 'a:\n- n: 1\n- k: 2\n  m: 3\nb: 1')
  assert.equal(append('a:\n-   n: 1\n', ['a'], { k: 2, m: 3 }), 'a:\n-   n: 1\n-   k: 2\n    m: 3\n')
  assert.equal(append('a: [x]', ['a'], 'k'), 'a: [x, k]')
  assert.equal(append('a:\n  - x # c\n', ['a'], '- y'), 'a:\n  - x # c\n  - "- y"\n')
  const text = 'a:\n  - n: 1\n  - n: 2\n'
  const list = listAt(text, 'a')
  assert.equal(edited(text, insertItem(text, list, 'x', list.items[1])), 'a:\n  - n: 1\n  - x\n  - n: 2\n')
  assert.equal(edited(text, insertItem(text, list, 'x', list.items[0])), 'a:\n  - x\n  - n: 1\n  - n: 2\n')
})

test('a value is set whether its key is there or not', () => {
  assert.equal(set('a:\n  b: 1\n', ['a'], 'b', 2), 'a:\n  b: 2\n')
  assert.equal(set('a:\n  b:\n  c: 1\n', ['a'], 'b', 2), 'a:\n  b: 2\n  c: 1\n')
  assert.equal(set('a:\n  b: # later\n', ['a'], 'b', 2), 'a:\n  b: 2 # later\n')
  assert.equal(set('a:\n  b:\n  c: 1\n', ['a'], 'b', { d: 1 }), 'a:\n  b:\n    d: 1\n  c: 1\n')
  assert.equal(set('a: { b: , c: 1 }', ['a'], 'b', { d: 1 }), 'a: { b: { d: 1 } , c: 1 }')
  assert.equal(set('a:\n  c: 1\n', ['a'], 'b', true), 'a:\n  c: 1\n  b: true\n')
})

test('a value keeps its quotes, its comment and its place', () => {
  assert.equal(put('a: "x" # c', ['a'], 'k'), 'a: "k" # c')
  assert.equal(put("a: 'x'", ['a'], "it's"), "a: 'it''s'")
  assert.equal(put('a: x', ['a'], '1'), 'a: "1"')
  assert.equal(put("a: x\nb: 'c'", ['a'], 'yes'), "a: 'yes'\nb: 'c'")
  assert.equal(put('a: "1"', ['a'], 1), 'a: 1')
  assert.equal(put('a: |\n  x\n  y\nb: 1', ['a'], 'z'), 'a: z\nb: 1')
  assert.equal(put('a:\n  b: 1\nc: 2', ['a'], 'z'), 'a: z\nc: 2')
  assert.equal(put('a: # c\n  b: 1\nc: 2', ['a'], 'z'), 'a: # c\n  z\nc: 2')
  assert.equal(put('a: 1\nc: 2', ['a'], { b: 1, d: [2] }), 'a:\n  b: 1\n  d:\n    - 2\nc: 2')
  assert.equal(put('- 1\n- 2', [0], { b: 1, d: 2 }), '- b: 1\n  d: 2\n- 2')
  assert.equal(put('a: [1, 2]', ['a', 1], { b: 'x' }), 'a: [1, { b: x }]')
  assert.equal(put('a: { b: x }', ['a', 'b'], 'y, z'), 'a: { b: "y, z" }')
  assert.equal(put('a: { b: x }', ['a'], 'k'), 'a: k')
})

test('a key gets another name', () => {
  const renamed = (text: string, key: string, name: string) => {
    const found = entry(nodeAt(text, []), key)
    assert.ok(found)
    return edited(text, [renameKey(text, found, name)])
  }
  assert.equal(renamed('lables: {}', 'lables', 'labels'), 'labels: {}')
  assert.equal(renamed('"lables": {}', 'lables', 'labels'), '"labels": {}')
  assert.equal(renamed('a: 1', 'a', 'y'), '"y": 1')
})

test('a removed entry takes its lines and the comment behind it', () => {
  assert.equal(without('a: 1\nb: 2 # c\nc: 3\n', [], 'b'), 'a: 1\nc: 3\n')
  assert.equal(without('a: 1\nb: 2\n', [], 'a'), 'b: 2\n')
  assert.equal(without('a: 1\nb: 2', [], 'b'), 'a: 1')
  assert.equal(without('a: 1\nb:\n  c: 1\n  d:\n    - 1\ne: 1\n', [], 'b'), 'a: 1\ne: 1\n')
  assert.equal(without('a: 1\nb: 2\nc: 3\nd: 4\n', [], 'a', 'c', 'd'), 'b: 2\n')
  assert.equal(without('a: 1\nb: 2\nc: 3\nd: 4', [], 'b', 'c', 'd'), 'a: 1')
  assert.equal(without('x:\n  a: 1\n  b: 2\n', ['x'], 'a', 'b'), 'x: {}\n')
  assert.equal(without('x: # c\n  a: 1\ny: 1\n', ['x'], 'a'), 'x: # c\n  {}\ny: 1\n')
  assert.equal(without('- a: 1\n  b: 2\n', [0], 'a'), '- b: 2\n')
  assert.equal(without('- a: 1\n  b: 2\n  c: 3\n- a: 2\n', [0], 'a', 'b'), '- c: 3\n- a: 2\n')
  assert.equal(without('- a: 1\n  b: 2\n', [0], 'a', 'b'), '- {}\n')
  assert.equal(without('- a: 1\n  b: 2\n', [0], 'b'), '- a: 1\n')
  assert.equal(without('x:\n  - a\n  - b # c\n  - c\n', ['x'], 1), 'x:\n  - a\n  - c\n')
  assert.equal(without('x:\n- a: 1\n  b: 2\n- &k\n  a: 2\ny: *k\n', ['x'], 0), 'x:\n- &k\n  a: 2\ny: *k\n')
  assert.equal(without('x:\n- a: 1\n- &k-l\n  a: 2\ny: 1\n', ['x'], 1), 'x:\n- a: 1\ny: 1\n')
  assert.equal(without('x:\n- a\ny: 1\n', ['x'], 0), 'x: []\ny: 1\n')
  assert.equal(without('x:\r\n  a: 1\r\n  b: 2\r\n', ['x'], 'a'), 'x:\r\n  b: 2\r\n')
  assert.equal(without('x:\n  a: |\n    text\n    more\n  b: 2\n', ['x'], 'a'), 'x:\n  b: 2\n')
})

test('what is removed between brackets takes its comma', () => {
  assert.equal(without('x: { a: 1, b: 2, c: 3 }', ['x'], 'a'), 'x: { b: 2, c: 3 }')
  assert.equal(without('x: { a: 1, b: 2, c: 3 }', ['x'], 'b'), 'x: { a: 1, c: 3 }')
  assert.equal(without('x: { a: 1, b: 2, c: 3 }', ['x'], 'c'), 'x: { a: 1, b: 2 }')
  assert.equal(without('x: { a: 1, b: 2, c: 3 }', ['x'], 'b', 'c'), 'x: { a: 1 }')
  assert.equal(without('x: { a: 1, b: 2 }', ['x'], 'a', 'b'), 'x: {}')
  assert.equal(without('x: [a, b, c]', ['x'], 0, 2), 'x: [b]')
})

test('a value becomes a list of one, and a list of one its item', () => {
  const wrapped = (text: string, ...path: readonly Step[]) => edited(text, wrapInList(text, nodeAt(text, path)))
  assert.equal(wrapped('a: x', 'a'), 'a: [x]')
  assert.equal(wrapped('a: x, y', 'a'), 'a: ["x, y"]')
  assert.equal(wrapped('a: "x"', 'a'), 'a: ["x"]')
  assert.equal(wrapped('a:\n  b: 1\n  c:\n    d: 2\ne: 1', 'a'), 'a:\n  - b: 1\n    c:\n      d: 2\ne: 1')
  assert.equal(wrapped('a: { b: 1 }', 'a'), 'a: [{ b: 1 }]')
  const unwrapped = (text: string, ...path: readonly Step[]) => edited(text, unwrapList(text, listAt(text, ...path)))
  assert.equal(unwrapped('a: [x]', 'a'), 'a: x')
  assert.equal(unwrapped('a:\n  - x\nb: 1', 'a'), 'a: x\nb: 1')
  assert.equal(unwrapped('a:\n  - x: 1\n    y: 2\nb: 1', 'a'), 'a:\n    x: 1\n    y: 2\nb: 1')
  assert.equal(unwrapped('a: [x, y]', 'a'), 'a: [x, y]')
})

test('strings get quotes only where they need some', () => {
  const words = [
    'x',
    'a b',
    'http://x:80/y',
    '/a',
    'a#b',
    'sha256:abc',
    '$(X)',
    'a, b',
    '100m',
    '1.5Gi',
    '50%',
    'v1',
    '1.2.3',
    'x@y',
    '~a',
    'a-',
  ]
  for (const word of words) assert.ok(isPlain(word, false), word)
  for (const word of [
    '',
    ' a',
    'a: b',
    'a:',
    'a #b',
    '- a',
    '-',
    'yes',
    'off',
    'null',
    '~',
    '1',
    '0x1',
    '1e3',
    '1:30',
    '2001-01-01',
    '{a',
    '*a',
    '@a',
    '%a',
    '`a',
    '"a',
    '---',
    'a\nb',
  ])
    assert.ok(!isPlain(word, false), word)
  assert.ok(!isPlain('a, b', true))
  assert.equal(quoted("it's", "'"), "'it''s'")
  assert.equal(quoted('a\n"', "'"), '"a\\n\\""')
})

const scalars = fc.oneof(
  fc.constantFrom<JsonValue>('x', 'yes', '1', '', 'a: b', '# c', '- d', 'a, b', '{x}', "it's", '"q"', 'a\nb', '*x', ' s', '0644', '~'),
  fc.integer(),
  fc.boolean(),
  fc.string(),
)
const keyNames = fc.constantFrom('name', 'a', 'b', 'image', 'on', 'app.kubernetes.io/name', '1', 'x y')
const { value: values } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keyNames, tie('value'), { maxKeys: 4 }),
  ),
}))

test('what is written is read back, in every layout and with every edit', () => {
  const layouts = fc.record({
    unit: fc.constantFrom(2, 4),
    dash: fc.constantFrom(0, 2),
    newLine: fc.constantFrom('\n', '\r\n'),
    quote: fc.constantFrom('"' as const, "'" as const),
  })
  fc.assert(
    fc.property(
      fc.dictionary(keyNames, values, { minKeys: 1 }),
      layouts,
      keyNames,
      values,
      fc.nat(),
      (document, layout, key, value, at) => {
        const text = blockYaml(document, 0, layout) + layout.newLine
        const root = mapAt(text)
        assert.deepEqual(same(plain(root)), same(document), text)
        assert.deepEqual(same(plain(mapAt(edited(text, setEntry(text, root, key, value))))), same({ ...document, [key]: value }), text)
        const gone = root.entries[at % root.entries.length]
        assert.ok(gone)
        const left = { ...document }
        delete left[String(gone.key.value)]
        assert.deepEqual(same(plain(mapAt(edited(text, removeChildren(text, root, [gone]))))), same(left), text)
        assert.deepEqual(
          same(plain(mapAt(edited(text, insertEntries(text, root, { 'new one': value, other: 1 }))))),
          same({ ...document, 'new one': value, other: 1 }),
          text,
        )
      },
    ),
    { numRuns: 400 },
  )
})

/** Without prototypes, so that only what is in it counts. */
function same(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
