import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DefaultedKind, defaulted } from '../../../server/src/placement/kubernetes/defaults/index.ts'
import { canonicalQuantity, inMilli } from '../../../server/src/placement/kubernetes/defaults/quantity.ts'

type Fields = Record<string, unknown>

test('a pod gets what the server gives every pod', () => {
  assert.deepEqual(spec(defaulted('Pod', pod({ containers: [{ name: 'web', image: 'nginx' }] }))), {
    containers: [
      {
        name: 'web',
        image: 'nginx',
        imagePullPolicy: 'Always',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  })
})

test('the input stays as it is', () => {
  const input = pod({ hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 80 }], resources: { limits: { cpu: 1 } } }] })
  const before = structuredClone(input)
  defaulted('Pod', input)
  assert.deepEqual(input, before)
})

test('pull policy follows the tag', () => {
  const policy = (image: string) => container({ name: 'a', image }).imagePullPolicy
  const latest = ['nginx', 'nginx:latest', 'localhost/x', 'r.example.com:5000/x', 'Registry/x', 'x:latest@sha256:'.concat('a'.repeat(64))]
  const fixed = [
    'nginx:1',
    'r.example.com:5000/x:1',
    'x@sha256:'.concat('a'.repeat(64)),
    'x:Latest',
    ' nginx',
    'NGINX',
    'x@sha256:abc',
    'a'.repeat(300),
  ]
  assert.deepEqual(
    latest.filter((image) => policy(image) !== 'Always'),
    [],
  )
  assert.deepEqual(
    fixed.filter((image) => policy(image) !== 'IfNotPresent'),
    [],
  )
})

test('what means nothing is left out, what may mean something stays', () => {
  const done = container({
    name: 'a',
    tty: false,
    args: [],
    env: [{ name: 'A', value: '' }],
    securityContext: { privileged: false, runAsUser: 0, capabilities: {} },
  })
  assert.equal('tty' in done, false)
  assert.equal('args' in done, false)
  assert.deepEqual(done.env, [{ name: 'A' }])
  assert.deepEqual(done.securityContext, { privileged: false, runAsUser: 0, capabilities: {} })
})

test('null is unset, and in a list the empty item', () => {
  const done = spec(
    defaulted(
      'Pod',
      pod({
        nodeSelector: null,
        tolerations: [null],
        containers: [{ name: 'a', args: [null] }],
        securityContext: { supplementalGroups: [null] },
      }),
    ),
  )
  assert.equal('nodeSelector' in done, false)
  assert.deepEqual(done.tolerations, [{}])
  assert.deepEqual(done.securityContext, { supplementalGroups: [0] })
  assert.deepEqual((done.containers as Fields[])[0]?.args, [''])
})

test('requests follow limits in a pod, not in a template', () => {
  const resources = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '0.5' } }
  assert.deepEqual(container({ name: 'a', resources }).resources, {
    limits: { cpu: '1', memory: '1Gi' },
    requests: { cpu: '500m', memory: '1Gi' },
  })
  const template = { template: { spec: { containers: [{ name: 'a', resources }] } } }
  const inTemplate = (defaulted('PodTemplate', template).template as Fields).spec as { containers: Fields[] }
  assert.deepEqual(inTemplate.containers[0]?.resources, { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } })
})

test('the pod as a whole requests what its containers do, else its limits', () => {
  const whole = (resources: Fields, ...containers: Fields[]) =>
    spec(defaulted('Pod', pod({ resources, containers: containers.map((resources, i) => ({ name: `c${i}`, resources })) }))).resources
  assert.deepEqual(whole({ limits: { cpu: '4', memory: '4Gi' } }, { requests: { cpu: '1' } }, { requests: { cpu: '500m' } }), {
    limits: { cpu: '4', memory: '4Gi' },
    requests: { cpu: '1500m', memory: '4Gi' },
  })
  assert.deepEqual(whole({ requests: { cpu: '4' } }, { limits: { 'hugepages-2Mi': '4Mi' } }, { limits: { 'hugepages-2Mi': '6Mi' } }), {
    limits: { 'hugepages-2Mi': '10Mi' },
    requests: { cpu: '4', 'hugepages-2Mi': '10Mi' },
  })
})

test('init containers count where they need more than the rest, beside the sidecars before them', () => {
  const request = (cpu: string) => ({ resources: { requests: { cpu } } })
  const done = spec(
    defaulted(
      'Pod',
      pod({
        resources: { limits: { cpu: '8' } },
        containers: [{ name: 'a', ...request('1') }],
        initContainers: [
          { name: 'side', restartPolicy: 'Always', ...request('500m') },
          { name: 'init', ...request('2') },
        ],
      }),
    ),
  )
  assert.deepEqual(done.resources, { limits: { cpu: '8' }, requests: { cpu: '2500m' } })
})

test('on the network of the host ports are those of the host', () => {
  const ports = [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }]
  const done = spec(defaulted('Pod', pod({ hostNetwork: true, containers: [{ name: 'a', ports }] }))).containers as Fields[]
  assert.deepEqual(done[0]?.ports, [
    { containerPort: 80, hostPort: 80, protocol: 'TCP' },
    { containerPort: 81, hostPort: 8081, protocol: 'TCP' },
  ])
})

test('volumes of every sort that has defaults', () => {
  const volume = (source: Fields) => (spec(defaulted('Pod', pod({ volumes: [{ name: 'v', ...source }] }))).volumes as Fields[])[0]
  const cases: [Fields, Fields][] = [
    [{}, { emptyDir: {} }],
    [{ emptyDir: null }, { emptyDir: {} }],
    [{ emptyDir: { sizeLimit: '1024Mi' } }, { emptyDir: { sizeLimit: '1Gi' } }],
    [{ hostPath: { path: '/' } }, { hostPath: { path: '/', type: '' } }],
    [{ secret: { secretName: 's' } }, { secret: { secretName: 's', defaultMode: 420 } }],
    [{ iscsi: { iqn: 'q', targetPortal: 'p' } }, { iscsi: { iqn: 'q', targetPortal: 'p', lun: 0, iscsiInterface: 'default' } }],
    [
      { rbd: { image: 'i', monitors: ['m'] } },
      { rbd: { image: 'i', monitors: ['m'], pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' } },
    ],
    [
      { azureDisk: { diskName: 'd', diskURI: 'u' } },
      { azureDisk: { diskName: 'd', diskURI: 'u', cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' } },
    ],
    [
      { projected: { sources: [{ serviceAccountToken: { path: 't' } }, null] } },
      { projected: { defaultMode: 420, sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }, {}] } },
    ],
    [{ image: { reference: 'a:1' } }, { image: { reference: 'a:1', pullPolicy: 'IfNotPresent' } }],
    [
      { downwardAPI: { items: [{ path: 'p', resourceFieldRef: { resource: 'limits.cpu' } }] } },
      { downwardAPI: { defaultMode: 420, items: [{ path: 'p', resourceFieldRef: { resource: 'limits.cpu', divisor: '0' } }] } },
    ],
    [
      { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1.5' } } } } } },
      {
        ephemeral: {
          volumeClaimTemplate: { metadata: {}, spec: { volumeMode: 'Filesystem', resources: { requests: { storage: '1500m' } } } },
        },
      },
    ],
  ]
  for (const [given, expected] of cases) assert.deepEqual(volume(given), { name: 'v', ...expected })
})

test('rolling updates', () => {
  const strategy = (kind: DefaultedKind, field: string, given: unknown) => spec(defaulted(kind, { spec: { [field]: given } }))[field]
  const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }
  assert.deepEqual(strategy('Deployment', 'strategy', undefined), rolling)
  assert.deepEqual(strategy('Deployment', 'strategy', { type: '' }), rolling)
  assert.deepEqual(strategy('Deployment', 'strategy', { type: 'Recreate' }), { type: 'Recreate' })
  assert.deepEqual(strategy('DaemonSet', 'updateStrategy', {}), {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
  })
  assert.deepEqual(strategy('DaemonSet', 'updateStrategy', { type: 'OnDelete', rollingUpdate: { maxSurge: 2 } }), {
    type: 'OnDelete',
    rollingUpdate: { maxSurge: 2, maxUnavailable: 0 },
  })
  assert.deepEqual(strategy('StatefulSet', 'updateStrategy', {}), { type: 'RollingUpdate', rollingUpdate: { partition: 0 } })
  assert.deepEqual(strategy('StatefulSet', 'updateStrategy', { type: 'RollingUpdate' }), { type: 'RollingUpdate' })
})

test('a job without numbers runs once; its labels are those of its template', () => {
  const done = defaulted('Job', { spec: { template: { metadata: { labels: { app: 'a' } } } } })
  assert.deepEqual(done.metadata, { labels: { app: 'a' } })
  const { template: _, ...rest } = spec(done)
  assert.deepEqual(rest, {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    completions: 1,
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: 'TerminatingOrFailed',
    suspend: false,
  })
  assert.equal('completions' in spec(defaulted('Job', { spec: { parallelism: 2 } })), false)
  assert.equal(spec(defaulted('Job', { spec: { backoffLimitPerIndex: 1 } })).backoffLimit, 2147483647)
  assert.equal(spec(defaulted('Job', { spec: { podFailurePolicy: { rules: [] } } })).podReplacementPolicy, 'Failed')
})

test('a replication controller takes selector and labels from its template', () => {
  const done = defaulted('ReplicationController', { spec: { template: { metadata: { labels: { app: 'a' } } } } })
  assert.deepEqual(done.metadata, { labels: { app: 'a' } })
  assert.deepEqual(spec(done).selector, { app: 'a' })
  assert.equal(spec(done).replicas, 1)
})

test('amounts in their usual form', () => {
  const forms = {
    '1024Mi': '1Gi',
    '0.5': '500m',
    '1000': '1k',
    '1.5Gi': '1536Mi',
    '100': '100',
    '1e3': '1e3',
    '12e2': '1200',
    '1024': '1024',
    '512Ki': '512Ki',
    '1000Ki': '1000Ki',
    '0.5Ki': '512',
    '+1': '+1',
    '5.': '5.',
    '.5': '500m',
    '0Mi': '0',
    '2048Ki': '2Mi',
    '0.1Mi': '104857600m',
    '1e4': '10e3',
    '-1500': '-1500',
    '0.0000000001': '1n',
  }
  for (const [text, canonical] of Object.entries(forms)) assert.equal(canonicalQuantity(text), canonical, text)
  assert.equal(canonicalQuantity(2), '2')
  assert.equal(canonicalQuantity(null), '0')
  assert.equal(canonicalQuantity('two'), 'two')
  assert.equal(inMilli('1500u'), '2m')
  assert.equal(inMilli('-1500u'), '-2m')
})

test('values of any other type are left alone', () => {
  for (const value of [1, 'x', true, [], [1], {}, [[{}]]]) {
    for (const kind of [
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
    ] as const) {
      assert.doesNotThrow(() => defaulted(kind, { metadata: value, spec: value, template: value }))
      assert.doesNotThrow(() =>
        defaulted(kind, { spec: { template: { spec: { containers: value, volumes: [value], resources: value } }, jobTemplate: value } }),
      )
    }
  }
})

function pod(spec: Fields): Fields {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }
}

function container(fields: Fields): Fields {
  return (spec(defaulted('Pod', pod({ containers: [fields] }))).containers as Fields[])[0] ?? {}
}

function spec(object: Fields): Fields {
  return object.spec as Fields
}

test('what is the very same as before is completed as at once, and not again', () => {
  const web = { name: 'web', image: 'nginx', ports: [{ containerPort: 80 }], resources: { limits: { cpu: '100u', memory: '1Gi' } } }
  const log = { name: 'log', image: 'fluentd' }
  const cache = { name: 'cache' }
  const whole = { resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' } } }
  const versions: [Fields, Fields][] = [
    [
      { containers: [web, log], volumes: [cache] },
      { containers: [web, { ...log, image: 'fluentd:1' }], volumes: [cache] },
    ],
    [{ containers: [web, log] }, { containers: [log, web] }],
    [{ containers: [web, log] }, { initContainers: [log], containers: [web] }],
    [{ containers: [web, null] }, { containers: [web, log] }],
    [{ containers: [web], hostNetwork: true }, { containers: [web] }],
    [{ containers: [web] }, { containers: [web], hostNetwork: true }],
    [{ containers: [web, log] }, { containers: [web, log], ...whole }],
    [
      { containers: [web, log], ...whole },
      { containers: [web, { ...log, resources: { limits: { cpu: '100u' } } }], ...whole },
    ],
  ]
  for (const [old, now] of versions) {
    for (const kind of ['Pod', 'PodTemplate', 'Deployment', 'Job', 'CronJob'] as const) {
      const [before, object] = [of(kind, old), of(kind, now)]
      const completed = defaulted(kind, before)
      const untouched = structuredClone(completed)
      const what = `${kind} ${JSON.stringify(now)}`
      assert.deepEqual(defaulted(kind, object, { object: before, completed }), defaulted(kind, object), what)
      assert.deepEqual(completed, untouched, what)
    }
  }
  const [before, object] = [pod({ containers: [web, log] }), pod({ containers: [web, { ...log, image: 'fluentd:1' }] })]
  const completed = defaulted('Pod', before)
  const [first, second] = spec(defaulted('Pod', object, { object: before, completed })).containers as Fields[]
  assert.equal(first, (spec(completed).containers as Fields[])[0])
  assert.equal(second?.image, 'fluentd:1')
})

/** An object of a kind around the spec of a pod. */
function of(kind: DefaultedKind, podSpec: Fields): Fields {
  if (kind === 'Pod') return pod(podSpec)
  if (kind === 'PodTemplate') return { template: { spec: podSpec } }
  const template = { spec: { template: { spec: podSpec } } }
  return kind === 'CronJob' ? { spec: { jobTemplate: template } } : template
}
