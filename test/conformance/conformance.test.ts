import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf, measure, underFloor } from './measure.ts'
import { sets } from './sets/index.ts'

for (const set of sets) {
  test(`${set.name}: no measure is under its floor`, async () => {
    const tally = await measure(set, folderOf(set), 3)
    assert.deepEqual(underFloor(set, tally), [], JSON.stringify(tally.differences, undefined, 1))
  })
}
