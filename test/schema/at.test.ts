import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolve, schemaAt, typesOf } from '../../server/src/schema/at.ts'
import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts'

const bundle: SchemaBundle = {
  roots: { pod: { $ref: '#/definitions/Pod', description: 'A whole pod.' } },
  definitions: {
    Pod: { type: 'object', title: 'Pod', properties: { spec: { $ref: '#/definitions/Spec', description: 'What runs.' } } },
    Spec: {
      type: 'object',
      title: 'PodSpec',
      description: 'The structure.',
      properties: {
        containers: { type: 'array', items: { $ref: '#/definitions/Container' } },
        labels: { additionalProperties: { type: 'string' } },
      },
      additionalProperties: false,
    },
    Container: { type: 'object', properties: { port: { type: ['integer', 'string'] }, sub: { $ref: '#/definitions/Spec' } } },
  },
}
const at = (...path: (string | number)[]): Schema | undefined => schemaAt(bundle, bundle.roots.pod, path)

test('a path leads through keys, items and references', () => {
  assert.deepEqual(typesOf(at('spec', 'containers', 0, 'port') ?? {}), ['integer', 'string'])
  assert.equal(at('spec', 'containers', 7, 'sub', 'containers', 1)?.type, 'object')
  assert.equal(at('spec', 'labels', 'anything')?.type, 'string')
})

test('what stands beside a reference goes before its target', () => {
  assert.equal(at()?.description, 'A whole pod.')
  assert.equal(at('spec')?.description, 'What runs.')
  assert.equal(at('spec')?.title, 'PodSpec')
})

test('a path the schema does not know has no schema', () => {
  for (const path of [
    ['spec', 'nope'],
    ['spec', 0],
    ['spec', 'containers', 'name'],
    ['spec', 'containers', 0, 'port', 'x'],
    ['constructor'],
  ]) {
    assert.equal(at(...path), undefined, path.join('.'))
  }
  assert.equal(schemaAt(bundle, undefined, []), undefined)
})

test('resolving gives the same object every time and survives a reference to nothing', () => {
  assert.equal(at('spec'), at('spec'))
  assert.deepEqual(resolve(bundle, { $ref: '#/definitions/Nope', description: 'x' }), { description: 'x' })
})
