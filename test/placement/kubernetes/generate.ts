import { type Random, randomFrom } from './random.ts'

/** Objects of the API, as a file with a cluster has them. */
type Json = Readonly<Record<string, unknown>>

const hostname = 'kubernetes.io/hostname'
const zone = 'topology.kubernetes.io/zone'
const apps = ['web', 'db', 'cache']
const taints: readonly Json[] = [
  { key: 'dedicated', value: 'web', effect: 'NoSchedule' },
  { key: 'spot', value: 'true', effect: 'PreferNoSchedule' },
  { key: 'old', value: 'true', effect: 'PreferNoSchedule' },
  { key: 'draining', value: '', effect: 'NoExecute' },
]

/** A cluster with one waiting pod whose replicas are to be placed. Clusters are small and odd, so that every rule comes into play. */
export function generateCluster(seed: number): Json {
  const random = randomFrom(seed)
  const nodes = Array.from({ length: 1 + random.below(random.percent(20) ? 40 : 12) }, (_, index) => node(index, random))
  const names = nodes.map(({ name }) => name)
  const pods = Array.from({ length: random.below(nodes.length * 3) }, (_, index) => runningPod(index, names, random))
  return {
    nodes: nodes.map(({ object }) => object),
    pods,
    pending: [podOf('new', random, {})],
    namespaces: ['default', 'shop'].map((name) => ({ metadata: { name, labels: { env: name === 'shop' ? 'prod' : 'test' } } })),
    services: random.percent(40)
      ? [{ metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: random.pick(apps) } } }]
      : [],
    replicaSets: apps.map((app) => ({
      metadata: { name: app, namespace: 'default' },
      spec: { selector: { matchLabels: { app } } },
    })),
    persistentVolumes: [{ metadata: { name: 'pv' }, spec: { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } } }],
    persistentVolumeClaims: [
      {
        metadata: { name: 'shared', namespace: 'default', annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
        spec: { volumeName: 'pv', accessModes: ['ReadWriteMany'] },
      },
      { metadata: { name: 'waiting', namespace: 'default' }, spec: { storageClassName: 'late', accessModes: ['ReadWriteOnce'] } },
    ],
    storageClasses: [{ metadata: { name: 'late' }, provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'WaitForFirstConsumer' }],
    csiNodes: names.map((name) => ({
      metadata: { name },
      spec: { drivers: [{ name: 'ebs.csi.aws.com', allocatable: { count: 1 } }] },
    })),
  }
}

function node(index: number, random: Random): { readonly name: string; readonly object: Json } {
  const name = `node-${index}`
  const labels = {
    ...(random.percent(95) && { [hostname]: random.percent(3) ? 'twin' : name }),
    ...(random.percent(90) && { [zone]: random.pick(['a', 'b', 'c']) }),
    ...(random.percent(60) && { rack: random.pick(['r1', 'r2', 'r3', 'r4', 'r5']) }),
    ...(random.percent(50) && { disk: random.pick(['ssd', 'hdd']) }),
  }
  const object = {
    metadata: { name, labels },
    spec: { taints: random.some(taints, 12), unschedulable: random.percent(3) },
    status: {
      allocatable: {
        cpu: random.pick(['2', '3920m', '8', '0']),
        memory: random.pick(['4Gi', '7Gi', '16Gi']),
        pods: String(1 + random.below(10)),
        'example.com/gpu': String(random.below(3)),
      },
      images: random.percent(40) ? [{ names: [`registry/${random.pick(apps)}:1`], sizeBytes: random.below(900) * 1024 * 1024 }] : [],
    },
  }
  return { name, object }
}

function runningPod(index: number, nodes: readonly string[], random: Random): Json {
  const pod = podOf(`pod-${index}`, random, { nodeName: random.pick(nodes) })
  const metadata = { ...(pod.metadata as Json), ...(random.percent(5) && { deletionTimestamp: '2026-01-01T00:00:00Z' }) }
  return { ...pod, metadata, status: { phase: random.percent(95) ? 'Running' : 'Succeeded', startTime: '2026-01-01T00:00:00Z' } }
}

function podOf(name: string, random: Random, more: Json): Json {
  const app = random.pick(apps)
  const owned = random.percent(50)
  return {
    metadata: {
      name,
      namespace: random.percent(85) ? 'default' : 'shop',
      uid: name,
      labels: { app, ...(random.percent(50) && { tier: random.pick(['front', 'back']) }) },
      ...(owned && { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: app, uid: app, controller: true }] }),
    },
    spec: {
      containers: [container(app, random)],
      ...(random.percent(10) && {
        initContainers: [{ name: 'init', image: 'registry/init', resources: { requests: { cpu: '1500m', memory: '1Gi' } } }],
      }),
      tolerations: random.percent(30) ? [{ operator: 'Exists', effect: random.pick(['', 'NoSchedule', 'PreferNoSchedule']) }] : [],
      ...(random.percent(10) && { nodeSelector: { disk: 'ssd' } }),
      affinity: {
        nodeAffinity: nodeAffinity(random),
        podAffinity: podAffinity(random),
        podAntiAffinity: podAffinity(random),
      },
      topologySpreadConstraints: random.percent(35) ? spread(random) : [],
      volumes: volumes(random),
      ...more,
    },
  }
}

function container(app: string, random: Random): Json {
  return {
    name: 'main',
    image: `registry/${app}:1`,
    resources: {
      requests: {
        ...(random.percent(80) && { cpu: random.pick(['100m', '250m', '1', '0']) }),
        ...(random.percent(80) && { memory: random.pick(['64Mi', '512Mi', '1Gi', '100M']) }),
        ...(random.percent(5) && { 'example.com/gpu': '1' }),
      },
    },
    ports: random.percent(7) ? [{ containerPort: 80, hostPort: 80, ...(random.percent(30) && { hostIP: '10.0.0.1' }) }] : [],
  }
}

function volumes(random: Random): readonly Json[] {
  if (random.percent(88)) return []
  return [
    random.pick<Json>([
      { name: 'v', persistentVolumeClaim: { claimName: 'shared' } },
      { name: 'v', persistentVolumeClaim: { claimName: 'waiting' } },
      { name: 'v', awsElasticBlockStore: { volumeID: 'vol-2' } },
      { name: 'v', gcePersistentDisk: { pdName: 'disk', readOnly: random.percent(50) } },
      { name: 'v', emptyDir: {} },
    ]),
  ]
}

function nodeAffinity(random: Random): Json {
  const term = () => ({
    matchExpressions: [{ key: random.pick(['disk', 'rack', zone]), operator: random.pick(['Exists', 'DoesNotExist']) }],
  })
  return {
    ...(random.percent(8) && { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term()] } }),
    ...(random.percent(15) && {
      preferredDuringSchedulingIgnoredDuringExecution: [1, 2].map(() => ({ weight: 1 + random.below(100), preference: term() })),
    }),
  }
}

function podAffinity(random: Random): Json {
  return {
    ...(random.percent(10) && { requiredDuringSchedulingIgnoredDuringExecution: [podTerm(random)] }),
    ...(random.percent(15) && {
      preferredDuringSchedulingIgnoredDuringExecution: random
        .some([1, 2, 3], 60)
        .map(() => ({ weight: 1 + random.below(100), podAffinityTerm: podTerm(random) })),
    }),
  }
}

function podTerm(random: Random): Json {
  return {
    topologyKey: random.pick([hostname, zone, 'rack']),
    ...(random.percent(95) && { labelSelector: selector(random) }),
    ...(random.percent(20) && { namespaceSelector: random.pick([{}, { matchLabels: { env: 'prod' } }]) }),
    ...(random.percent(10) && { namespaces: ['shop'] }),
  }
}

function spread(random: Random): readonly Json[] {
  return random.some([hostname, zone, 'rack'], 55).map((topologyKey) => ({
    topologyKey,
    maxSkew: 1 + random.below(3),
    whenUnsatisfiable: random.pick(['DoNotSchedule', 'ScheduleAnyway']),
    labelSelector: random.percent(90) ? selector(random) : {},
    ...(random.percent(20) && { nodeAffinityPolicy: random.pick(['Honor', 'Ignore']) }),
    ...(random.percent(20) && { nodeTaintsPolicy: random.pick(['Honor', 'Ignore']) }),
    ...(random.percent(20) && { minDomains: 1 + random.below(5) }),
  }))
}

function selector(random: Random): Json {
  if (random.percent(75)) return { matchLabels: { app: random.pick(apps) } }
  return { matchExpressions: [{ key: 'tier', operator: random.pick(['Exists', 'DoesNotExist']) }] }
}
