import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import { checkExamples } from '../../support/check-rule.ts'

const folder = new URL('../../../server/src/languages/ecs/rules/', import.meta.url)

for (const rule of taskDefinitionRules) {
  test(`examples of ${rule.id}`, () => checkExamples(rule, readTaskDefinition))
}

test('a rule lives in the file of its name, and every file is in the list', () => {
  const ids = taskDefinitionRules.map(({ id }) => id)
  assert.deepEqual(ids, [...ids].sort())
  for (const id of ids) assert.ok(existsSync(new URL(`${id}.ts`, folder)), `${id}.ts`)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  assert.deepEqual(files.sort(), ids.map((id) => `${id}.ts`).sort())
})
