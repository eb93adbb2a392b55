import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KubernetesDocument, readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import type { Manifest } from '../../../server/src/languages/kubernetes/manifest.ts'
import { kubernetesRules } from '../../../server/src/languages/kubernetes/rules/index.ts'
import { readRules } from '../../../server/src/languages/kubernetes/rules/read.ts'
import type { Rule } from '../../../server/src/rules/rule.ts'
import { withoutCarets } from '../../support/carets.ts'
import { checkExamples } from '../../support/check-rule.ts'

for (const rule of kubernetesRules) {
  test(`examples of ${rule.id}`, () => checkExamples(ofEveryManifest(rule), readDocument))
}

for (const { rule } of readRules) test(`examples of ${rule.id}`, () => checkExamples(rule, readDocument))

/** An example may hold several objects. */
function ofEveryManifest(rule: Rule<Manifest>): Rule<KubernetesDocument> {
  return { ...rule, check: ({ objects }) => objects.flatMap(({ manifest }) => [...rule.check(manifest)]) }
}

test('rules stand in the order of their names', () => {
  for (const list of [kubernetesRules, readRules.map(({ rule }) => rule)]) {
    const ids = list.map(({ id }) => id)
    assert.deepEqual(ids, [...ids].sort())
  }
})

test('the rules of one name are one rule', () => {
  const ids = [...kubernetesRules, ...readRules.map(({ rule }) => rule)].map(({ id }) => id)
  assert.deepEqual(ids, [...new Set(ids)])
})

test('an example is wrong in what its rule is about, and not as YAML or in its keys', () => {
  for (const { id, examples } of kubernetesRules) {
    for (const drawn of [...examples.bad, ...examples.good]) {
      const doc = readDocument(withoutCarets(drawn))
      const misread = readRules.flatMap(({ rule }) => [...rule.check(doc)].map(({ message }) => `${rule.id}: ${message}`))
      assert.deepEqual(misread, [], `${id}:\n${drawn}`)
    }
  }
})
