import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../../../server/src/features/diagnose.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { accept, accepted, labels, offered } from '../../support/accept.ts'

const accepts = (drawn: string, label: string) => accept(kubernetes.read, drawn, label)
const offers = (drawn: string) => labels(kubernetes.read, drawn)

/** A Deployment whose one container goes on with the given lines. */
const deployment = (container: string, rest = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
${container}
      volumes:
        - name: cache
          emptyDir: {}
        - name: config
          configMap:
            name: web
${rest}`

const ports = `          ports:
            - name: http
              containerPort: 8080
            - containerPort: 9090
`

test('a whole object of every kind at the top of every document, which the server takes', () => {
  const kinds = ['Pod', 'PodTemplate', 'ReplicationController', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob']
  for (const drawn of ['<|>', 'apiVersion: v1\nkind: ConfigMap\n---\n<|>', '# about\n<|>\n---\napiVersion: v1\nkind: ConfigMap\n']) {
    for (const kind of kinds) {
      const text = accept(kubernetes.read, drawn, kind).replace('<|>', '')
      const found = diagnose(kubernetes.read(text), {}).filter(({ severity }) => severity === 'error' || severity === 'warning')
      assert.deepEqual(found, [], text)
    }
  }
  assert.deepEqual(offers('apiVersion: v1\nkind: Pod\n---\n<|>').slice(0, 2), ['apiVersion', 'kind'])
})

test('a Deployment as it is written out', () => {
  assert.equal(
    accepts('kind: Job\n---\nDe<|>', 'Deployment'),
    `kind: Job
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: <|>web
  labels:
    app.kubernetes.io/name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 128Mi`,
  )
})

test('the kind brings its version, or the version tells which kinds there are', () => {
  assert.equal(accepts('kind: De<|>\nmetadata:\n  name: x', 'Deployment'), 'apiVersion: apps/v1\nkind: Deployment<|>\nmetadata:\n  name: x')
  assert.equal(accepts('apiVersion: batch/v1\nkind: <|>', 'CronJob'), 'apiVersion: batch/v1\nkind: CronJob<|>')
  assert.deepEqual(offers('apiVersion: batch/v1\nkind: <|>'), ['Job', 'CronJob'])
  assert.deepEqual(offers('apiVersion: <|>\nkind: Deployment'), ['apps/v1'])
  assert.deepEqual(offers('apiVersion: <|>'), ['v1', 'apps/v1', 'batch/v1'])
})

test('items of a list of objects are objects, too', () => {
  const list = 'apiVersion: v1\nkind: List\nitems:\n  - '
  assert.deepEqual(offers(`${list}<|>`).slice(0, 3), ['apiVersion', 'kind', 'CronJob'])
  assert.equal(accepts(`${list}<|>`, 'Pod').split('\n').slice(3, 6).join('\n'), '  - apiVersion: v1\n    kind: Pod\n    metadata:')
  assert.equal(accepts(`${list}kind: Po<|>`, 'Pod'), `${list}apiVersion: v1\n    kind: Pod<|>`)
  assert.ok(offers(`${list}apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n        - <|>`).includes('image'))
})

test('keys: what is required first, what is there not at all, nothing that the server alone writes', () => {
  const container = offers(deployment('          <|>'))
  assert.ok(
    container.includes('livenessProbe') &&
      offers(deployment('').replace('          image: nginx:1.27', '          <|>'))[0] === 'image' &&
      !container.includes('image') &&
      !container.includes('name'),
  )
  assert.deepEqual(offers('apiVersion: apps/v1\nkind: Deployment\nspec:\n  <|>').slice(0, 2), ['selector', 'template'])
  const root = offers('apiVersion: apps/v1\nkind: Deployment\n<|>')
  assert.deepEqual(root, ['metadata', 'spec'])
  assert.ok(!offers('apiVersion: v1\nkind: Pod\nmetadata:\n  <|>').includes('uid'))
  assert.deepEqual(offers(deployment('          volumeMounts:\n            - <|>')).slice(0, 2), ['mountPath', 'name'])
})

test('a key is written out with what it needs, indented as the file is', () => {
  assert.equal(
    accepts('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n    name: web\nsp<|>', 'spec').split('\n').slice(4, 12).join('\n'),
    'spec:\n    replicas: 2\n    selector:\n        matchLabels:\n            app.kubernetes.io/name: <|>web\n    template:\n        metadata:\n            labels:',
  )
  assert.equal(
    accepts(deployment('          vol<|>'), 'volumeMounts'),
    deployment('          volumeMounts:\n            - mountPath: <|>\n              name: '),
  )
  const flat = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    <|>\n'
  assert.equal(
    accepts(flat, 'env'),
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - name: <|>\n      value: \n',
  )
  assert.equal(
    accepts(flat, 'image'),
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: <|>registry.example.com/web:1.0\n',
  )
  assert.equal(
    accepts('apiVersion: v1\nkind: Pod\nspec:\n  containers: <|>\n', '…'),
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: <|>web\n      image: registry.example.com/web:1.0\n',
  )
  assert.equal(
    accepts('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    <|>\n', 'worker container').split('\n').slice(4, 6).join('\n'),
    '    - name: <|>worker\n      image: registry.example.com/worker:1.0',
  )
  assert.equal(
    accepts(deployment('          livenessProbe: <|>'), 'tcpSocket'),
    deployment('          livenessProbe:\n            tcpSocket:\n              port: <|>8080'),
  )
})

test('selector and labels of the template follow each other', () => {
  const head = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n'
  const template = '  template:\n    metadata:\n      labels:\n        app: shop\n        tier: "1"\n'
  assert.equal(
    accepts(`${head}  sel<|>\n${template}`, 'selector'),
    `${head}  selector:\n    matchLabels:\n      app: shop\n      tier: "1"<|>\n${template}`,
  )
  assert.deepEqual(offers(`${head}  selector:\n    matchLabels:\n      <|>\n${template}`), ['app', 'tier'])
  assert.equal(
    accepts(`${head}  selector:\n    matchLabels:\n      tier: <|>\n${template}`, '1'),
    `${head}  selector:\n    matchLabels:\n      tier: "1"<|>\n${template}`,
  )
  const selector = '  selector:\n    matchLabels: { app: shop }\n'
  assert.equal(
    accepts(`${head}${selector}  template:\n    metadata:\n      labels:\n        <|>\n`, 'app'),
    `${head}${selector}  template:\n    metadata:\n      labels:\n        app: shop<|>\n`,
  )
  assert.match(accepts(`${head}${selector}  tem<|>`, 'template'), /labels:\n {8}app: shop\n {4}spec:\n {6}containers:/)
})

test('names of volumes, of all sources for mounts, of disks for devices', () => {
  assert.deepEqual(offers(deployment('          volumeMounts:\n            - name: <|>')), ['cache', 'config'])
  assert.equal(
    accepts(deployment('          volumeMounts:\n            - name: <|>\n              mountPath: /x'), 'config'),
    deployment('          volumeMounts:\n            - name: config<|>\n              mountPath: /x'),
  )
  // What is mounted already comes later.
  assert.deepEqual(
    offers(deployment('          volumeMounts:\n            - name: cache\n              mountPath: /x\n            - name: <|>')),
    ['config', 'cache'],
  )
  const set = 'apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  template:\n    spec:\n      containers:\n      - name: db\n'
  const claims = '      volumes:\n      - name: tmp\n  volumeClaimTemplates:\n  - metadata:\n      name: data\n'
  assert.deepEqual(offers(`${set}        volumeMounts:\n        - name: <|>\n${claims}`), ['data', 'tmp'])
  assert.deepEqual(offers(`${set}        volumeDevices:\n        - name: <|>\n${claims}`), ['data'])
  assert.equal(
    accepts(`${set}        volumeMounts: [{ name: <|> }]\n${claims}`, 'tmp'),
    `${set}        volumeMounts: [{ name: tmp<|> }]\n${claims}`,
  )
})

test('ports of the container for its probes and hooks, by name and number', () => {
  assert.deepEqual(offers(deployment(`${ports}          livenessProbe:\n            httpGet:\n              port: <|>`)), [
    'http',
    '9090',
    '8080',
  ])
  assert.equal(
    accepts(deployment(`${ports}          livenessProbe:\n            tcpSocket:\n              port: <|>`), 'http'),
    deployment(`${ports}          livenessProbe:\n            tcpSocket:\n              port: http<|>`),
  )
  assert.deepEqual(offers(deployment(`${ports}          livenessProbe:\n            grpc:\n              port: <|>`)), ['9090', '8080'])
  assert.deepEqual(offers(deployment(`${ports}          lifecycle:\n            preStop:\n              httpGet: { port: <|> }`)), [
    'http',
    '9090',
    '8080',
  ])
  assert.deepEqual(offers(deployment('          livenessProbe:\n            httpGet:\n              port: <|>')), ['8080'])
})

test('containers, claims, and objects of the same file', () => {
  assert.deepEqual(
    offers(
      deployment(
        '          env:\n            - name: X\n              valueFrom:\n                resourceFieldRef:\n                  containerName: <|>',
      ),
    ),
    ['web'],
  )
  const job =
    'apiVersion: batch/v1\nkind: Job\nspec:\n  podFailurePolicy:\n    rules:\n      - onExitCodes:\n          containerName: <|>\n  template:\n    spec:\n      containers:\n        - name: main\n      initContainers:\n        - name: setup\n'
  assert.deepEqual(offers(job), ['main', 'setup'])
  const pod =
    'apiVersion: v1\nkind: Pod\nspec:\n  resourceClaims:\n    - name: gpu\n  containers:\n    - name: a\n      resources:\n        claims:\n          - name: <|>\n'
  assert.deepEqual(offers(pod), ['gpu'])
  const map = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  mode: fast\n  depth: "3"\n'
  const env = (rest: string) =>
    `${deployment(`          env:\n            - name: X\n              valueFrom:\n                configMapKeyRef:\n                  ${rest}`)}\n${map}`
  assert.deepEqual(offers(env('name: <|>')), ['settings'])
  assert.deepEqual(offers(env('name: settings\n                  key: <|>')), ['depth', 'mode'])
  const files = `apiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets:\n    - name: <A>\n  volumes:\n    - name: c\n      configMap:\n        name: settings\n        items:\n          - key: <B>\n${map}---\napiVersion: v1\nkind: Secret\nmetadata: { name: registry }\n`
  assert.deepEqual(offers(files.replace('<A>', '<|>').replace('<B>', '')), ['registry'])
  assert.equal(accepts(files.replace('<A>', '').replace('<B>', '<|>'), 'mode'), files.replace('<A>', '').replace('<B>', 'mode<|>'))
})

test('resources: their names, usual amounts, what the other of requests and limits says', () => {
  assert.deepEqual(offers(deployment('          resources:\n            requests:\n              <|>')).slice(0, 3), [
    'cpu',
    'memory',
    'amd.com/gpu',
  ])
  assert.deepEqual(
    offers(deployment('          resources:\n            requests:\n              cpu: 100m\n              memory: <|>')).slice(0, 2),
    ['64Mi', '128Mi'],
  )
  assert.equal(
    accepts(
      deployment('          resources:\n            requests:\n              memory: 300Mi\n            limits:\n              <|>'),
      'memory',
    ),
    deployment(
      '          resources:\n            requests:\n              memory: 300Mi\n            limits:\n              memory: <|>300Mi',
    ),
  )
  assert.equal(
    accepts(deployment('          resources:\n            limits:\n              cpu: <|>'), '2'),
    deployment('          resources:\n            limits:\n              cpu: 2<|>'),
  )
  const [first] = offered(kubernetes.read, deployment('          resources:\n            requests:\n              cpu: <|>'))
  assert.equal(first?.detail, '0.05 CPU')
})

test('well-known names: labels of nodes, topology keys, fields, capabilities, sysctls, tolerations', () => {
  assert.equal(
    accepts(deployment('', '      nodeSelector:\n        <|>'), 'kubernetes.io/arch'),
    deployment('', '      nodeSelector:\n        kubernetes.io/arch: <|>amd64'),
  )
  assert.deepEqual(offers(deployment('', '      nodeSelector:\n        kubernetes.io/os: <|>')), ['linux', 'windows'])
  assert.deepEqual(offers(deployment('', '      topologySpreadConstraints:\n        - topologyKey: <|>')), [
    'kubernetes.io/hostname',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
  ])
  const term =
    '      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n              - matchExpressions:\n                  - '
  assert.ok(offers(deployment('', `${term}key: <|>`)).includes('kubernetes.io/arch'))
  assert.deepEqual(
    offers(
      deployment(
        '',
        `${term}key: kubernetes.io/os\n                    operator: In\n                    values:\n                      - <|>`,
      ),
    ),
    ['linux', 'windows'],
  )
  assert.deepEqual(offers(deployment('', `${term}operator: <|>`)), ['DoesNotExist', 'Exists', 'Gt', 'In', 'Lt', 'NotIn'])
  const field =
    '          env:\n            - name: X\n              valueFrom:\n                fieldRef:\n                  fieldPath: <|>'
  assert.ok(offers(deployment(field)).includes('status.podIP'))
  assert.equal(accepts(deployment(field), "metadata.labels['KEY']"), deployment(field.replace('<|>', "metadata.labels['KEY']<|>")))
  const drop = '          securityContext:\n            capabilities:\n              drop: '
  assert.equal(accepts(deployment(`${drop}[<|>]`), 'ALL'), deployment(`${drop}[ALL<|>]`))
  assert.ok(!offers(deployment(`${drop}[ALL, <|>]`)).includes('ALL'))
  assert.ok(
    offers(deployment('', '      securityContext:\n        sysctls:\n          - name: <|>')).includes(
      'net.ipv4.ip_unprivileged_port_start',
    ),
  )
  assert.ok(offers(deployment('', '      dnsConfig:\n        options:\n          - name: <|>')).includes('ndots'))
  assert.ok(offers(deployment('', '      tolerations:\n        - key: <|>')).includes('node.kubernetes.io/not-ready'))
})

test('time zones, schedules and values with what they mean', () => {
  const cron = 'apiVersion: batch/v1\nkind: CronJob\nspec:\n  '
  assert.equal(accepts(`${cron}timeZone: Europe<|>`, 'Europe/Berlin'), `${cron}timeZone: Europe/Berlin<|>`)
  assert.equal(offers(`${cron}timeZone: <|>`)[0], 'Etc/UTC')
  assert.equal(accepts(`${cron}schedule: <|>`, '*/5 * * * *'), `${cron}schedule: "*/5 * * * *"<|>`)
  assert.equal(accepts(`${cron}schedule: '<|>'`, '0 2 * * *'), `${cron}schedule: '0 2 * * *'<|>`)
  const [always] = offered(kubernetes.read, deployment('          imagePullPolicy: <|>'))
  assert.match(always?.detail ?? '', /asked at every start/)
  assert.deepEqual(offers(`${cron}suspend: <|>`), ['true', 'false'])
})

test('nothing is offered for templates, in comments and where a document is JSON', () => {
  for (const drawn of [
    'apiVersion: v1\nkind: Pod\nspec:\n  # <|>',
    '{"apiVersion": "v1", "kind": "Pod", <|>}',
    'apiVersion: v1\nkind: {{ .Kind }}\n<|>',
  ])
    assert.deepEqual(offers(drawn), [], drawn)
})

test('whatever is accepted anywhere leaves YAML whose keys the server knows', () => {
  const whole = deployment(
    `${ports}          livenessProbe:\n            httpGet:\n              port: http\n          resources:\n            requests: { cpu: 1 }`,
  )
  const codes = (text: string) => diagnose(kubernetes.read(text), {}).filter(({ code }) => /^yaml|unknown-field|duplicate-field/.test(code))
  for (let at = 0; at <= whole.length; at++) {
    for (const breaking of ['', '\n'.padEnd(at - whole.lastIndexOf('\n', at - 1), ' ')]) {
      if (breaking !== '' && whole[at] !== '\n') continue
      const text = whole.slice(0, at) + breaking + whole.slice(at)
      for (const item of kubernetes.read(text).complete(at + breaking.length)) {
        // Another name for a key that has a value may not go with the value.
        if (text[item.edit.span.end] === ':') continue
        const after = accepted(text, item)
        assert.deepEqual(codes(after), [], `${item.label}:\n${after}`)
      }
    }
  }
})
