import { readCluster } from '../../server/src/placement/kubernetes/objects/cluster.ts'
import { type ClusterState, loadCluster } from '../../server/src/placement/kubernetes/state/cluster-state.ts'
import { type PodInfo, podInfoOf } from '../../server/src/placement/kubernetes/state/pod-info.ts'

/** A cluster and a pod that waits for it. */
export interface Scene {
  readonly cluster: ClusterState
  readonly pod: PodInfo
}

/** What differs between scenes. */
export interface SceneOptions {
  readonly nodes: number
  /** Pods that run on each node. */
  readonly running?: number
  readonly cpu?: string
  readonly memory?: string
  readonly nodeSelector?: Readonly<Record<string, string>>
}

const sizes = [
  { cpu: '8', memory: '32Gi' },
  { cpu: '16', memory: '64Gi' },
  { cpu: '32', memory: '128Gi' },
  { cpu: '4', memory: '16Gi' },
]

/** Nodes of four sizes in three zones, one in fifty with a taint; a ReplicaSet whose pods are spread by default. */
export function scene({ nodes, running = 0, cpu = '100m', memory = '128Mi', nodeSelector }: SceneOptions): Scene {
  const { cluster, pending } = loadCluster(
    readCluster({
      nodes: Array.from({ length: nodes }, (_, i) => node(i)),
      pods: Array.from({ length: nodes * running }, (_, i) => podOf(`run-${i}`, `app-${i % 40}`, { nodeName: `node-${i % nodes}` })),
      replicaSets: [{ metadata: { name: 'web', namespace: 'default' }, spec: { selector: { matchLabels: { app: 'web' } } } }],
      pending: [podOf('web-1', 'web', { ...(nodeSelector && { nodeSelector }) }, { cpu, memory })],
    }),
  )
  const [pod] = pending
  if (pod === undefined) throw new Error('no pod waits')
  return { cluster, pod: podInfoOf(pod) }
}

function node(i: number): unknown {
  const labels = {
    'kubernetes.io/hostname': `node-${i}`,
    'topology.kubernetes.io/zone': `zone-${i % 3}`,
    disk: i % 5 === 0 ? 'ssd' : 'hdd',
  }
  const taints = i % 50 === 0 ? [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }] : []
  return { metadata: { name: `node-${i}`, labels }, spec: { taints }, status: { allocatable: { ...sizes[i % 4], pods: '110' } } }
}

function podOf(name: string, app: string, spec: object, requests = { cpu: '100m', memory: '256Mi' }): unknown {
  return {
    metadata: {
      name,
      namespace: 'default',
      labels: { app },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true }],
    },
    spec: { containers: [{ name: 'main', image: app, resources: { requests } }], ...spec },
    status: { phase: 'Running' },
  }
}
