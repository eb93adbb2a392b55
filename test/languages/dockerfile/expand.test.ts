import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expand } from '../../../server/src/languages/dockerfile/expand.ts'

const environment = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
  ['FILE', 'a.b.tar.gz'],
  ['PATHS', '/x/y/z'],
])
const read = (word: string) => expand(word, environment, { escape: '\\' })
const value = (word: string) => read(word).value

test('variables, quotes and escapes', () => {
  assert.equal(value('$A-${A}'), 'one-one')
  assert.equal(value('"$A" \'$A\' \\$A'), 'one $A $A')
  assert.equal(value('"\\$A \\" \\x"'), '$A " \\x')
  assert.equal(value('$NONE.'), '.')
  assert.equal(value('$'), '$')
  assert.equal(value('$$A'), 'A')
  assert.equal(expand('`$A\\$A', environment, { escape: '`' }).value, '$A\\one')
})

test('every modifier', () => {
  assert.deepEqual(['${A:-x}', '${EMPTY:-x}', '${EMPTY-x}', '${NONE-x}'].map(value), ['one', 'x', '', 'x'])
  assert.deepEqual(['${A:+x}', '${EMPTY:+x}', '${EMPTY+x}', '${NONE+x}'].map(value), ['x', '', 'x', ''])
  assert.deepEqual(['${FILE%.*}', '${FILE%%.*}', '${FILE#*.}', '${FILE##*.}'].map(value), ['a.b.tar', 'a', 'b.tar.gz', 'gz'])
  assert.deepEqual(['${PATHS/\\//_}', '${PATHS//\\//_}', '${A/o/$EMPTY}'].map(value), ['_x/y/z', '_x_y_z', 'ne'])
  assert.equal(value('${NONE:-${A:-$B}}'), 'one')
})

test('what is refused', () => {
  assert.equal(read('"$A').error, 'a double quote is not closed')
  assert.equal(read("'a").error, 'a single quote is not closed')
  assert.equal(read('${A').error, 'a } is missing behind ${A')
  assert.equal(read('${}').error, 'a name is missing behind ${')
  assert.equal(read('${A@Q}').error, '${A...} has no modifier @')
  assert.equal(read('${A:#x}').error, '${A...} has no modifier :#')
  assert.equal(read('${NONE?}').error, 'NONE: is not allowed to be unset')
  assert.equal(read('${EMPTY:?give one}').error, 'EMPTY: give one')
  assert.match(read('${A:-'.repeat(5000)).error ?? '', /nested too deep/)
})

test('every variable is reported where it stands, defaults included', () => {
  const word = 'x${NONE:-$B}"${A}"'
  assert.deepEqual(
    read(word).used.map(({ name, start, end, whole, set }) => [name, word.slice(start, end), word.slice(whole.start, whole.end), set]),
    [
      ['B', 'B', '$B', false],
      ['NONE', 'NONE', '${NONE:-$B}', false],
      ['A', 'A', '${A}', true],
    ],
  )
})

test('words divide at unquoted blanks', () => {
  assert.deepEqual(expand('a  "b c" $A\\ d', environment, { escape: '\\', words: true }).words, ['a', 'b c', 'one d'])
})
