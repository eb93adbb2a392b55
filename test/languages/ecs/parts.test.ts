import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { ecsTaskDefinition } from '../../../server/src/languages/ecs/index.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import { conformTaskDefinition, fieldPath } from '../../../server/src/languages/ecs/schema.ts'
import { schemaRules } from '../../../server/src/languages/ecs/schema-rules.ts'
import type { Reading } from '../../../server/src/languages/language.ts'
import type { Rule } from '../../../server/src/rules/rule.ts'
import { type RuleSettings, run, weigh } from '../../../server/src/rules/run.ts'
import { readJson } from '../../../server/src/syntax/json.ts'
import { plain } from '../../../server/src/syntax/node.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { withoutCarets } from '../../support/carets.ts'

type Json = Record<string, unknown>

/** Every example of every rule: what makes rules speak, and what does not. */
const examples = [...taskDefinitionRules, ...schemaRules].flatMap(({ examples: { bad, good } }) => [
  ...bad.map((one) => withoutCarets(one)),
  ...good,
])
const definitions = examples.flatMap((text) => {
  const value = plain(readJson(text).root)
  return isObject(value) ? [value] : []
})
const frames = definitions.map(({ containerDefinitions: _, ...frame }) => frame)
const containers = definitions.flatMap(({ containerDefinitions }) =>
  Array.isArray(containerDefinitions) ? containerDefinitions.filter(isObject) : [],
)

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What examples have under the keys of containers; undefined for a key that is not there. */
const values = new Map<string, readonly unknown[]>()
for (const container of containers)
  for (const [key, value] of Object.entries(container)) {
    const known = values.get(key) ?? [undefined]
    if (!known.some((one) => JSON.stringify(one) === JSON.stringify(value))) values.set(key, [...known, value])
  }

/** One step of somebody who writes: another container, another value in one, another frame, a piece of text here or there. */
type Step =
  | { readonly kind: 'value'; readonly at: number; readonly key: string; readonly value: unknown }
  | { readonly kind: 'frame'; readonly frame: Json }
  | { readonly kind: 'put' | 'add'; readonly at: number; readonly container: Json }
  | { readonly kind: 'drop' | 'move'; readonly at: number }
  | { readonly kind: 'text'; readonly at: number; readonly drop: number; readonly text: string }

const place = fc.nat(1000)
const value = fc
  .tuple(place, fc.constantFrom(...[...values].flatMap(([key, all]) => all.map((one) => [key, one] as const))))
  .map(([at, [key, one]]) => ({ kind: 'value' as const, at, key, value: one }))
const step: fc.Arbitrary<Step> = fc.oneof(
  value,
  value,
  fc.record({ kind: fc.constant('frame' as const), frame: fc.constantFrom(...frames) }),
  fc.record({ kind: fc.constantFrom('put' as const, 'add' as const), at: place, container: fc.constantFrom(...containers) }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'move' as const), at: place }),
  fc.record({
    kind: fc.constant('text' as const),
    at: place,
    drop: fc.nat(3),
    text: fc.constantFrom('', ' ', '"', ',', '{', ']', '1', 'x', '\n', '// x\n', '"essential": false,', '"a": null,', '"cpu": "1",'),
  }),
)

function stepped(text: string, one: Step): string {
  if (one.kind === 'text') {
    const at = Math.floor((text.length * one.at) / 1000)
    return text.slice(0, at) + one.text + text.slice(at + one.drop)
  }
  const value = plain(readJson(text).root)
  const definition = isObject(value) ? value : {}
  const list = Array.isArray(definition.containerDefinitions) ? definition.containerDefinitions.slice(0, 6) : []
  return JSON.stringify(edited({ ...definition, containerDefinitions: list }, list, one), undefined, 2)
}

function edited(definition: Json, list: unknown[], one: Exclude<Step, { readonly kind: 'text' }>): Json {
  if (one.kind === 'frame') return { ...one.frame, containerDefinitions: list }
  const at = one.at % Math.max(list.length, 1)
  if (one.kind === 'value' && isObject(list[at])) list.splice(at, 1, withValue(list[at], one))
  if (one.kind === 'put') list.splice(at, 1, one.container)
  if (one.kind === 'add') list.splice(at, 0, one.container)
  const gone = one.kind === 'drop' || one.kind === 'move' ? list.splice(at, 1) : []
  if (one.kind === 'move') list.push(...gone)
  return { ...definition, containerDefinitions: list }
}

function withValue(container: Json, { key, value }: { readonly key: string; readonly value: unknown }): Json {
  const { [key]: _, ...rest } = container
  return value === undefined ? rest : { ...container, [key]: value }
}

const everything: RuleSettings = Object.fromEntries(taskDefinitionRules.map(({ id }) => [id, 'warning']))
const few: RuleSettings = Object.fromEntries(taskDefinitionRules.filter((_, i) => i % 2 === 0).map(({ id }) => [id, 'off']))

const codes = new Set([...taskDefinitionRules, ...schemaRules].map(({ id }) => id))

function said(reading: Reading, settings: RuleSettings): unknown {
  return shown(reading.check(settings).filter(({ code }) => codes.has(code)))
}

/** The plain way: every rule is asked about the whole. With a hole in the text, at least that nothing is remembered. */
function expected(text: string, settings: RuleSettings): unknown {
  const doc = readTaskDefinition(text)
  if (doc.errors.some(({ code }) => code === 'json-syntax')) return said(ecsTaskDefinition.read(text), settings)
  const ruled = run(taskDefinitionRules, doc, { settings, path: (_, { at }) => fieldPath(doc, at) || undefined })
  return shown([...weigh(conformTaskDefinition(doc), settings), ...ruled])
}

function shown(findings: readonly Finding[]): unknown {
  return findings.map((finding) => ({ ...finding, fixes: fixesOf(finding) }))
}

test('what is found after edits is what is found in the text as it is then', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      fc.array(fc.tuple(step, fc.constantFrom({}, {}, {}, everything, few)), { maxLength: 12 }),
      (start, steps) => {
        let text = start
        let reading = ecsTaskDefinition.read(text)
        reading.check({})
        for (const [one, settings] of steps) {
          text = stepped(text, one)
          reading = ecsTaskDefinition.read(text, reading)
          // Somebody may ask for something else than findings.
          if (one.kind === 'value' && one.at % 3 === 0) continue
          assert.deepEqual(said(reading, settings), expected(text, settings))
        }
      },
    ),
    { numRuns: 400 },
  )
})

test('a rule about parts is silent about a definition whose parts it is silent about', () => {
  const about = taskDefinitionRules.filter((rule) => rule.about !== undefined)
  const speaks = (rule: Rule<ReturnType<typeof readTaskDefinition>>, doc: ReturnType<typeof readTaskDefinition>) =>
    [...rule.check(doc)].length > 0
  let spoke = 0
  for (const frame of frames)
    for (let i = 0; i < containers.length; i += 17) {
      const some = [containers[i], containers[(i * 31 + 5) % containers.length]]
      const doc = readTaskDefinition(JSON.stringify({ ...frame, containerDefinitions: some }))
      for (const rule of about) {
        if (!speaks(rule, doc)) continue
        spoke++
        const parts = rule.about === 'frame' ? [[]] : rule.about === 'containers' ? [doc.containers] : doc.containers.map((one) => [one])
        assert.ok(
          parts.some((part) => speaks(rule, { ...doc, containers: part })),
          `${rule.id} speaks of the whole of ${doc.text} but of none of its parts`,
        )
      }
    }
  assert.ok(spoke > 1000)
})

test('a rule looks at nothing in a container but what it says that it reads', () => {
  const speaks = (rule: Rule<ReturnType<typeof readTaskDefinition>>, doc: ReturnType<typeof readTaskDefinition>) => {
    for (const _ of rule.check(doc)) return true
    return false
  }
  let replaced = 0
  for (const rule of taskDefinitionRules) {
    const { reads } = rule
    if (reads === undefined) continue
    const others = [...values].filter(([key]) => !reads.includes(key))
    for (const text of [...rule.examples.bad.map(withoutCarets), ...rule.examples.good]) {
      const definition = plain(readJson(text).root)
      if (!isObject(definition) || !Array.isArray(definition.containerDefinitions)) continue
      const list: unknown[] = definition.containerDefinitions
      const before = speaks(rule, readTaskDefinition(JSON.stringify(definition)))
      for (const [i, container] of list.entries())
        for (const [key, all] of others)
          for (const one of all.slice(0, 6)) {
            if (!isObject(container)) continue
            const changed = list.map((other, k) => (k === i ? withValue(container, { key, value: one }) : other))
            const doc = readTaskDefinition(JSON.stringify({ ...definition, containerDefinitions: changed }))
            assert.equal(speaks(rule, doc), before, `${rule.id} hears of ${key} in ${doc.text}`)
            replaced++
          }
    }
  }
  assert.ok(replaced > 10_000)
})
