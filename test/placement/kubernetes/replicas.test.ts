import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agree } from './oracle.ts'

/** `npm run bench -- placement` goes through 2,000. */
const clusters = Number(process.env.BAYPLAN_CLUSTERS ?? 300)
const first = Number(process.env.BAYPLAN_SEED ?? 1)

test(`replicas go where one-by-one scheduling puts them, in ${clusters} clusters from seed ${first}`, () => {
  for (let seed = first; seed < first + clusters; seed++) assert.ok(agree(seed), `seed ${seed}`)
})
