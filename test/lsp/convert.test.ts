import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { chooseEncoding, converter, type Encoding } from '../../server/src/lsp/convert.ts'
import { linesOf } from '../../server/src/text/lines.ts'

const of = (text: string, encoding: Encoding) => converter(linesOf(text), () => text, encoding)

test('columns count in the units that were agreed on', () => {
  const text = 'a\n"é€😀x"\r\nend'
  const x = text.indexOf('x')
  assert.deepEqual(of(text, 'utf-16').position(x), { line: 1, character: 5 })
  assert.deepEqual(of(text, 'utf-8').position(x), { line: 1, character: 10 })
  assert.deepEqual(of(text, 'utf-32').position(x), { line: 1, character: 4 })
})

test('every offset finds its way back in every encoding', () => {
  const line = fc.string({ unit: fc.constantFrom('a', '"', 'é', '€', '😀', '\t') })
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom<Encoding>('utf-8', 'utf-16', 'utf-32'),
      (lines, eol, encoding) => {
        const text = lines.join(eol)
        const convert = of(text, encoding)
        for (let offset = 0; offset <= text.length; offset++) {
          if (/[\uDC00-\uDFFF]/.test(text[offset] ?? '') || text.slice(offset - 1, offset + 1) === '\r\n') continue
          assert.equal(convert.offset(convert.position(offset)), offset)
        }
      },
    ),
  )
})

test('UTF-16 agrees with the text documents of other servers', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') }), fc.nat(20), fc.nat(20), (text, line, character) => {
      const theirs = TextDocument.create('file:///x', '', 1, text)
      assert.equal(of(text, 'utf-16').offset({ line, character }), theirs.offsetAt({ line, character }))
    }),
  )
})

test('what points outside the text is moved inside', () => {
  for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
    const convert = of('ab\né', encoding)
    assert.equal(convert.offset({ line: 0, character: 99 }), 2)
    assert.equal(convert.offset({ line: 9, character: 0 }), 4)
    assert.equal(convert.offset({ line: -1, character: 0 }), 0)
    assert.deepEqual(convert.range({ start: 3, end: 99 }).end, { line: 1, character: encoding === 'utf-8' ? 2 : 1 })
    assert.deepEqual(convert.range({ start: 2, end: 1 }), { start: { line: 0, character: 2 }, end: { line: 0, character: 2 } })
    assert.deepEqual(convert.span({ start: { line: 1, character: 1 }, end: { line: 0, character: 0 } }).end >= 3, true)
  }
})

test('a column within a character is the begin of that character', () => {
  const convert = of('€x', 'utf-8')
  assert.equal(convert.offset({ line: 0, character: 2 }), 0)
  assert.equal(convert.offset({ line: 0, character: 3 }), 1)
})

test('UTF-8 and UTF-32 are spoken where the client prefers them', () => {
  assert.equal(chooseEncoding(undefined), 'utf-16')
  assert.equal(chooseEncoding(['utf-16', 'utf-8']), 'utf-16')
  assert.equal(chooseEncoding(['utf-8', 'utf-16']), 'utf-8')
  assert.equal(chooseEncoding(['utf-32']), 'utf-32')
  assert.equal(chooseEncoding(['latin-1', 'utf-8']), 'utf-16')
})
