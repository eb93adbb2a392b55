import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from '../../../server/src/languages/index.ts'
import { claimsKubernetes } from '../../../server/src/languages/kubernetes/claims.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { kinds } from '../../../server/src/languages/kubernetes/kinds.ts'
import { isQuantity } from '../../../server/src/languages/kubernetes/quantity.ts'
import { isTime } from '../../../server/src/languages/kubernetes/time.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { checkDrawn, withoutCarets } from '../../support/carets.ts'
import { cpuTime } from '../../support/cpu-time.ts'

/** Nobody gives the pods here a limit. */
const quiet = { 'memory-limit': 'off' } as const

const findings = (text: string) => kubernetes.read(text).check(quiet, fail)
const check = (drawn: string) => checkDrawn(drawn, findings)
const paths = (text: string) => findings(text).map(({ code, path }) => `${code} ${path}`)

function fail(rule: string, error: unknown): never {
  throw new Error(rule, { cause: error })
}

/** The text after the first fix of every finding that needs no guess. */
function mended(drawn: string): string {
  const text = withoutCarets(drawn)
  return apply(
    text,
    findings(text).flatMap((finding) => fixesOf(finding)[0]?.edits ?? []),
  )
}

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: app, image: "nginx:1.27"}
`

test('each document of a file stands for itself', () => {
  check(`${web}---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {whatever: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  hostPID: 1
           ^ hostPID is the number 1; expected true or false
  containers: [{name: db, image: "postgres:16"}]
`)
})

test('the objects of a list are read, with the path that leads to them', () => {
  const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: web}
  - apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      restart: Never
      ^^^^^^^ PodSpec has no field "restart"
      containers: [{name: app, image: "nginx:1.27", tty: "yes"}]
                                                         ^^^^^ tty is the text "yes"; expected true or false
  - apiVersion: v1
    kind: Pood
          ^^^^ no kind "Pood" in version v1; did you mean Pod
`
  check(list)
  assert.deepEqual(paths(withoutCarets(list)), [
    'field-type items[1].spec.containers[0].tty',
    'unknown-field items[1].spec.restart',
    'unknown-kind items[2].kind',
  ])
})

test('JSON is read as JSON, tabs and all, and as YAML where it is only that', () => {
  check(`{
	"apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" },
	"spec": { "containers": [{ "name": "app", "image": "nginx:1.27", "stdin": "no" }] }
                                                                           ^^^^ stdin is the text "no"; expected true or false
}`)
  check(`{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: "nginx:1.27", stdin: 1}]}}
                                                                                                               ^ stdin is the number 1; expected true or false
`)
})

test('a version or kind that the API has not says what to write', () => {
  const unknown = (apiVersion: string, kind: string) =>
    findings(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\n`).map(({ message }) => message)
  assert.deepEqual(unknown('apps/v1beta2', 'StatefulSet'), [
    'apps/v1beta2 is served no more since Kubernetes 1.16; a StatefulSet has apps/v1',
  ])
  assert.deepEqual(unknown('batch/v1beta1', 'CronJob'), ['batch/v1beta1 is served no more since Kubernetes 1.25; a CronJob has batch/v1'])
  assert.deepEqual(unknown('v1', 'Deployment'), ['no kind Deployment in version v1; it is in apps/v1'])
  assert.deepEqual(unknown('Apps/v1', 'Deployment'), ['no kind Deployment in version Apps/v1; it is in apps/v1'])
  assert.deepEqual(unknown('apps/v1', 'deployment'), ['no kind "deployment" in version apps/v1; did you mean Deployment'])
  assert.deepEqual(unknown('apps/v1', 'Deploy'), ['no kind "Deploy" in version apps/v1; did you mean Deployment'])
  assert.deepEqual(unknown('apps/v1', ''), ['kind is missing; apps/v1 has Deployment, StatefulSet, DaemonSet and ReplicaSet'])
  assert.deepEqual(unknown('', 'Pod'), ['apiVersion is missing; a Pod has v1'])
  assert.deepEqual(unknown('', ''), ['apiVersion and kind are missing; they say what this object is'])
  assert.deepEqual(unknown('v1', 'Pot'), ['no kind "Pot" in version v1; did you mean Pod'])
})

test('other kinds, custom ones and what is no object are left alone', () => {
  for (const [apiVersion, kind] of [
    ['v1', 'Service'],
    ['v1', 'ServiceList'],
    ['apps/v1', 'ControllerRevision'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['serving.knative.dev/v1', 'Service'],
    ['batch.volcano.sh/v1alpha1', 'Job'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['extensions/v1beta1', 'Ingress'],
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ]) {
    assert.deepEqual(paths(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec: {selector: 1}\n`), [])
  }
  for (const text of ['', '# nothing\n', 'a: 1\n', '- op: replace\n  path: /spec\n', 'just words\n']) assert.deepEqual(paths(text), [])
})

test('templates are left alone, and so are values that a tool fills in', () => {
  assert.deepEqual(paths('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  replicas: {{ .n }}\n'), [])
  assert.notDeepEqual(paths('apiVersion: apps/v1\nkind: Deployment\nspec:\n  strategy: {{type: Recreate}\n'), [])
  assert.deepEqual(paths('{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nspec: {contaners: []}\n{{- end }}\n'), [])
  assert.deepEqual(paths(web.replace('  selector', '  replicas: ${REPLICAS}\n  minReadySeconds: "{{ seconds }}"\n  selector')), [])
  assert.deepEqual(paths(web.replace('  selector', '  replicas: <HOW MANY>\n  selector')), ['field-type spec.replicas'])
})

test('a patch of Kustomize is known by what it lacks, or by its directives', () => {
  const patch = (spec: string) => paths(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n${spec}`)
  const isPartial = (kind: string, spec: string) =>
    readDocument(`apiVersion: ${kind.endsWith('Job') ? 'batch/v1' : 'apps/v1'}\nkind: ${kind}\nspec: ${spec}\n`).objects[0]?.partial
  assert.deepEqual(patch('spec: {replicas: 3}\n'), [])
  assert.deepEqual(
    patch('spec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env: [{name: A, value: b}]\n'),
    [],
  )
  assert.deepEqual(patch('spec: {selector: null, template: {spec: {$patch: replace, containers: [{name: app}]}}}\n'), [])
  assert.deepEqual(patch('spec: {replicas: "3"}\n'), ['field-type spec.replicas'])
  assert.ok(isPartial('CronJob', '{suspend: true}') && isPartial('Job', '{template: {spec: {containers: [{name: a, args: [b]}]}}}'))
  for (const [kind, spec] of [
    ['Deployment', '{}'],
    ['Deployment', '{selector: {}}'],
    ['StatefulSet', '{template: {metadata: {labels: {a: b}}}}'],
    ['CronJob', '{schedule: "@daily"}'],
    ['Job', '{}'],
    ['Job', '{template: {spec: {containers: [{name: a, image: b}]}}}'],
  ] as const) {
    assert.equal(isPartial(kind, spec), false, `${kind} ${spec}`)
  }
})

test('letter case counts everywhere but in the two keys that say what an object is', () => {
  check(`apiVersion: v1
Kind: Pod
^^^^ Pod has no field "Kind"; did you mean kind
metadata: {name: web}
spec:
  containers:
    - name: app
      image: nginx:1.27
      imagepullpolicy: Always
      ^^^^^^^^^^^^^^^ Container has no field "imagepullpolicy"; did you mean imagePullPolicy
`)
})

test('where a value cannot be read, nothing more is said of the place', () => {
  check(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: app
              ^^^ containers is the text "app"; expected a list
`)
  check(
    web
      .replace('  selector', '  selectors')
      .replace('  template', '  ^^^^^^^^^ DeploymentSpec has no field "selectors"; did you mean selector\n  template'),
  )
})

test('aliases and merged entries are judged where they stand', () => {
  check(`apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: &labels {app: web, on: yes}
                                 ^^^ true is yes, which YAML reads as true; expected a text: put it in quotes
                                 ^^^ true is yes, which YAML reads as true; expected a text: put it in quotes
  annotations: {<<: *labels, note: 1}
                                   ^ note is the number 1; expected a text: put it in quotes
spec:
  containers: [{name: app, image: "nginx:1.27"}]
`)
})

test('fixes write what was meant', () => {
  const mend = (line: string) =>
    mended(web.replace('metadata: {name: web}', `metadata: {name: web, annotations: {${line}}}`)).split('\n')[2]
  assert.equal(mend('a: 1'), 'metadata: {name: web, annotations: {a: "1"}}')
  assert.equal(mend('a: on'), 'metadata: {name: web, annotations: {a: "on"}}')
  assert.equal(mended('apiVersion: v1\nkind: pod\nspec: {}\n').split('\n')[1], 'kind: Pod')
  const spec = (line: string) => mended(web.replace('  selector', `  ${line}\n  selector`)).split('\n')[4]
  assert.equal(spec('replicas: "3"'), '  replicas: 3')
  assert.equal(spec('paused: "true"'), '  paused: true')
  assert.equal(spec('replica: 3'), '  replicas: 3')
  assert.equal(spec('"replica": 3'), '  "replicas": 3')
  const container = (rest: string) =>
    mended(web.replace('"nginx:1.27"', `"nginx:1.27", ${rest}`))
      .split('\n')[9]
      ?.split('1.27", ')[1]
  assert.equal(container('args: run}'.slice(0, -1)), 'args: [run]}')
  assert.equal(container('resources: {limits: {memory: 512MB}}'), 'resources: {limits: {memory: 512M}}}')
  assert.equal(container('resources: {limits: {memory: 512 Mi}}'), 'resources: {limits: {memory: 512Mi}}}')
})

test('paths are the server’s own: fields behind points, keys of maps and items in brackets', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: 1}}
spec:
  containers:
    - {name: app, image: "nginx:1.27", resources: {limits: {cpu: 1x}}, a.b: 1}
`
  assert.deepEqual(paths(text), [
    'field-type metadata.labels[app]',
    'field-type spec.containers[0].resources.limits[cpu]',
    'unknown-field spec.containers[0].a.b',
  ])
})

test('amounts and times are those that the server can read', () => {
  for (const text of ['1', '+1', '.5', '5.', '0', '12E', '1e3', '1E-3', '100m', '1.5Gi', '-1', 'Ki']) assert.ok(isQuantity(text), text)
  for (const text of ['', '1K', '1mi', '1GB', '1 Gi', '1e', '1.2.3', '1,5', '--1', 'abc', '1_000', '0x10'])
    assert.ok(!isQuantity(text), text)
  for (const text of ['2026-01-31T08:00:00Z', '2024-02-29T23:59:59.5+01:00']) assert.ok(isTime(text), text)
  for (const text of ['2026-01-31', '2026-02-30T08:00:00Z', '2025-02-29T00:00:00Z', '2026-01-31t08:00:00z', 'yesterday', ''])
    assert.ok(!isTime(text), text)
})

test('files are claimed by what an object in them says it is', () => {
  const object = 'apiVersion: v1\nkind: Service\n'
  assert.ok(claimsKubernetes('a.yaml', object) && claimsKubernetes('a.yml', `# note\n---\na: 1\n---\n${object}`))
  assert.ok(claimsKubernetes('a.yaml', '{apiVersion: v1, kind: Pod}') && claimsKubernetes('a.json', '{"kind": "Pod", "apiVersion": "v1"}'))
  assert.ok(!claimsKubernetes('a.txt', object) && !claimsKubernetes('a.yaml', 'a:\n  apiVersion: v1\n  kind: Pod\n'))
  assert.ok(!claimsKubernetes('a.json', '{"resources": [{"kind": "StorageV2", "apiVersion": "2023-01-01"}]}'))
  assert.equal(languageOf('k8s/web.yaml', object)?.id, 'kubernetes')
})

test('after an edit only the documents that it changed are read and judged again', () => {
  const wrong = (name: string) => web.replace('{name: web}', `{name: ${name}, labels: {x: 1}}`)
  const settings = quiet
  const first = kubernetes.read([wrong('a'), web, wrong('c')].join('---\n'))
  const edited = kubernetes.read([wrong('a'), `${web}  replicas: 2\n`, wrong('c')].join('---\n'), first)
  const [before, after] = [first.check(settings), edited.check(settings)]
  const whole = (found: readonly Finding[]) => found.map((finding) => ({ ...finding, fixes: fixesOf(finding) }))
  assert.deepEqual(whole(after), whole(kubernetes.read(edited.text).check(settings)))
  assert.ok(before.length === 2 && after[0] === before[0], 'the findings of the first document are the same objects')
  assert.equal((after[1]?.span.start ?? 0) - (before[1]?.span.start ?? 0), '  replicas: 2\n'.length)
  assert.deepEqual(edited.check({ ...quiet, 'field-type': 'off' }), [])
})

test('nothing throws on any prefix, and every span lies in it', () => {
  const text = `${web}---\n{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "ports": [{"containerPort": "x"}]}]}}\n`
  for (let end = 0; end <= text.length; end++) {
    const prefix = text.slice(0, end)
    const reading = kubernetes.read(prefix)
    for (const { span } of [...reading.check({}, fail), ...reading.folds()]) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= end, prefix)
    }
  }
})

test('what is hostile is answered in time', () => {
  const aliases = Array.from({ length: 12 }, (_, i) => `  a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)
  const deep = `${'['.repeat(5000)}`
  for (const body of [`  a0: &a0 [x]\n${aliases.join('\n')}`, `  a: ${deep}`, '  - '.repeat(4000), `  a: ${'{b: '.repeat(2000)}`]) {
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${body}\n`
    assert.ok(cpuTime(() => assert.ok(findings(text).length > 0)) < 2000, body.slice(0, 40))
  }
})

test('every kind has a schema, and none of them needs more than its name', () => {
  assert.equal(kinds.length, 9)
  for (const kind of kinds)
    assert.deepEqual(
      readDocument(`kind: ${kind}\n`).problems.map(({ path }) => path),
      ['apiVersion'],
    )
})

test('of a key that stands twice only the last is judged', () => {
  check(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostPID: "no"
  hostPID: true
  ^^^^^^^ "hostPID" stands here twice
  containers: [{name: app, image: "nginx:1.27"}]
`)
})
