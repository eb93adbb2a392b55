import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import type { KubernetesWorkload, Path } from '../../../server/src/placement/workload.ts'
import { apply } from '../../../server/src/text/edit.ts'

function workloads(text: string): readonly KubernetesWorkload[] {
  return kubernetes
    .read(text)
    .workloads()
    .flatMap((one) => (one.kind === 'kubernetes' ? [one] : []))
}

function only(text: string): KubernetesWorkload {
  const [workload, ...more] = workloads(text)
  assert.ok(workload)
  assert.equal(more.length, 0)
  return workload
}

const template = '  selector: {}\n  template: { spec: { containers: [{ name: web, image: web:1 }] } }'

/** Kind, name, namespace and how many. */
function counted(text: string): readonly (string | number)[] {
  const { objectKind, namespace, name, count } = only(text)
  return [objectKind, namespace, name, count]
}

test('how many pods a kind asks for', () => {
  const of = (version: string, kind: string, spec = '') =>
    counted(`apiVersion: ${version}\nkind: ${kind}\nmetadata: { name: x, namespace: shop }\nspec:\n${spec}${template}\n`)
  assert.deepEqual(of('apps/v1', 'Deployment', '  replicas: 4\n'), ['Deployment', 'shop', 'x', 4])
  assert.deepEqual(of('apps/v1', 'Deployment'), ['Deployment', 'shop', 'x', 1])
  assert.deepEqual(of('apps/v1', 'StatefulSet', '  replicas: 0\n'), ['StatefulSet', 'shop', 'x', 0])
  assert.deepEqual(of('apps/v1', 'ReplicaSet', '  replicas: 2000000000\n'), ['ReplicaSet', 'shop', 'x', 100_000])
  assert.deepEqual(of('v1', 'ReplicationController', '  replicas: many\n'), ['ReplicationController', 'shop', 'x', 1])
  assert.deepEqual(of('apps/v1', 'DaemonSet'), ['DaemonSet', 'shop', 'x', 1])
  assert.deepEqual(of('batch/v1', 'Job', '  parallelism: 5\n  completions: 3\n'), ['Job', 'shop', 'x', 3])
  assert.deepEqual(of('batch/v1', 'Job', '  parallelism: 5\n  suspend: true\n'), ['Job', 'shop', 'x', 0])
})

test('a CronJob has the pods of one of its jobs, a Pod is one', () => {
  const cron = 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: x }\nspec:\n  jobTemplate:\n    spec:\n      parallelism: 2\n    '
  assert.deepEqual(counted(`${cron}  template: { spec: { containers: [{ name: web, image: web:1 }] } }\n`), ['CronJob', 'default', 'x', 2])
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { generateName: job- }\nspec: { containers: [{ name: a, image: b }] }\n'
  assert.deepEqual(counted(pod), ['Pod', 'default', 'job-', 1])
})

test('what asks for nothing that runs', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: x }\n'
  assert.deepEqual(workloads(service), [])
  assert.deepEqual(
    kubernetes
      .read(service)
      .workloads()
      .map(({ kind }) => kind),
    ['kubernetes-objects'],
  )
  assert.deepEqual(workloads('apiVersion: v1\nkind: PodTemplate\ntemplate: { spec: { containers: [] } }\n'), [])
  assert.deepEqual(workloads('apiVersion: apps/v1\nkind: Deployment\n'), [])
  assert.deepEqual(workloads(''), [])
})

const file = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web } }
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: web:1
      resources:
        requests: { cpu: "2", memory: 1Gi }
`

test('a field is found by its path, on its line of the file', () => {
  const { sourceOf, source } = only(file)
  const found = (...path: Path) => {
    const place = sourceOf(path)
    return place && `${place.line} ${place.path} ${file.slice(place.span.start, place.span.end)}`
  }
  const requests = ['spec', 'containers', 0, 'resources', 'requests'] as const
  assert.equal(found(...requests, 'cpu'), '15 spec.containers[0].resources.requests.cpu "2"')
  assert.equal(found(...requests), '15 spec.containers[0].resources.requests requests')
  assert.equal(found('spec', 'nodeName'), undefined)
  assert.equal(source.line, 6)
})

test('a word is rewritten as it is quoted', () => {
  const { rewrite } = only(file)
  const requests = ['spec', 'containers', 0, 'resources', 'requests'] as const
  const edited = (...path: Path) => {
    const edit = rewrite(path, '500m')
    return edit && apply(file, [edit]).split('\n')[14]?.trim()
  }
  assert.equal(edited(...requests, 'cpu'), 'requests: { cpu: "500m", memory: 1Gi }')
  assert.equal(edited(...requests, 'memory'), 'requests: { cpu: "2", memory: 500m }')
  assert.equal(edited(...requests), undefined)
  const json = '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"resources":{"requests":{"cpu":2}}}]}}'
  const edit = only(json).rewrite(['spec', 'containers', 0, 'resources', 'requests', 'cpu'], '500m')
  assert.ok(edit)
  assert.equal(apply(json, [edit]), json.replace('"cpu":2', '"cpu":"500m"'))
})

test('other objects of the file stand beside', () => {
  assert.deepEqual(
    only(file).companions.map((object) => Reflect.get(Object(object), 'kind')),
    ['Service'],
  )
  const list = `apiVersion: v1\nkind: List\nitems:\n${file
    .split('---\n')
    .map((part) => `- ${part.trimEnd().replaceAll('\n', '\n  ')}\n`)
    .join('')}`
  const { companions, sourceOf } = only(list)
  assert.equal(companions.length, 1)
  assert.equal(sourceOf(['metadata', 'name'])?.line, 11)
})

test('what is not known yet is left out, and named', () => {
  const { object, unknown } = only(`apiVersion: v1
kind: Pod
metadata: { name: "{{ name }}", labels: { app: "{{ app }}" } }
spec:
  nodeSelector: { disk: $DISK, arch: amd64 }
  tolerations: [{ key: "{{ key }}", operator: Exists }, { key: gpu, operator: Exists }]
  topologySpreadConstraints:
    - { topologyKey: <KEY>, maxSkew: 1, whenUnsatisfiable: DoNotSchedule }
  containers:
    - name: web
      image: web:\${TAG}
      resources: { requests: { cpu: $CPU, memory: 1Gx }, limits: { memory: $LIMIT } }
`)
  assert.deepEqual(
    unknown.map(({ what, source }) => `${source.line}: ${what}`),
    [
      '5: spec.nodeSelector.disk',
      '6: spec.tolerations[0].key',
      '8: spec.topologySpreadConstraints[0].topologyKey',
      '12: cpu of container "web"',
      '12: memory of container "web"',
      '12: limit for memory of container "web"',
    ],
  )
  assert.deepEqual(JSON.parse(JSON.stringify(object)), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: '{{ name }}', labels: { app: '{{ app }}' } },
    spec: {
      nodeSelector: { arch: 'amd64' },
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      topologySpreadConstraints: [],
      containers: [{ name: 'web', image: `web:\${TAG}`, resources: { requests: {}, limits: {} } }],
    },
  })
})
