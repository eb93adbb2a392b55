import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entries, get, locate, type Node, plain, walk } from '../../server/src/syntax/node.ts'
import { readYaml, splitYaml } from '../../server/src/syntax/yaml.ts'
import { plainValue } from '../../server/src/syntax/yaml-scalar.ts'
import type { Span } from '../../server/src/text/span.ts'
import { checkDrawn } from '../support/carets.ts'

const json = (text: string) => JSON.stringify(plain(readYaml(text).root))
const check = (drawn: string) => checkDrawn(drawn, (text) => readYaml(text).errors)
const documents = (text: string) => splitYaml(text).map(({ start, end }) => text.slice(start, end))

test('plain scalars are read as the API server reads them', () => {
  const read = (...sources: string[]) => sources.map(plainValue)
  assert.deepEqual(read('y', 'Yes', 'ON', 'true', 'n', 'No', 'off', 'FALSE'), [true, true, true, true, false, false, false, false])
  assert.deepEqual(read('', '~', 'null', 'Null', 'NULL'), [null, null, null, null, null])
  assert.deepEqual(read('010', '0o10', '0x1E', '0b11', '08', '1_0', '+30', '-1'), [8, 8, 30, 3, 8, 10, 30, -1])
  assert.deepEqual(read('.5', '5.', '1e1', '30.0', '1E+2'), [0.5, 5, 10, 30, 100])
  assert.deepEqual(read('1:30', '2020-01-01', '1.2.3', '100m', '-', '+', '.', '0x', 'yEs', 'nULL', '1e'), [
    '1:30',
    '2020-01-01',
    '1.2.3',
    '100m',
    '-',
    '+',
    '.',
    '0x',
    'yEs',
    'nULL',
    '1e',
  ])
})

test('quotes and block headers make strings', () => {
  assert.equal(
    json(`a: "1"\nb: 'yes'\nc: |\n  1\nd: >-\n  x\n  y\ne: !!str 1\nf: !!int "7"\n`),
    '{"a":"1","b":"yes","c":"1\\n","d":"x y","e":"1","f":7}',
  )
})

test('a key without a value has a null behind its colon', () => {
  const text = 'spec:\n  securityContext:\n'
  const value = get(get(readYaml(text).root, 'spec'), 'securityContext')
  assert.deepEqual(value, { kind: 'scalar', span: { start: 24, end: 24 }, value: null, quoted: false })
})

test('documents are divided at markers only', () => {
  assert.deepEqual(documents('a: 1\n---\nb: 2\n'), ['a: 1\n', '---\nb: 2\n'])
  assert.deepEqual(documents('# note\n---\nb: |\n  --- no\n  ...\n'), ['# note\n---\nb: |\n  --- no\n  ...\n'])
  assert.deepEqual(documents('---\na: 1\n...\n---\nb: 1'), ['---\na: 1\n...', '---\nb: 1'])
  assert.deepEqual(documents('%YAML 1.1\n---\na: 1'), ['%YAML 1.1\n---\na: 1'])
  assert.deepEqual(documents('a: 1\n---\n'), ['a: 1\n', '---\n'])
  assert.deepEqual(documents(''), [''])
})

test('anchors, aliases and merge keys resolve, and stand where they can be edited', () => {
  const text = 'base: &b {cpu: 1, memory: 2}\nown: *b\nmerged:\n  <<: *b\n  cpu: 3\nlist: {<<: [{x: 1}, {x: 2, y: 2}]}\n'
  assert.equal(json(text), '{"base":{"cpu":1,"memory":2},"own":{"cpu":1,"memory":2},"merged":{"memory":2,"cpu":3},"list":{"x":1,"y":2}}')
  const { root } = readYaml(text)
  const own = get(root, 'own')
  assert.equal(text.slice(own?.span.start, own?.span.end), '*b')
  const cpu = get(own, 'cpu')
  assert.equal(text.slice(cpu?.span.start, cpu?.span.end), '1')
  assert.deepEqual(
    entries(get(root, 'merged')).map(({ key }) => key.value),
    ['memory', 'cpu'],
  )
  assert.deepEqual(locate(root, text.indexOf('*b') + 1)?.path, ['own'])
})

test('what cannot be read is said where it stands', () => {
  check(`
spec:
	replicas: 1
^ a tab cannot indent in YAML; use blanks
`)
  check(`
image: nginx: latest
       ^^^^^^ a second colon on one line: the value needs quotes, or a line of its own
`)
  check(`
a: 1
a: 2
^ "a" stands here twice
b: *none
   ^^^^^ no anchor &none stands before this
c: &c [*c]
       ^^ *c stands inside what it refers to
d: .inf
   ^^^^ .inf is no number that JSON can carry; put it in quotes
`)
})

test('aliases that multiply are stopped, and so is depth', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`)
  const { root, errors } = readYaml(['a0: &a0 [x]', ...levels].join('\n'))
  assert.deepEqual(
    errors.map(({ message }) => message),
    ['aliases expand the document to more than 200,000 nodes'],
  )
  let visited = 0
  for (const _ of walk(root)) visited++
  assert.ok(visited < 250_000, String(visited))
  assert.equal(readYaml('['.repeat(100_000)).errors.length, 1)
  assert.ok(readYaml('- '.repeat(20_000)).errors.length > 0)
})

test('every prefix of a manifest gives a tree whose spans lie inside it', () => {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: "we\\"b"}}\nspec:\n  containers:\n    - &c name: web\n      image: 'nginx:1'\n      command: [sh, -c, "a\\nb"]\n      args:\n      - |\n        x: y\n        # no comment\n      env: [*c, {<<: *c}]\n`
  for (let end = 0; end <= text.length; end++) {
    const prefix = text.slice(0, end)
    const { root, errors } = readYaml(prefix)
    for (const { span } of [...errors, ...spansOf(root)]) assert.ok(0 <= span.start && span.start <= span.end && span.end <= end, prefix)
  }
})

function spansOf(root: Node | undefined): readonly { readonly span: Span }[] {
  return [...walk(root)].flatMap(({ node }): readonly { readonly span: Span }[] => (node.kind === 'map' ? [node, ...node.entries] : [node]))
}

test('lines inside brackets and quotes may be indented in any way, as for the API server', () => {
  assert.equal(json('spec: {\nreplicas: 1\n}\na: b\n'), '{"spec":{"replicas":1},"a":"b"}')
  assert.equal(json('x:\n  a: [\n\tb,\nc]\n  d: "e\n\tf"\n'), '{"x":{"a":["b","c"],"d":"e f"}}')
  assert.equal(readYaml('a: "x\nb: c\n').errors.length, 1)
  assert.ok(readYaml('a: [b\nc: d\n').errors.length > 0)
})

test('tabs do not indent, also where nothing follows; behind a token they may stand', () => {
  check(`
a: x
	
^ a tab cannot indent in YAML; use blanks
b:
-	c
 ^ a tab cannot indent in YAML; use blanks
	# note
^ a tab cannot indent in YAML; use blanks
`)
  check(`
a:	x	# note
b: [c]	
d: {e: f,
	g: h}
`)
})

test('control characters are none of a manifest', () => {
  check(`
a: "b\u0007"
     ^ the control character U+0007 stands in no manifest; write it as an escape in double quotes, or leave it out
`)
  assert.deepEqual(readYaml('\uFEFFa: b\n').errors, [])
})

test('digits that no double can hold are a string', () => assert.equal(json('a: 1e400\n'), '{"a":"1e400"}'))

test('what YAML in general allows and the API server does not', () => {
  check(`
path: {path: /a?b, port: 80}
             ^^^^ inside brackets a plain value has no ?; put it in quotes
`)
  check(`
a: {b: c?d}
       ^^^ inside brackets a plain value has no ?; put it in quotes
e: [:f]
    ^^ inside brackets a plain value cannot begin with :; put it in quotes
g: "h\\/i"
     ^^ a slash needs no backslash here, and may have none
~: j
^ YAML reads this key as null; put it in quotes
k: {l
    ^ a key and its colon stand on one line
  : m}
n: [o]:
      ^ a key is missing before this colon
p: &q.r s
        ^ the anchor &q.r has other characters than letters, digits, - and _
`)
  check(`
a: {? b : c, "d?": "?"}
e: "f"# note
g: "it\\'s"
`)
  check(`%YAML 1.2
^^^^^^^^^ the API server knows the directives %YAML 1.1 and %TAG only
---
a: b
`)
  assert.deepEqual(readYaml('%YAML 1.1\n---\na: b\n').errors, [])
})

test('every way to end a line is one, also at the end of the text', () => {
  for (const end of ['\n', '\r\n', '\r'])
    assert.equal(json(['a: b', 'c: [d,', '  e]', 'f: g', ''].join(end)), '{"a":"b","c":["d","e"],"f":"g"}')
  assert.equal(json('a: b\r\nc: d\r'), '{"a":"b","c":"d"}')
})
