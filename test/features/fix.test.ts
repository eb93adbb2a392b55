import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { diagnose } from '../../server/src/features/diagnose.ts'
import { fixAll } from '../../server/src/features/fix.ts'
import { ecsTaskDefinition } from '../../server/src/languages/ecs/index.ts'
import type { RuleSettings } from '../../server/src/rules/run.ts'
import { apply, compatible, type Edit } from '../../server/src/text/edit.ts'
import type { Finding } from '../../server/src/text/finding.ts'
import { edited, editsOf, whole } from '../../server/src/text/pieces.ts'

const { read } = ecsTaskDefinition

function fixed(text: string, settings: RuleSettings = {}): string {
  return apply(text, fixAll(ecsTaskDefinition, read(text), settings))
}

function errors(text: string): readonly Finding[] {
  return diagnose(read(text), {}).filter(({ severity }) => severity === 'error')
}

test('what is mechanical is mended at once, round after round', () => {
  assert.equal(
    fixed(`{
  // the shop
  "family": 'shop',
  "cpu": 256,
  containerDefinitions: [
    { "name": "web", "image": "nginx:1.27" "memory": "128", } // small
  ],
}`),
    `{
  "family": "shop",
  "cpu": "256",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 }
  ]
}`,
  )
})

test('what needs a choice is left to the writer', () => {
  const text =
    '{ "family": "shop", "family": "store", "containerDefinitions": [{ "name": "a", "image": "x" }, { "name": "a", "image": "y" }] }'
  assert.equal(fixed(text), text)
})

test('a code that is switched off is not mended', () => {
  const text = '{ "family": "shop", // name\n"containerDefinitions": [{ "name": "a", "image": "x", "memory": 9 }], }'
  assert.match(fixed(text, { 'json-comment': 'off' }), /\/\/ name/)
  assert.doesNotMatch(fixed(text), /\/\/ name/)
})

test('many fixes at once are as good as one by one', () => {
  const items = Array.from({ length: 300 }, (_, i) => `  "k${i}", // ${i}\n`).join('')
  const text = `{ "family": "x", "containerDefinitions": [{ "name": "a", "image": "b", "memory": 9, "command": [\n${items}] }] }`
  assert.equal(errors(fixed(text)).length, 0)
})

const folder = new URL('../fixtures/ecs/', import.meta.url)
const fixtures = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))

test('a second run finds nothing to do, and no run makes an error', () => {
  for (const text of fixtures) checkRun(text)
  const document = fc.constantFrom(...fixtures)
  fc.assert(
    fc.property(document, fc.nat(), fc.nat(12), fc.constantFrom('', '"', ',', '}', ']', 'x', '1', '//', "'"), (text, at, length, put) => {
      const cut = at % text.length
      checkRun(text.slice(0, cut) + put + text.slice(cut + length))
    }),
    { numRuns: 60 },
  )
})

function checkRun(text: string): void {
  const once = fixed(text)
  assert.equal(fixed(once), once)
  const syntax = (of: string) => errors(of).filter(({ code }) => code.startsWith('json-')).length
  assert.ok(syntax(once) <= syntax(text), text)
  if (syntax(text) === 0) assert.ok(errors(once).length <= errors(text).length, text)
}

test('findings come in the order of the text, none twice', () => {
  const broken = fixtures.find((text) => text.includes('merge')) ?? ''
  const found = diagnose(read(broken), {})
  assert.ok(found.length > 10)
  assert.deepEqual(
    [...found].sort((a, b) => a.span.start - b.span.start),
    found,
  )
  assert.equal(new Set(found.map(({ code, message, span }) => JSON.stringify([code, message, span]))).size, found.length)
})

test('what is missing from an object that is being typed is not said', () => {
  const codes = (text: string) => diagnose(read(text), {}).map(({ code }) => code)
  assert.deepEqual(codes('{ "family": "x", "containerDefinitions": [{ "name": "a"'), ['json-syntax'])
  assert.deepEqual(codes('{ "family": "x", "containerDefinitions": [{ "name": "a", "ima" }] }'), ['json-syntax'])
  assert.ok(codes('{ "family": "x", "containerDefinitions": [{ "name": "a" }] }').includes('missing-key'))
})

test('every finding names its field as the service does, in all three shapes', () => {
  const container = '{ "name": "a", "image": "x", "memory": 9, "essential": "yes" }'
  const paths = (text: string) => diagnose(read(text), {}).flatMap(({ code, path }) => (code === 'wrong-type' ? [path] : []))
  const expected = ['containerDefinitions[0].essential']
  assert.deepEqual(paths(`{ "family": "x", "containerDefinitions": [${container}] }`), expected)
  assert.deepEqual(paths(`{ "taskDefinition": { "family": "x", "containerDefinitions": [${container}] } }`), expected)
  assert.deepEqual(paths(`[${container}]`), expected)
})

const edit = fc
  .record({ start: fc.nat(20), length: fc.nat(5), text: fc.constantFrom('', 'a', 'bc') })
  .map(({ start, length, text }): Edit => ({ span: { start, end: start + length }, text }))

test('rounds of edits become one, apart from each other', () =>
  fc.assert(
    fc.property(
      fc.string({ minLength: 30, maxLength: 30 }),
      fc.array(fc.array(edit, { maxLength: 4 }), { maxLength: 4 }),
      (text, rounds) => {
        let now = text
        let pieces = whole(text.length)
        for (const edits of rounds) {
          const within = edits.filter(({ span }) => span.end <= now.length)
          now = apply(now, within)
          pieces = edited(pieces, within)
        }
        const all = editsOf(pieces, text.length)
        assert.equal(apply(text, all), now)
        assert.deepEqual(compatible(all), all)
      },
    ),
  ))
