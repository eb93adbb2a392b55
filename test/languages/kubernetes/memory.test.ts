import assert from 'node:assert/strict'
import { test } from 'node:test'
import { containersOf } from '../../../server/src/languages/kubernetes/containers.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { below, child, entriesOf, itemsOf } from '../../../server/src/languages/kubernetes/field.ts'
import type { Manifest } from '../../../server/src/languages/kubernetes/manifest.ts'
import { newMemory } from '../../../server/src/languages/kubernetes/memory.ts'
import type { Problem, Rule } from '../../../server/src/rules/rule.ts'

const before = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
    - {name: web, image: nginx, env: [{name: A, value: a}]}
    - {name: log, image: fluentd}
`

/** A rule that speaks where a question about the manifest is answered with yes, and counts how often it is asked. */
function asking(question: (doc: Manifest) => boolean): { readonly rule: Rule<Manifest>; asked: number } {
  const counted = {
    asked: 0,
    rule: {
      ...{ id: 'asked', severity: 'error', summary: '', why: '', source: [], examples: { bad: [], good: [] } },
      check(doc: Manifest): readonly Problem[] {
        counted.asked++
        return question(doc) ? [doc.problem(doc.object, 'yes')] : []
      },
    } satisfies Rule<Manifest>,
  }
  return counted
}

const labels = (doc: Manifest) => below(doc.object, 'metadata', 'labels')
const variables = (doc: Manifest) => containersOf(doc).flatMap(({ field }) => itemsOf(child(field, 'env')))

/** Questions that are answered with no before an edit: what of the edit they have to do with, and what not. */
const questions: Readonly<Record<string, { of: (doc: Manifest) => boolean; yes: [string, string]; still: [string, string][] }>> = {
  'a value': {
    of: (doc) => child(labels(doc), 'app').value === 'api',
    yes: ['app: web', 'app: api'],
    still: [
      ['value: a', 'value: b'],
      ['app: web', 'app: web, tier: back'],
      ['nginx', 'nginx:1'],
    ],
  },
  'a value that is not there': {
    of: (doc) => child(labels(doc), 'tier').value !== undefined,
    yes: ['app: web', 'app: web, tier: back'],
    still: [['app: web', 'app: api']],
  },
  'the keys there are': {
    of: (doc) => entriesOf(labels(doc)).length > 1,
    yes: ['app: web', 'app: web, tier: back'],
    still: [['name: log', 'name: logs']],
  },
  'the order of keys': {
    of: (doc) => entriesOf(labels(doc))[0]?.step !== 'app',
    yes: ['app: web', 'tier: back, app: web'],
    still: [['name: log', 'name: logs']],
  },
  'the number of items': {
    of: (doc) => variables(doc).length > 1,
    yes: ['[{name: A', '[{name: B}, {name: A'],
    still: [
      ['value: a', 'value: b'],
      ['fluentd', 'fluentd:1'],
    ],
  },
  'an item of a list': {
    of: (doc) => variables(doc).some((variable) => child(variable, 'name').value === 'B'),
    yes: ['name: A', 'name: B'],
    still: [
      ['value: a', 'value: b'],
      ['kind: Pod', 'kind:  Pod'],
    ],
  },
  'the sort of a value': {
    of: (doc) => typeof labels(doc).value !== 'object',
    yes: ['labels: {app: web}', 'labels: web'],
    still: [['app: web', 'app: api']],
  },
  'what is written and what is a default': {
    of: (doc) => below(doc.written, 'spec', 'restartPolicy').value !== undefined,
    yes: ['spec:', 'spec:\n  restartPolicy: Always'],
    still: [['app: web', 'app: api']],
  },
}

for (const [what, { of, yes, still }] of Object.entries(questions)) {
  test(`a rule that looks at ${what} is asked again when it may say something else, and only then`, () => {
    for (const [from, to] of still) {
      const { counted, recall } = asked(of, from, to)
      assert.equal(recall.isSilent(counted.rule), true, to)
    }
    const { counted, recall } = asked(of, ...yes)
    assert.equal(recall.isSilent(counted.rule), false)
    assert.equal([...recall.ask(counted.rule)].length, 1)
    assert.equal(counted.asked, 2)
  })
}

function asked(question: (doc: Manifest) => boolean, from: string, to: string) {
  const memory = newMemory()
  const counted = asking(question)
  assert.deepEqual([...memory.recall(manifest(before)).ask(counted.rule)], [])
  assert.notEqual(before.replace(from, to), before)
  return { counted, recall: memory.recall(manifest(before.replace(from, to))) }
}

test('a rule is asked again about another kind', () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 1}\n'
  const memory = newMemory()
  const { rule } = asking(({ kind }) => kind === 'ReplicaSet')
  memory.recall(manifest(deployment)).ask(rule)
  assert.equal(memory.recall(manifest(deployment)).isSilent(rule), true)
  assert.equal(memory.recall(manifest(deployment.replace('Deployment', 'ReplicaSet'))).isSilent(rule), false)
})

test('what two rules work out once is looked at by both', () => {
  const memory = newMemory()
  const [one, other] = [1, 2].map(() => asking((doc) => containersOf(doc).some(({ name }) => name === 'db')))
  const first = memory.recall(manifest(before))
  for (const { rule } of [one, other].flatMap((rule) => rule ?? [])) first.ask(rule)
  const then = memory.recall(manifest(before.replace('name: log', 'name: db')))
  for (const { rule } of [one, other].flatMap((rule) => rule ?? [])) assert.equal(then.isSilent(rule), false)
})

test('a rule that spoke is asked until it was silent once more', () => {
  const memory = newMemory()
  const { rule } = asking((doc) => child(labels(doc), 'app').value === 'web')
  assert.equal([...memory.recall(manifest(before)).ask(rule)].length, 1)
  const mended = manifest(before.replace('app: web', 'app: api'))
  assert.equal([...memory.recall(mended).ask(rule)].length, 0)
  assert.equal(memory.recall(mended).isSilent(rule), false)
  assert.equal([...memory.recall(mended).ask(rule)].length, 0)
  assert.equal(memory.recall(mended).isSilent(rule), true)
  assert.equal(memory.recall(manifest(before)).isSilent(rule), false)
})

test('a rule that throws throws again', () => {
  const memory = newMemory()
  const { rule } = asking(() => {
    throw new Error('a bug')
  })
  const recall = memory.recall(manifest(before))
  assert.throws(() => recall.ask(rule))
  assert.equal(recall.isSilent(rule), false)
  assert.throws(() => recall.ask(rule))
})

function manifest(text: string): Manifest {
  const [object] = readDocument(text).objects
  assert.ok(object)
  return object.manifest
}
