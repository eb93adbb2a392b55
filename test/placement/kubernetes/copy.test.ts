import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { type ClusterState, copyCluster, loadCluster } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import { podInfoOf } from '../../../server/src/placement/kubernetes/state/pod-info.ts'
import { generateCluster } from './generate.ts'
import { placeOneByOne } from './oracle.ts'

type Objects = ReturnType<typeof readCluster>

/** Where ten of the waiting pod go. */
function placed(cluster: ClusterState, { pending }: ReturnType<typeof loadCluster>): readonly string[] {
  const [pod] = pending
  assert.ok(pod)
  return placeOneByOne(podInfoOf(pod), cluster, 10)
}

const seeds = Array.from({ length: 200 }, (_, i) => 5000 + i)

test('a copy without a node decides as a cluster that never had it', () => {
  for (const seed of seeds) {
    const objects = readCluster(generateCluster(seed))
    const [gone] = objects.nodes
    if (gone === undefined) continue
    const smaller: Objects = { ...objects, nodes: objects.nodes.slice(1) }
    const loaded = loadCluster(objects)
    const without = copyCluster(loaded.cluster, { without: new Set([gone.name]) })
    const fresh = loadCluster(smaller)
    assert.deepEqual(placed(without, loaded), placed(fresh.cluster, fresh), `seed ${seed}`)
  }
})

test('a copy with another node and its pods decides as a cluster that had it from the start', () => {
  for (const seed of seeds) {
    const objects = readCluster(generateCluster(seed))
    const last = objects.nodes.at(-1)
    if (last === undefined) continue
    const isOnLast = ({ spec }: Objects['pods'][number]) => spec.nodeName === last.name
    const nothing = readCluster({})
    const rest = loadCluster({ ...objects, nodes: objects.nodes.slice(0, -1), pods: objects.pods.filter((pod) => !isOnLast(pod)) })
    const grown = copyCluster(rest.cluster, { with: { ...nothing, nodes: [last], pods: objects.pods.filter(isOnLast) } })
    const fresh = loadCluster(objects)
    assert.deepEqual(placed(grown, rest), placed(fresh.cluster, fresh), `seed ${seed}`)
  }
})

test('what happens to a copy is not seen in the cluster', () => {
  for (const seed of seeds.slice(0, 50)) {
    const loaded = loadCluster(readCluster(generateCluster(seed)))
    const before = placed(copyCluster(loaded.cluster), loaded)
    placed(copyCluster(loaded.cluster), loaded)
    assert.deepEqual(placed(loaded.cluster, loaded), before, `seed ${seed}`)
  }
})
