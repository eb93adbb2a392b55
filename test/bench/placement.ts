import { filtersFor, fullRefusals } from '../../server/src/placement/kubernetes/cycle/filters.ts'
import { placeReplicas } from '../../server/src/placement/kubernetes/replicas/place.ts'
import { copyCluster } from '../../server/src/placement/kubernetes/state/cluster-state.ts'
import { agree, placeOneByOne } from '../placement/kubernetes/oracle.ts'
import { scene } from './scenes.ts'

/**
 * What the Kubernetes engine takes, beside its own slow and obvious twin in the same run: the twin decides every pod from nothing by
 * looking at every node, as the tests' oracle does. Ends with the check that both decide alike on generated clusters.
 */
export function* placementLines(clusters = 2000, seed = 1): Generator<string> {
  yield 'placement: the Kubernetes engine, times in ms; the slow engine decides pod by pod over all nodes'
  yield 'replicas with default spreading, none placed before'
  for (const [nodes, pods] of growth) yield row(`${pods} on ${nodes} nodes`, ...replicas(nodes, pods))
  yield 'an edit: 30 replicas on nodes that run ten pods each'
  for (const nodes of [100, 500, 1000, 5000]) yield row(`30 on ${nodes} nodes`, edit(nodes))
  yield 'why not: every reason of every node for one pod, ten pods on each'
  for (const nodes of [500, 1000, 5000]) yield row(`${nodes} nodes`, whyNot(nodes))
  yield agreement(clusters, seed)
}

const growth = [
  [500, 10_000],
  [1000, 20_000],
  [2000, 40_000],
  [5000, 100_000],
] as const

function row(head: string, fast: number, slow?: number): string {
  const beside = slow === undefined ? '' : `   slow engine ${slow.toFixed(0)} (estimated), ratio ${(fast / slow).toFixed(5)}`
  return `  ${head.padEnd(26)}${fast.toFixed(2).padStart(10)}${beside}`
}

/** The slow engine places a few hundred only; from these it is told what all would take. */
function replicas(nodes: number, pods: number): readonly [number, number] {
  const { cluster, pod } = scene({ nodes })
  const fast = best(
    3,
    () => copyCluster(cluster),
    (copy) => placeReplicas(pod, copy, pods),
  )
  const few = Math.max(20, Math.round(200_000 / nodes))
  const slow = best(
    1,
    () => copyCluster(cluster),
    (copy) => placeOneByOne(pod, copy, few),
  )
  return [fast, (slow / few) * pods]
}

function edit(nodes: number): number {
  const { cluster, pod } = scene({ nodes, running: 10 })
  return best(
    30,
    () => undefined,
    () => placeReplicas(pod, copyCluster(cluster), 30),
  )
}

/** A pod for which nodes are too small, lack a label, or have a taint. */
function whyNot(nodes: number): number {
  const { cluster, pod } = scene({ nodes, running: 10, cpu: '100', memory: '127Gi', nodeSelector: { disk: 'ssd' } })
  return best(
    30,
    () => undefined,
    () => {
      const filters = filtersFor(pod, cluster)
      if (filters.kind === 'ready') for (const node of cluster.nodes) fullRefusals(filters, node)
    },
  )
}

/** The best of so many runs, which says what the work takes when nothing else is in the way. */
function best<T>(runs: number, prepare: () => T, work: (prepared: T) => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const prepared = prepare()
    const begin = performance.now()
    work(prepared)
    least = Math.min(least, performance.now() - begin)
  }
  return least
}

function agreement(clusters: number, first: number): string {
  const wrong: number[] = []
  for (let seed = first; seed < first + clusters; seed++) if (!agree(seed)) wrong.push(seed)
  const seeds = `seeds ${first} to ${first + clusters - 1}`
  if (wrong.length === 0) return `fast and slow engine decide alike on ${clusters} generated clusters, ${seeds}`
  return `fast and slow engine DIFFER on ${wrong.length} of ${clusters} generated clusters (${seeds}): ${wrong.slice(0, 20).join(', ')}`
}
