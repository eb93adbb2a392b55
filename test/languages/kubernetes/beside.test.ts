import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { withCursor } from '../../support/accept.ts'

/** What is left beside an extension that has the schema of Kubernetes. */
function beside(drawn: string) {
  const { text, offset } = withCursor(drawn)
  const reading = kubernetes.beside?.(kubernetes.read(text))
  assert.ok(reading)
  return { reading, offset, labels: reading.complete(offset).map(({ label }) => label), hover: reading.hover(offset)?.markdown }
}

const pod = (container: string, rest = '') =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n${container}\n  volumes:\n    - name: cache\n${rest}`

test('beside a server with the schema: no keys of the schema, no values of it', () => {
  assert.deepEqual(beside(pod('      <|>')).labels, [])
  assert.deepEqual(beside(pod('      imagePullPolicy: <|>')).labels, [])
  assert.deepEqual(beside('apiVersion: v1\nkind: Pod\n<|>').labels, [])
})

test('but references, well-known names and whole objects', () => {
  assert.deepEqual(beside(pod('      volumeMounts:\n        - name: <|>')).labels, ['cache'])
  assert.deepEqual(beside(pod('      resources:\n        requests:\n          <|>')).labels.slice(0, 2), ['cpu', 'memory'])
  assert.ok(beside(pod('', '  nodeSelector:\n    <|>')).labels.includes('kubernetes.io/arch'))
  assert.ok(beside('<|>').labels.includes('Deployment'))
})

test('and the keys at the top of further documents, where others offer nothing', () => {
  const { labels } = beside('apiVersion: v1\nkind: Pod\n---\n<|>')
  assert.ok(labels.includes('apiVersion') && labels.includes('StatefulSet'))
  assert.ok(beside('kind: List\n---\napiVersion: v1\nkind: Pod\n<|>').labels.includes('spec'))
})

test('of hovers what is worked out', () => {
  assert.equal(beside(pod('      im<|>age: x')).hover, undefined)
  assert.equal(
    beside(pod('      resources: { limits: { memory: 1.5<|>Gi } }')).hover,
    '`memory` – bytes; Mi and Gi are binary\n\nHere: **1536 MiB = 1610612736 bytes**',
  )
  assert.match(beside(pod('      readiness<|>Probe: { tcpSocket: { port: 1 } }')).hover ?? '', /^\*\*Gives up after 30 s:\*\*/)
})

test('findings but those of any YAML reader, names but anchors, no outline', () => {
  const { reading } = beside('apiVersion: v1\nkind: Pod\nspec:\n  containers: &a\n    - name: Web\n      name: web<|>\n  x: *a\n')
  const codes = reading.check({}).map(({ code }) => code)
  assert.ok(!codes.includes('duplicate-field') && codes.length > 0)
  assert.deepEqual(reading.outline(), [])
  assert.ok(reading.names().every(({ kind }) => kind !== 'anchor'))
  assert.equal(kubernetes.beside?.(kubernetes.read('a: [')).check({}).length, 0)
})
