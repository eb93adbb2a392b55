import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nameAt } from '../../../server/src/features/navigate.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import type { OutlineItem } from '../../../server/src/languages/language.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { linesOf } from '../../../server/src/text/lines.ts'
import { withCursor } from '../../support/accept.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/kubernetes/${name}`, import.meta.url), 'utf8')

/** The text with the name at the cursor changed everywhere. */
function renamed(drawn: string, newName: string): string {
  const { text, offset } = withCursor(drawn)
  const found = nameAt(kubernetes.read(text), offset)
  assert.ok(found, `a name stands at the cursor of ${drawn}`)
  const why = found.name.refuses(newName)
  if (why !== undefined) return why
  const spans = [...found.name.definitions, ...found.name.references]
  return apply(
    text,
    spans.map((span) => ({ span, text: newName })),
  )
}

/** Kind and lines (from 1) of the name at a cursor: where it is given, then where it is used. */
function lines(drawn: string): string {
  const { text, offset } = withCursor(drawn)
  const found = nameAt(kubernetes.read(text), offset)
  if (found === undefined) return 'none'
  const at = ({ start }: { readonly start: number }) => linesOf(text).position(start).line + 1
  return `${found.name.kind} ${found.name.name}: ${found.name.definitions.map(at).join(' ')} <- ${found.name.references.map(at).join(' ')}`
}

const pod = (container: string, rest = '') => `apiVersion: v1
kind: Pod
metadata: { name: p, labels: { app: web, tier: front } }
spec:
  containers:
    - name: web
${container}
${rest}`

test('volumes: declared, mounted, and by the templates of a StatefulSet', () => {
  const text = pod(
    '      volumeMounts:\n        - name: ca<|>che\n          mountPath: /a\n        - { name: "cache", mountPath: /b }',
    '  volumes:\n    - name: cache\n      emptyDir: {}\n',
  )
  assert.equal(lines(text), 'volume cache: 12 <- 8 10')
  assert.equal(renamed(text, 'scratch'), text.replace('<|>', '').replaceAll('name: cache', 'name: scratch').replace('"cache"', '"scratch"'))
  const set = fixture('anchors.yaml').replace('- name: data', '- name: da<|>ta')
  assert.equal(lines(set), 'volume data: 43 <- 26')
})

test('containers: fields, exit codes and annotations that name one', () => {
  const text = pod(
    '      env:\n        - name: X\n          valueFrom: { resourceFieldRef: { containerName: w<|>eb, resource: limits.cpu } }',
  )
  assert.equal(lines(text), 'container web: 6 <- 9')
  assert.equal(renamed(text, 'Web'), '"Web" is no name of this kind: it takes a-z, 0-9 and "-", and begins and ends with a letter or digit')
  assert.equal(renamed(text, '1e3'), '"1e3" would have to stand in quotes')
  const two = pod('    - name: oth<|>er')
  assert.equal(renamed(two, 'web'), 'another container is named "web" already')
})

test('ports belong to their container; a Service reaches them by name', () => {
  const text = `${pod('      ports:\n        - name: ht<|>tp\n          containerPort: 80\n      livenessProbe:\n        httpGet: { port: http }\n    - name: side\n      ports: [{ name: http, containerPort: 81 }]')}---
apiVersion: v1
kind: Service
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: http
`
  assert.equal(lines(text), 'port http: 8 <- 11 21')
  assert.equal(renamed(text, 'not-a-port-name-'), '"not-a-port-name-" is no name of this kind: it has 16 characters, the most is 15')
})

test('labels: template, selector and what else finds the pods, keys and values apart', () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: { labels: { app: web } }
spec:
  selector:
    matchLabels:
      a<|>pp: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      topologySpreadConstraints:
        - labelSelector: { matchLabels: { app: web } }
        - labelSelector: { matchLabels: { app: other } }
---
kind: Service
apiVersion: v1
spec: { selector: { app: web, tier: front } }
---
kind: Service
apiVersion: v1
spec: { selector: { app: web, tier: back } }
`
  assert.equal(lines(text), 'label app: 11 <- 7 15 20')
  const value = text.replace('<|>', '').replace('app: web\n  template', 'app: we<|>b\n  template')
  assert.equal(lines(value), 'label value web: 11 <- 7 15 20')
  assert.match(
    renamed(value, 'shop'),
    /matchLabels:\n {6}app: shop[\s\S]*labels:\n {8}app: shop[\s\S]*app: other[\s\S]*selector: { app: shop, tier: front }[\s\S]*app: web, tier: back/,
  )
})

test('objects of the file by name', () => {
  const text = `${pod('      envFrom: [{ configMapRef: { name: sett<|>ings } }]', '  volumes:\n    - name: c\n      configMap:\n        name: settings\n')}---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`
  assert.equal(lines(text), 'ConfigMap settings: 16 <- 7 11')
})

test('anchors and aliases, each with the one it means', () => {
  assert.equal(lines(fixture('anchors.yaml').replace('&user', '&us<|>er')), 'anchor user: 19 <- 36')
  assert.equal(lines('a: &x 1\nb: *x\nc: &x 2\nd: *<|>x\n# *x\ne: "*x"\nf: |\n  *x\n'), 'anchor x: 3 <- 4')
  assert.equal(renamed('a: &x 1\nb: *<|>x', 'y z'), '"y z" is no name of this kind: it has no blanks, commas and brackets')
})

test('what is no name, or not what it looks like', () => {
  assert.equal(lines(pod('      image: ng<|>inx')), 'none')
  assert.equal(lines(pod('    - name: "$<|>{NAME}"')), 'none')
  assert.equal(lines(pod('    - name: "w\\u0065<|>b"')), 'none')
})

function drawn(items: readonly OutlineItem[], depth = 0, most = 9): readonly string[] {
  if (depth === most) return []
  return items.flatMap(({ name, detail, kind, children }) => [
    `${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` (${detail})`} ${kind}`,
    ...drawn(children, depth + 1, most),
  ])
}

test('outline: a document per object, containers, ports, volumes and every other property', () => {
  const outline = drawn(kubernetes.read(fixture('deployment.yaml')).outline())
  for (const line of [
    'web (Deployment) document',
    '          web (nginx:1.27) container',
    '              8080/TCP (http) port',
    '              POD (metadata.name) group',
    '              CPUS (limits.cpu) group',
    '              cache (/var/cache/nginx) group',
    '          cache (emptyDir) volume',
    '          config (configMap) volume',
    '          topology.kubernetes.io/zone (ScheduleAnyway) group',
  ])
    assert.ok(outline.includes(line), `${line} in\n${outline.join('\n')}`)
  assert.deepEqual(drawn(kubernetes.read(fixture('batch.yaml')).outline(), 0, 1), [
    'report (CronJob) document',
    'web (Service) document',
    'debug (Pod) document',
  ])
  assert.deepEqual(drawn(kubernetes.read('apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n').outline(), 0, 1), [
    'Pod document',
  ])
})

test('folding: from the key, without what an alias stands for; texts and comments', () => {
  const text =
    '# one\n# two\nkind: Pod\napiVersion: v1\nspec: # all\n  containers:\n    - name: a\n      args: [\n        x\n      ]\n  note: |\n    one\n    two\nlast: 1\n'
  const at = linesOf(text)
  const folds = kubernetes
    .read(text)
    .folds()
    .map(({ span, kind }) => `${at.position(span.start).line}-${at.position(span.end).line}${kind ? ` ${kind}` : ''}`)
  assert.deepEqual(folds, ['2-13', '4-12', '5-9', '6-9', '7-8', '10-12', '0-1 comment'])
})

test('selection grows from a word to the document', () => {
  const text = "kind: Pod\nspec:\n  containers:\n    - name: 'web'\n      image: x\n"
  const selections = kubernetes.read(text).selections(text.indexOf('web') + 1)
  assert.deepEqual(
    selections.map(({ start, end }) => text.slice(start, end)),
    [
      'web',
      "'web'",
      "name: 'web'",
      "name: 'web'\n      image: x",
      "- name: 'web'\n      image: x",
      "containers:\n    - name: 'web'\n      image: x",
      "spec:\n  containers:\n    - name: 'web'\n      image: x",
      text.trimEnd(),
      text,
    ],
  )
})

test('links: images with a page, and the kind', () => {
  const text =
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: "nginx:1.27"\n    - image: quay.io/a/b\n    - image: ${IMAGE}\n'
  assert.deepEqual(
    kubernetes
      .read(text)
      .links()
      .map(({ span, target }) => [text.slice(span.start, span.end), target]),
    [
      ['Pod', 'https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#pod-v1-core'],
      ['nginx:1.27', 'https://hub.docker.com/_/nginx'],
      ['quay.io/a/b', 'https://quay.io/repository/a/b'],
    ],
  )
})
