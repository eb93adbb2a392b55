import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentation } from '../../schemas/build/kubernetes/documentation.ts'
import { kubernetesBundle as source } from '../../schemas/build/kubernetes/schemas.ts'
import { kinds, versionOf } from '../../server/src/languages/kubernetes/kinds.ts'
import { kubernetesBundle } from '../../server/src/languages/kubernetes/schema.ts'
import { schemaAt } from '../../server/src/schema/at.ts'

const at = (root: string, ...path: readonly (string | number)[]) => {
  const bundle = kubernetesBundle()
  return schemaAt(bundle, bundle.roots[root], path)
}

test('every kind has a root, and every reference leads somewhere', () => {
  const { roots, definitions } = kubernetesBundle()
  assert.deepEqual(Object.keys(roots).sort(), kinds.map((kind) => `${versionOf(kind)} ${kind}`).sort())
  for (const [, name] of JSON.stringify({ roots, definitions }).matchAll(/#\/definitions\/(\w+)/g)) assert.ok(definitions[name ?? ''], name)
  assert.ok(Object.keys(definitions).length > 170)
})

test('types come from the declarations, formats from the client, the rest from what we know', () => {
  assert.deepEqual(at('v1 Pod', 'spec', 'containers', 0, 'resources', 'limits', 'cpu')?.format, 'quantity')
  assert.deepEqual(at('v1 Pod', 'spec', 'containers', 0, 'livenessProbe', 'httpGet', 'port')?.format, 'int-or-string')
  assert.deepEqual(at('v1 Pod', 'spec', 'containers', 0, 'ports', 0, 'containerPort')?.format, 'int32')
  assert.deepEqual(at('v1 Pod', 'spec', 'securityContext', 'supplementalGroups', 0)?.format, 'int64')
  assert.deepEqual(at('v1 Pod', 'metadata', 'creationTimestamp')?.format, 'date-time')
  assert.deepEqual(at('v1 Pod', 'spec', 'dnsPolicy')?.enum, ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'])
  assert.deepEqual(at('apps/v1 StatefulSet', 'spec', 'volumeClaimTemplates', 0)?.title, 'PersistentVolumeClaim')
  assert.deepEqual(at('apps/v1 Deployment', 'spec')?.required, ['selector', 'template'])
  assert.deepEqual(at('apps/v1 Deployment', 'spec', 'replicas')?.default, 1)
  assert.deepEqual(at('v1 Pod', 'spec', 'os', 'name')?.enum, ['linux', 'windows'])
  assert.equal(at('batch/v1 Job', 'spec', 'nonsense'), undefined)
  assert.equal(at('v1 Pod', 'spec')?.href, 'https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#podspec-v1-core')
})

test('nearly every field is explained in a sentence; only what nobody writes is explained in no more', () => {
  const fields = Object.values(source().definitions).flatMap(({ properties = {} }) => Object.entries(properties))
  const silent = fields.filter(([name, { description }]) => description === undefined && name !== 'kind' && name !== 'apiVersion')
  assert.deepEqual(silent, [])
  assert.equal(at('v1 Pod', 'status', 'phase')?.documentation, undefined)
  assert.match(at('v1 Pod', 'status', 'phase')?.description ?? '', /^The phase of a Pod /)
})

test('comments become a sentence, Markdown, the meaning of values, and what is written instead', () => {
  assert.deepEqual(
    documentation(
      'Protocol for port. Defaults to "TCP".\n\nPossible enum values:\n - `"SCTP"` is the SCTP\n protocol.\n - `"TCP"` means that\n it is TCP.',
    ),
    {
      description: 'Protocol for port.',
      documentation: 'Protocol for port. Defaults to "TCP".',
      values: { SCTP: 'is the SCTP protocol', TCP: 'it is TCP' },
    },
  )
  assert.deepEqual(documentation('Deprecated: use b instead.\n\nMore info: https://example.com/a_b.'), {
    description: 'Deprecated: use b instead.',
    documentation: 'Deprecated: use b instead.\n\nMore info: <https://example.com/a_b>.',
    deprecated: 'use b instead.',
  })
  assert.deepEqual(documentation('In <b>, i.e. here,\nfor *x*.'), {
    description: 'In <b>, i.e. here, for *x*.',
    documentation: 'In \\<b>, i.e. here, for \\*x\\*.',
  })
  assert.deepEqual(documentation(''), {})
})
