import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staleDocuments } from '../../schemas/build/documents.ts'

test('rule pages, README tables and settings say what the code knows; else run `npm run generate`', () => {
  assert.deepEqual(staleDocuments(), [])
})
