import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { pathText } from '../../server/src/syntax/path.ts'
import { type YamlSlot, yamlSlotsAt } from '../../server/src/syntax/yaml-slot.ts'
import { withCursor } from '../support/accept.ts'

/** A slot in one line: what, where, what it replaces and puts before, and what stands there already. */
function shown(text: string, slot: YamlSlot): string {
  const { kind, path, replace, lead, column, flow, commaAfter, present } = slot
  const parts = [
    `${kind} ${pathText(path) || '.'}`,
    `[${text.slice(replace.start, replace.end)}]`,
    lead === '' ? '' : `lead ${JSON.stringify(lead)}`,
    `at ${column}`,
    present.size === 0 ? '' : `beside ${[...present].join(' ')}`,
    slot.kind === 'key' ? (slot.named ? 'named' : '') : slot.begins,
    slot.kind === 'value' && slot.quote !== '' ? `in ${slot.quote}` : '',
    flow ? 'flow' : '',
    commaAfter ? 'comma after' : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function slots(drawn: string): readonly string[] {
  const { text, offset } = withCursor(drawn)
  return yamlSlotsAt(text, offset).map((slot) => shown(text, slot))
}

const is = (drawn: string, ...expected: readonly string[]) => assert.deepEqual(slots(drawn), expected, drawn)

test('at the top of a document, also of a second one', () => {
  is('<|>', 'key . [] at 0')
  is('ap<|>', 'key . [ap] at 0')
  is('# a pod\n<|>\n', 'key . [] at 0')
  is('kind: Pod\n---\n<|>', 'key . [] at 0')
  is('kind: Pod\n---\n\nki<|>\n---\nkind: Job\n', 'key . [ki] at 0')
  is('kind: Pod\n<|>\n---\nkind: Job\n', 'key . [] at 0 beside kind')
  is('---\napiVersion: v1\n<|>', 'key . [] at 0 beside apiVersion')
  is('<|>\nkind: Pod', 'key . [] at 0 beside kind')
  is('  <|>', 'key . [  ] at 0')
  is('--<|>-\nkind: Pod')
  is('kind: Pod\n...<|>\n')
})

test('keys beside others, with what is there hidden', () => {
  is('spec:\n  a: 1\n  <|>\n  b: 2\n', 'key spec [] at 2 beside a b')
  is('spec:\n  a: 1\n  im<|>\n  b: 2\n', 'key spec [im] at 2 beside a b')
  is('spec:\n  <|>\n  b: 2\n', 'key spec [] at 2 beside b')
  is('spec:\n  a: 1\n<|>\nstatus: 1\n', 'key . [] at 0 beside spec status')
  is('spec:\n  a: 1\nst<|>\n', 'key . [st] at 0 beside spec')
  is("'a b': 1\n<|>", 'key . [] at 0 beside a b')
  is('spec:\r\n  a: 1\r\n  <|>\r\n', 'key spec [] at 2 beside a')
  is('spec: # all of it\n  a: 1 # one\n  <|>', 'key spec [] at 2 beside a')
})

test('an existing key is renamed only', () => {
  is('spec:\n  ima<|>ge: x\n', 'key spec [image] at 2 named')
  is('spec:\n  a: 1\n  im<|>:\n', 'key spec [im] at 2 beside a named')
  is('- "na<|>me": x', 'key [0] ["name"] at 2 named')
})

test('a line that stands in too far or not far enough is put right', () => {
  is('spec:\n  a: 1\n     <|>', 'key spec [   ] at 2 beside a')
  is('spec:\n  a: 1\n <|>\n  b: 2', 'key spec [] lead " " at 2 beside a b')
  is('spec:\n  a: 1\n<|>\n  b: 2', 'key spec [] lead "  " at 2 beside a b')
  is('spec:\n    a: 1\n  <|>', 'key . [  ] at 0 beside spec')
  is('spec:\n  a: 1\n   im<|>', 'key spec [ im] at 2 beside a')
})

test('a value on the lines below its key', () => {
  is('spec:\n  <|>', 'value spec [] at 2 here')
  is('spec:\n    <|>\n', 'value spec [] at 4 here')
  is('spec:\n  <|>\nstatus: 1', 'value spec [] at 2 here')
  is('spec:\n  con<|>\nstatus: 1', 'value spec [con] at 2 here')
  is('spec:\n<|>', 'key . [] at 0 beside spec', 'value spec [] at 0 list')
  is('- \n  <|>', 'value [0] [] at 2 here')
})

test('behind a colon', () => {
  is('kind:<|>', 'value kind [] lead " " at 0 below')
  is('kind: <|>', 'value kind [] at 0 below')
  is('kind: P<|>od # x', 'value kind [Pod] at 0 below')
  is('kind: Pod<|>', 'value kind [Pod] at 0 below')
  is('kind: <|> Pod', 'value kind [ Pod] at 0 below')
  is('kind: Pod <|>')
  is('kind: "P<|>"', 'value kind ["P"] at 0 below in "')
  is('kind: "P<|>', 'value kind ["P] at 0 below in "')
  is("kind: '<|>'", "value kind [''] at 0 below in '")
  is('kind: "Pod"<|>')
  is('a:\n  - b:\n      c: <|>\n', 'value a[0].b.c [] at 6 below')
  is('a: &x <|>', 'value a [] at 0 below')
  is('spec: <|>\n  a: 1')
  is('a: b: <|>')
})

test('items of lists, whichever way they are indented', () => {
  is('a:\n  - <|>', 'value a[0] [] at 4 here')
  is('a:\n  -<|>', 'value a[0] [] lead " " at 4 here')
  is('a:\n- <|>', 'value a[0] [] at 2 here')
  is('a:\n  - na<|>', 'value a[0] [na] at 4 here')
  is('a:\n  - x\n  - <|>\n  - y\n', 'value a[1] [] at 4 here')
  is('a:\n  - x\n  <|>\n', 'value a[1] [] lead "- " at 4 here')
  is('a:\n  - x\n  <|>\n  - y\n', 'value a[1] [] lead "- " at 4 here')
  is('a:\n- x\n<|>', 'value a[1] [] lead "- " at 2 here', 'key . [] at 0 beside a')
  is('a:\n  - n: 1\n    <|>', 'key a[0] [] at 4 beside n')
  is('a:\n  - n: 1\n  <|>', 'value a[1] [] lead "- " at 4 here')
  is('a:\n  - n: 1\n    m:\n      - k: 1\n    <|>', 'key a[0] [] at 4 beside n m')
  is('a:\n  - n: 1\n    m:\n    - k: 1\n    <|>', 'value a[0].m[1] [] lead "- " at 6 here', 'key a[0] [] at 4 beside n m')
  is('a:\n  - <|>\n    n: 1\n', 'key a[0] [] at 4 beside n')
  is('a:\n  - im<|>\n    n: 1\n', 'value a[0] [im] at 4 beside n here')
  is('a:\n  -   <|>', 'value a[0] [] at 6 here')
  is('- - <|>', 'value [0][0] [] at 4 here')
  is('a:\n  - n: 1\n\n<|>\n  - n: 2\n', 'value a[1] [] lead "  - " at 4 here')
})

test('within brackets', () => {
  is('a: { <|> }', 'key a [] at 0 flow')
  is('a: { b: 1, <|> }', 'key a [] at 0 beside b flow')
  is('a: { b: 1, c<|>, d: 2 }', 'key a [c] at 0 beside b d flow')
  is('a: { <|> b: 1 }', 'key a [] at 0 beside b flow comma after')
  is('a: { b<|>: 1 }', 'key a [b] at 0 named flow')
  is('a: { b: <|> }', 'value a.b [] at 0 below flow')
  is('a: { b: x<|>, c: y }', 'value a.b [x] at 0 below flow')
  is('a: { b: x <|>}')
  is('a: [<|>]', 'value a[0] [] at 0 below flow')
  is('a: [x, <|>]', 'value a[1] [] at 0 below flow')
  is('a: [x, "<|>"]', 'value a[1] [""] at 0 below in " flow')
  is('a: [{ b: [1, 2], <|> }]', 'key a[0] [] at 0 beside b flow')
  is('a: [\n  x,\n  <|>\n]\n', 'value a[1] [] at 0 below flow')
  is('- { a: 1, "b": <|>', 'value [0].b [] at 0 below flow')
  is('a: {}<|>')
  is('a: { b: 1 <|>')
})

test('nowhere in comments, texts and behind complete values', () => {
  is('# a<|>')
  is('a: 1 # b<|>')
  is('a: |\n  te<|>xt\n')
  is('a: |\n  text\n  <|>')
  is('a: |<|>')
  is('a: >-\n  te<|>xt\nb: 1\n')
  is('a: "one\n  tw<|>o"\n')
  is(' <|> a: 1')
  is('  <|>a: 1', 'key . [a] at 2 named')
  is('a: | # b\n  x\n<|>', 'key . [] at 0 beside a')
  is('a: "x # <|>"', 'value a ["x # "] at 0 below in "')
})

const fixtures = new URL('../fixtures/kubernetes/', import.meta.url)
for (const file of readdirSync(fixtures)) {
  test(`slots of every prefix and every offset of ${file}`, () => {
    const text = readFileSync(new URL(file, fixtures), 'utf8')
    for (let at = 0; at <= text.length; at++) {
      check(text.slice(0, at), at)
      if (at % 3 === 0) check(text, at)
      if (at % 7 === 0) check(text.slice(0, at) + text.slice(at + 5), at)
    }
  })
}

/** What an editor demands of a place: it is on one line, and the cursor is in it. */
function check(text: string, offset: number): void {
  for (const { replace, lead, column } of yamlSlotsAt(text, offset)) {
    assert.ok(replace.start <= offset && offset <= replace.end && replace.end <= text.length, text.slice(-80))
    assert.doesNotMatch(text.slice(replace.start, replace.end), /[\r\n]/)
    assert.ok(column >= 0 && /^ *(- )?$/.test(lead))
  }
}
