import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import { checkExamples } from '../../support/check-rule.ts'

for (const rule of dockerfileRules) {
  const { beside } = rule.examples
  const around = {
    ...(beside?.file === '.hadolint.yaml' && { hadolint: beside.text }),
    ...(beside?.file === '.dockerignore' && { dockerignore: beside.text }),
    ...(beside?.file === 'build context' && { files: beside.text.split('\n') }),
  }
  test(`examples of ${rule.id}`, () => checkExamples(rule, (text) => readDocument(text, { around })))
}

test('every rule shows what it objects to', () => {
  for (const { id, examples } of dockerfileRules) assert.ok(examples.bad.length > 0, id)
})
