import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readJson } from '../../server/src/syntax/json.ts'
import { at, plain } from '../../server/src/syntax/node.ts'
import { apply } from '../../server/src/text/edit.ts'
import { checkDrawn } from '../support/carets.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { checkTree } from '../support/tree.ts'

/** A drawn text, and what is read from it, as JSON without layout. */
function reads(drawn: string, value: unknown): void {
  let read: unknown
  checkDrawn(drawn, (text) => {
    const { root, errors } = readJson(text)
    checkTree(text, root)
    read = plain(root)
    return errors
  })
  assert.equal(JSON.stringify(read), JSON.stringify(value))
}

const table = (cases: readonly (readonly [drawn: string, value: unknown])[]) => () => {
  for (const [drawn, value] of cases) reads(drawn, value)
}

test(
  'half typed texts complain once, where something is missing',
  table([
    ['\n^ the document is empty; expected an object', undefined],
    ['{\n^ expected } to close this', {}],
    ['{"a"\n ^^^ expected a colon and a value behind the property name', {}],
    ['{"a":\n    ^ expected a value behind the colon', {}],
    ['{"a": "b\n      ^^ expected a closing quote', { a: 'b' }],
    ['{"a": "b",\n^ expected } to close this', { a: 'b' }],
    ['{"a": {"b": [1\n            ^ expected ] to close this', { a: { b: [1] } }],
    ['{"a": tru\n      ^^^ expected true', { a: true }],
    ['{"a": -\n      ^ expected a number behind the sign', { a: null }],
    ['{"a"}\n ^^^ expected a colon and a value behind the property name', {}],
    ['{"a":}\n    ^ expected a value behind the colon', {}],
    ['{"a":,"b":1}\n    ^ expected a value behind the colon', { b: 1 }],
    ['{ "a": "b": 1 }\n     ^ expected a value behind the colon', { b: 1 }],
    ['{"a" "b": 1}\n ^^^ expected a colon and a value behind the property name', { b: 1 }],
    ['{"a" 1}\n ^^^ expected a colon and a value behind the property name', { a: 1 }],
    ['{"a": " }\n      ^ expected a closing quote', { a: '' }],
    ['"a": 1\n   ^ expected { before the first property', 'a'],
    ['{"a": {{\n       ^ expected } to close this', { a: {} }],
  ]),
)

test(
  'a property that is being typed before another leaves that alone',
  table([
    ['{\n  "a"\n  ^^^ expected a colon and a value behind the property name\n  "b": 2\n}', { b: 2 }],
    ['{\n  "a":\n     ^ expected a value behind the colon\n  "b": 2\n}', { b: 2 }],
    ['{\n  "a": "b,\n       ^^ expected a closing quote\n  "c": 1\n}', { a: 'b', c: 1 }],
    ['{\n  "a": 1\n       ^ expected a comma\n  "b": 2\n}', { a: 1, b: 2 }],
  ]),
)

test(
  'commas',
  table([
    ['[1 2]\n ^ expected a comma', [1, 2]],
    ['[1,,2]\n   ^ expected a value before the comma', [1, 2]],
    ['[,1]\n ^ expected a value before the comma', [1]],
    ['{,}\n ^ expected a property before the comma', {}],
    ['[1,]\n  ^ JSON allows no comma before ]', [1]],
    ['{"a":1,}\n      ^ JSON allows no comma before }', { a: 1 }],
  ]),
)

test(
  'brackets that do not match up: the one that is wrong is named, and the rest is read',
  table([
    ['{ "a": [1, 2 }\n       ^ expected ] to close this', { a: [1, 2] }],
    ['[ {"a": 1 ]\n  ^ expected } to close this', [{ a: 1 }]],
    ['{ "a": 1 ] }\n         ^ nothing is open that ] would close', { a: 1 }],
    ['{"a": [1]], "b": 2}\n         ^ nothing is open that ] would close', { a: [1], b: 2 }],
    ['{ "a": {"x": 1}}, "b": 2 }\n               ^ nothing is open that } would close', { a: { x: 1 }, b: 2 }],
    ['[}\n ^ expected ] here', []],
    ['{"a": 1} {}\n         ^ unexpected text behind the end of the document', { a: 1 }],
    [', {"a": 1}\n^ expected an object', { a: 1 }],
    ['{ : 1, "b": 2 }\n  ^ expected a property name in double quotes', { b: 2 }],
    ['{ "a": { "b": 1 }, { "c": 2 } }\n                   ^ expected a property name in double quotes', { a: { b: 1 } }],
    ['["a": 1]\n    ^ a list has no property names; they stand between { and }', ['a', 1]],
  ]),
)

test(
  'indentation tells which bracket is missing or superfluous',
  table([
    ['{\n  "a": {\n       ^ expected } to close this\n    "b": 1,\n  "c": 2\n}', { a: { b: 1 }, c: 2 }],
    ['{\n  "a": {\n       ^ expected } to close this\n    "b": 1\n}', { a: { b: 1 } }],
    [
      '{\n  "a": [\n    {\n    ^ expected } to close this\n      "n": 1\n    ,\n    {\n      "n": 2\n    }\n  ],\n  "z": 1\n}',
      { a: [{ n: 1 }, { n: 2 }], z: 1 },
    ],
    [
      '{\n  "a": [\n    {\n      "n": 1\n    }},\n     ^ nothing is open that } would close\n    {\n      "n": 2\n    }\n  ],\n  "z": 1\n}',
      { a: [{ n: 1 }, { n: 2 }], z: 1 },
    ],
    ['{\n  "a": {\n    "b": 1\n  },\n  },\n  ^ nothing is open that } would close\n  "c": 2\n}', { a: { b: 1 }, c: 2 }],
    // Where the brackets match up, indentation means nothing.
    ['{\n    "a": {\n"b": 1,\n"c": [\n1\n]},\n  "d": 2\n}', { a: { b: 1, c: [1] }, d: 2 }],
  ]),
)

test(
  'quotes: missing ones, and those of other languages and word processors',
  table([
    ['{"a: 1,\n ^^^^^ expected a closing quote\n "b": 2}', { b: 2 }],
    ['{"a": "b, "c": 1}\n            ^^^^ expected a closing quote', { a: 'b, ', c: ': 1' }],
    ['{"a": "x[0], \n      ^^^^^ expected a closing quote', { a: 'x[0]' }],
    ["{'a': 1}\n ^^^ a property name stands in double quotes", { a: 1 }],
    [
      "[ 'it\\'s', `b` ]\n  ^^^^^^^ a text value stands in double quotes\n           ^^^ a text value stands in double quotes",
      ["it's", 'b'],
    ],
    ['[ “a b” ]\n  ^^^^^ a text value stands in double quotes', ['a b']],
    ['{a: 1}\n ^ a property name stands in double quotes', { a: 1 }],
    ['{"a": nginx:1.27, "b": 1}\n      ^^^^^^^^^^ a text value stands in double quotes', { a: 'nginx:1.27', b: 1 }],
    ['{"a": my own text, "b": 1}\n      ^^^^^^^^^^^ a text value stands in double quotes', { a: 'my own text', b: 1 }],
    [
      '{"a": 1.5vCPU // x\n      ^^^^^^^ a text value stands in double quotes\n              ^^^^ JSON has no comments\n}',
      { a: '1.5vCPU' },
    ],
  ]),
)

test(
  'numbers and literals as other languages write them',
  table([
    ['[-0, 1e5, -1.5E-3, 0]', [0, 100000, -0.0015, 0]],
    ['[NaN]\n ^^^ JSON has no NaN', [null]],
    ['[-Infinity]\n ^^^^^^^^^ JSON has no -Infinity', [null]],
    ['[+1]\n ^^ JSON writes this number 1', [1]],
    ['[01]\n ^^ JSON writes this number 1', [1]],
    ['[.5]\n ^^ JSON writes this number 0.5', [0.5]],
    ['[1.]\n ^^ JSON writes this number 1', [1]],
    ['[0x1F]\n ^^^^ JSON writes this number 31', [31]],
    ['[1_000]\n ^^^^^ JSON writes this number 1000', [1000]],
    ['[True]\n ^^^^ expected true', [true]],
    ['[None]\n ^^^^ expected null', [null]],
    ['[none]\n ^^^^ a text value stands in double quotes', ['none']],
  ]),
)

test(
  'strings: escapes and control characters',
  table([
    [String.raw`["\u00e9\n\"\\\/"]`, ['é\n"\\/']],
    ['["x\ty"]\n ^^^^^ a control character is written as an escape, such as \\t', ['x\ty']],
    [`${String.raw`["\d"]`}\n ^^^^ not an escape that JSON knows; a backslash itself is written \\\\`, ['\\d']],
    [`${String.raw`["\u12"]`}\n ^^^^^^ a \\u escape has four hexadecimal digits`, ['\\u12']],
  ]),
)

test(
  'comments are read over and named',
  table([
    ['{ // a\n  ^^^^ JSON has no comments\n  "b": 1 }', { b: 1 }],
    ['{ # a\n  ^^^ JSON has no comments\n  "b": 1 }', { b: 1 }],
    ['[ /* a */ 1 ]\n  ^^^^^^^ JSON has no comments', [1]],
    ['{"a": 1 /* never\n        ^^ expected */ to close the comment', { a: 1 }],
    ['{} // end\n   ^^^^^^ JSON has no comments', {}],
  ]),
)

test(
  'blanks that are none, and the byte order mark',
  table([
    ['{"a":\u00a01}\n     ^ U+00A0 looks like a blank and is none in JSON', { a: 1 }],
    ['\ufeff{"a":1}', { a: 1 }],
  ]),
)

test(
  'names that stand twice',
  table([
    ['{"a": 1, "a": 2}\n         ^^^ "a" stands here twice; the last one counts', { a: 2 }],
    ['{"a": 1, "b": {"a": 2}}', { a: 1, b: { a: 2 } }],
    ['{"a": 1, "a"}\n         ^^^ expected a colon and a value behind the property name', { a: 1 }],
    ['{\n{% if x %}\n"a": 1,\n{% else %}\n"a": 2\n{% endif %}\n}', { a: 2 }],
  ]),
)

test(
  'templates stand wherever something can stand',
  table([
    ['{"a": {{ x }}, "b": ${A}-${B}, "c": <IMAGE>, "d": %N%}', { a: '{{ x }}', b: '${A}-${B}', c: '<IMAGE>', d: '%N%' }],
    ['{"a": __X__, "b": #{Y}#, "c": $$$Z$$$, "d": @@W@@}', { a: '__X__', b: '#{Y}#', c: '$$$Z$$$', d: '@@W@@' }],
    ['{"a": {{ if y }}"1"{{ else }}2{{ end }}, "b": 3}', { a: '{{ if y }}"1"{{ else }}2{{ end }}', b: 3 }],
    ['{\n  "a": 1,\n  {% if x %}\n  "b": 2,\n  {% endif %}\n}', { a: 1, b: 2 }],
    ['{ {{ k }}: 1, {{ include "x" . }}, "b": 2 }', { '{{ k }}': 1, b: 2 }],
    ['[\n {% for c in cs %}\n {"a": 1}{% if not loop.last %},{% endif %}\n {% endfor %}\n]', [{ a: 1 }]],
    ['[ {{ range .X }} { "a": 1 }, {{ end }} ]', [{ a: 1 }]],
    ['[ {{ a }}, {{ b }} ]', ['{{ a }}', '{{ b }}']],
    ['{{ everything }}', '{{ everything }}'],
  ]),
)

test('hostile depth is one error', () => {
  for (const open of ['[', '{"a":', '{', '[{']) {
    const messages = readJson(open.repeat(100_000)).errors.map(({ message }) => message)
    assert.deepEqual(messages, ['nested deeper than 200 levels'], open)
  }
})

test('no text has more than twenty syntax errors; comments are all named', () => {
  assert.equal(readJson(`[${'x,\n'.repeat(100)}1]`).errors.length, 20)
  assert.equal(readJson(`[${'1, // one\n'.repeat(100)}1]`).errors.length, 100)
})

test('a large text takes time as its length', () => {
  const one = '{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "A", "value": "b" }] },\n'
  const texts = [
    (n: number) => `[${one.repeat(n)}{}]`,
    (n: number) => '[],'.repeat(n * 30),
    (n: number) => `["${'x'.repeat(n * 90)}"]`,
    (n: number) => `"{${' '.repeat(n * 90)}x`,
    (n: number) => `'${'x'.repeat(n * 90)}`,
    (n: number) => `[${'a:a '.repeat(n * 20)}`,
    (n: number) => `[${'${'.repeat(n * 40)}`,
    (n: number) => `{${'"a" '.repeat(n * 20)}`,
    (n: number) => `[${' '.repeat(n * 90)}`,
    (n: number) => `[${'// x\n'.repeat(n * 18)}`,
  ]
  for (const [index, make] of texts.entries()) {
    const text = make(12_000)
    assert.ok(cpuTime(() => readJson(text)) < 3000, `text ${index} of ${text.length} characters`)
  }
})

const json = fc.jsonValue({ maxDepth: 4 })
const layout = fc.constantFrom(undefined, 1, 2, '\t')

test('what JSON.stringify writes is read as JSON.parse reads it, without an error', () =>
  fc.assert(
    fc.property(json, layout, (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      const { root, errors } = readJson(text)
      const real = errors.filter(({ message }) => !message.startsWith('the document is empty'))
      assert.deepEqual(real, [])
      assert.equal(JSON.stringify(plain(root)), JSON.stringify(JSON.parse(text)))
    }),
  ))

/** A JSON text with something cut out, doubled or put in. */
const mutated = fc
  .tuple(
    json,
    layout,
    fc.nat(),
    fc.nat(8),
    fc.constantFrom('', '"', ',', ':', '{', '}', '[', ']', '\n', "'", 'x', '1', '//', '\\', '{{x}}', '\t'),
  )
  .map(([value, indent, at, length, put]) => {
    const text = JSON.stringify({ a: value, b: [value] }, undefined, indent)
    const cut = at % text.length
    return text.slice(0, cut) + put + text.slice(cut + length)
  })

test('an error is reported exactly where JSON.parse refuses; templates excepted', () =>
  fc.assert(
    fc.property(mutated, (text) => {
      const { errors } = readJson(text)
      if (/[$<{%@#_][{\w%]/.test(text)) return
      const wrong = errors.some(({ code }) => code !== 'json-duplicate-key')
      assert.equal(wrong, refused(text), text)
    }),
    { numRuns: 2000 },
  ))

test('every tree of every text keeps its promises, and every fix changes the text inside of it', () =>
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: fc.constantFrom(...'{}[]",:1a \n\'/*#-$') })), (text) => {
      const { root, errors } = readJson(text)
      checkTree(text, root)
      for (const { span, fix } of errors) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length)
        for (const edit of fix?.edits ?? [])
          assert.ok(0 <= edit.span.start && edit.span.start <= edit.span.end && edit.span.end <= text.length)
        if (fix !== undefined && !fix.guess) assert.notEqual(apply(text, fix.edits), text)
      }
    }),
    { numRuns: 2000 },
  ))

const edit = fc.record({
  at: fc.nat(),
  drop: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
  put: fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '"',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '\n',
      'x',
      '1',
      '/',
      '// x\n',
      '\\',
      '{{x}}',
      '"a": 1, ',
      '[[]], ',
      '{"a": {}}, ',
    ),
    json.map((value) => `${JSON.stringify(value)}, `),
  ),
})

test('a text read with the tree before an edit is read as without', () => {
  let kept = 0
  fc.assert(
    fc.property(json, json, layout, fc.array(edit, { minLength: 1, maxLength: 6 }), (one, two, indent, edits) => {
      let before = readJson(JSON.stringify({ a: [one, { b: two }, [[one]]], c: { d: two, e: { f: one } } }, undefined, indent))
      for (const { at, drop, put } of edits) {
        const start = at % (before.text.length + 1)
        const text = before.text.slice(0, start) + put + before.text.slice(start + drop)
        const after = readJson(text, before)
        assert.deepEqual(after, readJson(text))
        if (after.strict && before.strict) kept++
        // Somebody takes back what is no JSON, as a rule.
        before = after.strict || at % 3 === 0 ? after : before
      }
    }),
    { numRuns: 3000 },
  )
  assert.ok(kept > 500, `${kept} readings of JSON after JSON`)
})

test('what stands before an edit is taken over, and so is what the edit leaves alone beside it', () => {
  const before = readJson('{"a": [{"b": 1}, {"c": {"d": 2}, "e": [3]}, {"f": 4}]}')
  const after = readJson('{"a": [{"b": 1}, {"c": {"d": 25}, "e": [3]}, {"f": 4}]}', before)
  assert.equal(at(after.root, ['a', 0]), at(before.root, ['a', 0]))
  const same = readJson('{"a": [{"b": 1}, {"c": {"d": 7}, "e": [3]}, {"f": 4}]}', before)
  assert.equal(at(same.root, ['a', 1, 'e']), at(before.root, ['a', 1, 'e']))
  assert.equal(at(same.root, ['a', 2]), at(before.root, ['a', 2]))
})

test('in a tree read again nothing is too deep that would not be otherwise', () => {
  const nested = (depth: number) => `{"a": [${'['.repeat(depth)}${']'.repeat(depth)}]}`
  for (const depth of [195, 197, 198, 199, 205]) {
    const before = readJson(nested(depth))
    const text = nested(depth + 1)
    assert.deepEqual(readJson(text, before), readJson(text))
  }
})

test('applying the fixes again and again mends what is mechanical', () => {
  const mended = (text: string) => {
    let now = text
    for (let i = 0; i < 20; i++) {
      const fix = readJson(now).errors.find(({ fix }) => fix !== undefined)?.fix
      if (fix === undefined) return now
      now = apply(now, fix.edits)
    }
    return now
  }
  assert.equal(mended("{a: 'x', // note\n  // alone\n  b: [01 True,], \"c\" 'y',}"), '{"a": "x",\n  "b": [1, true], "c": "y"}')
  assert.equal(mended('{"a": 1, "b": 2, "a": 3}'), '{"b": 2, "a": 3}')
  assert.equal(mended('{\n  "a": "b,\n  "c": "\t"\n}'), '{\n  "a": "b",\n  "c": "\\t"\n}')
})

function refused(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}
