import assert from 'node:assert/strict'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { importKubectl } from '../../../server/src/placement/cluster/import-kubectl.ts'
import type { KubernetesCluster } from '../../../server/src/placement/cluster/kubernetes.ts'
import { placeKubernetes } from '../../../server/src/placement/kubernetes/report/place.ts'
import type { PlacementReport, WorkloadReport } from '../../../server/src/placement/report.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A cluster as a drawing, one node a line: name, zone, cpu and memory it offers, and words such as `taint=gpu=true:NoSchedule`,
 * `label=disk=ssd`, `group=general`, `pods=3`, `gpu=1`, `cordoned`, or pods that run there: `web=500m/1Gi`, `web=500m/1Gi:80` with a host
 * port, `web=500m/1Gi!-10` with a priority, `web=500m/1Gix3` three of them. `more` are further objects.
 */
export function cluster(drawing: string, more: readonly Json[] = []): KubernetesCluster {
  const items = drawing
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([name]) => name)
    .flatMap(node)
  const imported = importKubectl({ kind: 'List', items: [...items, ...more] })
  assert.ok(imported)
  return { ...imported, name: 'drawn' }
}

function node([name = '', zone = '', cpu = '', memory = '', ...words]: readonly string[]): readonly Json[] {
  const said = (key: string) => words.flatMap((word) => (word.startsWith(`${key}=`) ? [word.slice(key.length + 1)] : []))
  const pairs = said('label').map((pair) => pair.split('=') as [string, string])
  const group = said('group').map((value): [string, string] => ['karpenter.sh/nodepool', value])
  const gpus = said('gpu').map((value): [string, string] => ['nvidia.com/gpu', value])
  const allocatable = { cpu, memory, pods: said('pods')[0] ?? '110', ...Object.fromEntries(gpus) }
  const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': zone, ...Object.fromEntries([...pairs, ...group]) }
  const taints = said('taint').map((taint) => {
    const [, key, value = '', effect] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(taint) ?? []
    return { key, value, effect }
  })
  const known = /^(taint|label|group|pods|gpu)=|^cordoned$/
  return [
    { kind: 'Node', metadata: { name, labels }, spec: { taints, unschedulable: words.includes('cordoned') }, status: { allocatable } },
    ...words.filter((word) => !known.test(word)).flatMap((word, i) => pods(word, name, i)),
  ]
}

function pods(word: string, nodeName: string, position: number): readonly Json[] {
  const [, app = '', cpu, memory, port, priority, count = '1'] =
    /^([\w-]+)=(\w+)\/(\w+?)(?::(\d+))?(?:!(-?\d+))?(?:x(\d+))?$/.exec(word) ?? []
  assert.ok(app, word)
  return Array.from({ length: Number(count) }, (_, i) => ({
    kind: 'Pod',
    metadata: {
      name: `${app}-${nodeName}-${position}-${i}`,
      namespace: 'default',
      labels: { app },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${app}-old`, controller: true }],
    },
    spec: {
      nodeName,
      ...(priority !== undefined && { priority: Number(priority) }),
      containers: [
        {
          name: app,
          resources: { requests: { cpu, memory } },
          ...(port !== undefined && { ports: [{ containerPort: Number(port), hostPort: Number(port) }] }),
        },
      ],
    },
    status: { phase: 'Running' },
  }))
}

/** Places the manifests of a YAML text on a drawn cluster. */
export function place(manifests: string, on: KubernetesCluster | string): PlacementReport {
  const workloads = kubernetes.read(manifests).workloads()
  return placeKubernetes(
    workloads.flatMap((one) => (one.kind === 'kubernetes' ? [one] : [])),
    typeof on === 'string' ? cluster(on) : on,
  )
}

/** A Deployment `web`: replicas, requests, and further lines of the pod's spec in YAML. */
export function deployment(replicas: number, cpu: string, memory: string, spec = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          resources:
            requests:
              cpu: ${cpu}
              memory: ${memory}
${spec.replace(/^\n/, '').replace(/\n?$/, '\n')}`
}

/** The first workload of a report. */
export function first({ workloads }: PlacementReport): WorkloadReport {
  const [workload] = workloads
  assert.ok(workload)
  return workload
}

/** Where pods went: `a a b -`, a dash for each that is pending. */
export function where(report: PlacementReport): string {
  return first(report)
    .placements.map(({ node: name }) => name ?? '-')
    .join(' ')
}
