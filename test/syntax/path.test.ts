import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson } from '../../server/src/syntax/json.ts'
import { pathAt, pathText } from '../../server/src/syntax/path.ts'

test('paths are written as the services do', () => {
  assert.equal(
    pathText(['containerDefinitions', 0, 'portMappings', 1, 'containerPort']),
    'containerDefinitions[0].portMappings[1].containerPort',
  )
  assert.equal(pathText([0, 'logConfiguration', 'options', 'awslogs-group']), '[0].logConfiguration.options.awslogs-group')
  assert.equal(pathText(['metadata', 'labels', 'app.kubernetes.io/name']), 'metadata.labels[app.kubernetes.io/name]')
  assert.equal(pathText([]), '')
})

test('the path of a span is that of the key, the value or the bracket at its beginning', () => {
  const text = '{"a":[{"b":1},{"c":"<X>"}]}'
  const path = (part: string) => pathText(pathAt(readJson(text).root, { start: text.indexOf(part), end: text.length }))
  assert.equal(path('"a"'), 'a')
  assert.equal(path('{"b"'), 'a[0]')
  assert.equal(path('"b"'), 'a[0].b')
  assert.equal(path('{"c"'), 'a[1]')
  assert.equal(path('X'), 'a[1].c')
  assert.equal(path('{"a"'), '')
})
