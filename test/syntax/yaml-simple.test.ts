import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readAnyYaml, splitYaml } from '../../server/src/syntax/yaml.ts'
import { blockYaml } from '../../server/src/syntax/yaml-layout.ts'
import { readSimpleYaml } from '../../server/src/syntax/yaml-simple.ts'

/** Whether a text is simple; if so, the tree must be that of the whole reader, which must have no complaint. */
function agrees(text: string): boolean {
  const simple = readSimpleYaml(text)
  if (simple === undefined) return false
  const { root, errors } = readAnyYaml(text)
  assert.deepEqual({ root: plainTree(simple.root), errors: [] }, { root: plainTree(root), errors }, text)
  return true
}

function plainTree(node: unknown): unknown {
  return node === undefined ? undefined : JSON.parse(JSON.stringify(node))
}

/** Of each line: simple or not, in any case not otherwise than the whole reader. */
const cases = [
  'a: [x?]',
  'a: x?',
  'null: 1',
  'Null:\n  a: 1',
  'a: {null: 1}',
  `${'k'.repeat(1100)}: 1`,
  `a:\n${' '.repeat(901)}b: 1`,
  'a: [x/y, "a\\/b"]',
  'a: {b: ?x}',
  'a: :x',
  'a: [:x]',
  'a:\nb: 1',
  'a: \nb: 1',
  'a: # c\nb: 1',
  'a:   # c\nb: 1',
  '- \n- 1',
  '-\n-   # x\n- 1',
  'a:\n  - \n  -\nb:',
  'a:\n- b:\n- c: 1\n  d:\ne: 1',
  'a: [x, y] # c',
  'a: {x: 1}\nb:\n  - c',
  'a:\n    b: 1\n  c: 2',
  'a: x\n  b: 1',
  'a: x\n y',
  '- a\n- b: 1\n   c: 2',
  'a: - b',
  'a: b c: d',
  'a:\n  # x\n  b: 1\n# y\n',
  '---\na: 1\n',
  '--- \na: 1',
  'a: 1 #x',
  'a: b#c',
  'a: "x"y',
  'a: [x',
  'a: [a b, c]',
  "a: 'it''s'",
  'a: 1\na: 2',
  '1: x',
  'y: no',
  'a: .5',
  'a: -',
  'a: -1',
  'a: - 1',
  'a: <b>',
  'a: $(x)',
  'a: +1',
  'a: =',
  '- - a',
  '? a',
  'a: [1,2]',
  'a: [ ]',
  'a: {}',
  'a: {b:1}',
  'a: {b: }',
  'a: [a,]',
  'a: {b: c}d',
  'a: x:y',
  'a: http://x',
  'a: [http://x]',
  'a: b:',
  'a:b',
  'a :b',
  'a : b',
  'a:\n  - b\n  c: 1',
  'a:\n- b\n  - c',
  'a:\n  b\n',
  'a:\n  - b\n   - c',
  '- a: 1\n  - b',
  '- a:\n  - b\n- c',
  '- a:\n    b: 1\n  c: 2\n- d',
  'a: 10:20',
  'a: 2001-01-01',
  'a: 0x1F',
  'a: 1e400',
  'a: ~',
  'a: b   ',
  'a: b   # c',
  ' a: 1\n b: 2',
  ' a: 1\nb: 2',
  'a:\n  b: 1\n\n\nc: 2\n\n',
  '#x\n',
  '',
  '\n',
  '---',
  '---\n#x',
  'a: 1\n---\nb: 2',
  'a: b\n#c\n d',
  'a:\n  - x\n\n  - y',
  'a: [x] y',
  'a: {b: [1, {c: d}], e: "f"}',
  'a: [\'x\', "y"]',
  'a: [x:y]',
  'a: [x: y]',
  'a: [x:]',
  'a: "x" #c',
  'a: "x"#c',
  'a: [x]#c',
  'a: %x',
  'a: @x',
  '%a: b',
  'a: !x',
  'a: *b',
  'a: |\n x',
  'a: >-\n x\nb: 1',
  'key with space: 1',
  '"a": 1',
  'a: b\n  - c',
  '- a\n b: 1',
  'a:\n - b\n - c\nd: 1',
  'a: null',
  'a: [~, null]',
  'a: [,]',
  'a: {,}',
  '<<: {a: 1}',
  'a: {a: 1, a: 2}',
  'a: x # ',
  'a: x #',
  'a:  x',
]

test('what is read the simple way is read as by the whole reader', () => {
  const simple = cases.filter(agrees)
  assert.ok(simple.length > 50 && simple.length < cases.length - 30, `${simple.length} of ${cases.length}`)
})

const folder = new URL('../fixtures/kubernetes/', import.meta.url)

test('so is every prefix of manifests', () => {
  let [simple, all] = [0, 0]
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    for (const { start, end } of splitYaml(text)) {
      for (let at = start; at <= end; at += 2) {
        all++
        if (agrees(text.slice(start, at))) simple++
      }
    }
  }
  assert.ok(simple > 300, `${simple} of ${all}`)
})

test('so is what is written in any layout, and what breaks it', () => {
  const words = fc.constantFrom('x', '1', 'yes', '', 'a: b', '# c', '-', '{x', "it's", '"q"', 'a b', '0644', '~', 'x:y', 'x,y')
  const keys = fc.constantFrom('name', 'a', 'b.c/d', 'on', 'x y')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
    ),
  }))
  const layout = fc.record({
    unit: fc.constantFrom(2, 4),
    dash: fc.constantFrom(0, 2),
    newLine: fc.constant('\n'),
    quote: fc.constantFrom('"' as const, "'" as const),
  })
  const breaking = fc.constantFrom('', ' ', '  ', '\n', ':', ' #', '- ', '"', "'", '{', ']', ',', 'x', '&a ', '|', '---\n')
  fc.assert(
    fc.property(fc.dictionary(keys, value, { minKeys: 1 }), layout, fc.nat(), fc.nat(3), breaking, (document, how, at, length, put) => {
      const text = blockYaml(document as Parameters<typeof blockYaml>[0], 0, how)
      agrees(text)
      const cut = at % (text.length + 1)
      agrees(text.slice(0, cut) + put + text.slice(cut + length))
    }),
    { numRuns: 3000 },
  )
})
