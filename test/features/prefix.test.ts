import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { diagnose } from '../../server/src/features/diagnose.ts'
import { nameAt } from '../../server/src/features/navigate.ts'
import { bayplanCluster } from '../../server/src/languages/cluster/index.ts'
import { dockerfile } from '../../server/src/languages/dockerfile/index.ts'
import { ecsTaskDefinition } from '../../server/src/languages/ecs/index.ts'
import { ecsServiceDefinition } from '../../server/src/languages/ecs/service/index.ts'
import { kubernetes } from '../../server/src/languages/kubernetes/index.ts'
import type { Language, OutlineItem, Reading } from '../../server/src/languages/language.ts'
import { fixesOf } from '../../server/src/text/finding.ts'
import { covers, type Span } from '../../server/src/text/span.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

/** The folders of `test/fixtures` and the language of what is in them. */
const readers: Readonly<Record<string, Language>> = {
  cluster: bayplanCluster,
  ecs: ecsTaskDefinition,
  'ecs-service': ecsServiceDefinition,
  dockerfile,
  kubernetes,
}

for (const [folder, language] of Object.entries(readers)) {
  for (const file of readdirSync(new URL(`${folder}/`, fixtures))) {
    test(`every prefix of ${folder}/${file} is answered`, () => {
      const text = readFileSync(new URL(`${folder}/${file}`, fixtures), 'utf8')
      for (let length = 0; length <= text.length; length++) {
        try {
          checkAnswers(language.read(text.slice(0, length)), length, length % stride(text) === 0)
        } catch (error) {
          throw new Error(`the first ${length} characters: ${JSON.stringify(text.slice(Math.max(0, length - 60), length))}`, {
            cause: error,
          })
        }
      }
    })
  }
}

/** Checking costs more than all the rest: of long documents only every so many prefixes are. */
const stride = (text: string) => (text.length > 1500 ? 5 : 1)

/** Asks everything an editor asks with the cursor at the end; whatever comes back lies inside the text. */
function checkAnswers(reading: Reading, offset: number, thorough: boolean): void {
  const { length } = reading.text
  const whole = { start: 0, end: length }
  for (const { edit, also } of reading.complete(offset)) for (const { span } of [edit, ...(also ?? [])]) inside(whole, span)
  for (const hovered of [offset, Math.floor(offset / 2)]) {
    const hover = reading.hover(hovered)
    if (hover !== undefined) inside(whole, hover.span)
  }
  for (const item of reading.outline()) checkOutline(whole, item)
  for (const { span } of [...reading.folds(), ...reading.links(), ...(reading.tokens?.() ?? [])]) inside(whole, span)
  checkSelections(whole, reading.selections(offset))
  checkNames(reading, whole)
  reading.workloads()
  if (thorough) checkFindings(reading, whole)
}

function checkOutline(outer: Span, { span, selection, name, children }: OutlineItem): void {
  inside(outer, span)
  inside(span, selection)
  assert.notEqual(name, '')
  for (const child of children) checkOutline(span, child)
}

function checkSelections(whole: Span, selections: readonly Span[]): void {
  for (const [i, span] of selections.entries()) inside(selections[i + 1] ?? whole, span)
}

function checkNames(reading: Reading, whole: Span): void {
  for (const { name, definitions, references } of reading.names()) {
    for (const span of [...definitions, ...references]) {
      inside(whole, span)
      assert.equal(reading.text.slice(span.start, span.end).toLowerCase(), name.toLowerCase())
      assert.equal(nameAt(reading, span.start)?.name.name, name)
    }
  }
}

function checkFindings(reading: Reading, whole: Span): void {
  const bug = (rule: string, error: unknown) => {
    throw new Error(`${rule} threw`, { cause: error })
  }
  for (const finding of diagnose(reading, {}, bug)) {
    const { span, related = [] } = finding
    inside(whole, span)
    for (const { edits } of reading.suppress?.(finding) ?? []) for (const edit of edits) inside(whole, edit.span)
    for (const other of related) inside(whole, other.span)
    for (const { edits } of fixesOf(finding)) for (const edit of edits) inside(whole, edit.span)
  }
  for (const { span } of reading.format?.({ tabSize: 2, insertSpaces: true }) ?? []) inside(whole, span)
}

function inside(outer: Span, inner: Span): void {
  assert.ok(inner.start <= inner.end && covers(outer, inner), `${inner.start}..${inner.end} lies in ${outer.start}..${outer.end}`)
}
